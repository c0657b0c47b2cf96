package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a person reads whose source file is not there, not readable or in another encoding. */
class SourceFileTest {
    @TempDir
    private Path directory;

    /** Opens a file of some kind. */
    private interface Opener {
        Rows open(String path, String charset);
    }

    static Stream<Opener> kinds() {
        return Stream.of(
                (path, charset) -> {
                    CsvFile file = new CsvFile();
                    file.setPath(path);
                    file.setCharset(charset);
                    return file.rows();
                },
                (path, charset) -> {
                    JsonFile file = new JsonFile();
                    file.setPath(path);
                    file.setCharset(charset);
                    return file.rows();
                });
    }

    /** It waits for whoever writes; a device that gives nothing stands for a pipe here. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeIsNamedBeforeItIsWaitedFor() {
        Logger logger = (Logger) LoggerFactory.getLogger(SourceFile.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        Level level = logger.getLevel();
        logger.setLevel(Level.WARN);
        logger.addAppender(said);
        try {
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> kinds().findFirst().orElseThrow().open("/dev/null", "UTF-8"));
            assertThat(said.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .contains("/dev/null", "waits until");
        } finally {
            logger.detachAppender(said);
            logger.setLevel(level);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void aFileWithoutPathIsRefused(String path) {
        kinds().forEach(kind -> assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> kind.open(path, "UTF-8"))
                .withMessage("No source file: path is not set."));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aMissingFileIsNamedInFull(Opener kind) {
        Path file = Path.of("nowhere.csv");
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> kind.open(file.toString(), "UTF-8"))
                .withMessage("The source file " + file.toAbsolutePath() + " does not exist.");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDirectoryIsNoFile(Opener kind) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> kind.open(directory.toString(), "UTF-8"))
                .withMessageContaining(directory + ", line 1 cannot be read: Is a directory");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileThatMayNotBeReadIsNamed(Opener kind) throws Exception {
        Path file = Files.writeString(directory.resolve("secret.csv"), "id\n1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "this user may read every file");
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> kind.open(file.toString(), "UTF-8"))
                .withMessage("The source file " + file + " may not be read by this user.");
    }

    @Test
    void aCharsetThatNobodyKnowsIsRefused() {
        for (String name : List.of("utf-99", "no charset")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CsvFile().setCharset(name))
                    .withMessage("charset " + name + " is not known; try UTF-8 or windows-1252");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileInAnotherEncodingIsNamedWithLineAndRemedy(Opener kind) throws Exception {
        String text = "{\"id\": 1}\n".repeat(2000) + "{\"id\": \"s3cret ä\"}\n" + "{\"id\": 1}\n".repeat(2000);
        Path file = Files.write(directory.resolve("latin"), text.getBytes(Charset.forName("windows-1252")));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> Read.all(kind.open(file.toString(), "UTF-8")))
                .withMessage(
                        file + ", line 2001 is not UTF-8. Set charset to the file's encoding, such as windows-1252.");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileWhoseFirstCharacterIsWronglyEncodedIsNamed(Opener kind) throws Exception {
        Path file = Files.write(directory.resolve("latin"), "Größe\n1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> kind.open(file.toString(), "UTF-8"))
                .withMessageContaining("line 1 is not UTF-8");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aByteOrderMarkTellsTheEncodingWhateverCharsetSays(Opener kind) throws Exception {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Path file = Files.write(directory.resolve("mark"), "\uFEFF{}\n{}\n".getBytes(charset));
            for (String said : List.of("UTF-8", "UTF-16", "windows-1252")) {
                List<Object> rows = Read.all(kind.open(file.toString(), said));
                assertThat(rows.get(0)).as(charset + " " + said).isInstanceOf(Map.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileInUtf16WithoutItsMarkIsNamed(Opener kind) throws Exception {
        Path file = Files.write(directory.resolve("utf16"), "id\n1\n".getBytes(StandardCharsets.UTF_16LE));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> kind.open(file.toString(), "UTF-8"))
                .withMessage(
                        file + ", line 1 has null characters: the file is not UTF-8. Set charset to its encoding, such "
                                + "as UTF-16LE.");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileInUtf16IsReadWhenSaid(Opener kind) throws Exception {
        Path file = Files.write(directory.resolve("utf16"), "{}\n{}\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(Read.all(kind.open(file.toString(), "UTF-16LE"))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileThatIsPackedOtherwiseIsNamed(Opener kind) throws Exception {
        Path file = Files.write(directory.resolve("clients.csv"), new byte[] {'P', 'K', 3, 4, 20, 0});
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> kind.open(file.toString(), "UTF-8"))
                .withMessage(file
                        + ", line 1 cannot be read: the file is a zip file or an Excel workbook; export it as text, "
                        + "which may be packed with gzip.");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileIsClosedWhetherItIsReadOrRefused(Opener kind) throws Exception {
        Path good = Files.writeString(directory.resolve("good"), "{}\n{}\n");
        Path bad = Files.write(directory.resolve("bad"), new byte[] {(byte) 0xFF, 'a', '\n'});
        Path badLater = Files.write(directory.resolve("later"), new byte[] {'"', '\n'});
        assumeTrue(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean, "not on Unix");
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getOpenFileDescriptorCount();
        for (int i = 0; i < 50; i++) {
            Read.all(kind.open(good.toString(), "UTF-8"));
            assertThatThrownBy(() -> kind.open(bad.toString(), "UTF-8")).isInstanceOf(SourceException.class);
            try {
                kind.open(badLater.toString(), "UTF-8").close();
            } catch (SourceException e) {
                // of CSV: a quote without end
            }
        }
        assertThat(system.getOpenFileDescriptorCount()).isLessThan(before + 25);
    }
}
