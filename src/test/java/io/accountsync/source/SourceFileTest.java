package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void aFileInAnotherEncodingIsNamedWithTheRemedy(Opener kind) throws Exception {
        String text = "{\"id\": 1}\n".repeat(2000) + "{\"id\": \"s3cret ä\"}\n";
        Path file = Files.write(directory.resolve("latin"), text.getBytes(Charset.forName("windows-1252")));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> Read.all(kind.open(file.toString(), "UTF-8")))
                .withMessageMatching(
                        "\\Q" + file + "\\E, line \\d+ \\(or shortly after\\) is not UTF-8\\. Set charset to "
                                + "the file's encoding, such as windows-1252\\.");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileWhoseFirstCharacterIsWronglyEncodedIsNamed(Opener kind) throws Exception {
        Path file = Files.write(directory.resolve("utf16"), "id\n1\n".getBytes(StandardCharsets.UTF_16));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> kind.open(file.toString(), "UTF-8"))
                .withMessageContaining("line 1 (or shortly after) is not UTF-8");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileInUtf16IsReadWhenSaid(Opener kind) throws Exception {
        Path file = Files.write(directory.resolve("utf16"), "{}\n{}\n".getBytes(StandardCharsets.UTF_16));
        assertThat(Read.all(kind.open(file.toString(), "UTF-16"))).isNotEmpty();
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
