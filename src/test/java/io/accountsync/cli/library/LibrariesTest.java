package io.accountsync.cli.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import io.accountsync.source.SourceDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars that somebody put into lib/. */
class LibrariesTest {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path directory;

    private Path lib;

    @BeforeEach
    void makeLib() throws IOException {
        lib = Files.createDirectory(directory.resolve("lib"));
    }

    @AfterEach
    void resetLoader() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void libIsBesideTheJarAndOfACheckoutBesideItsPom() throws IOException {
        Path jar = Files.createFile(directory.resolve("account-sync.jar"));
        assertThat(Libraries.of(Map.of(), jar).directory()).isEqualTo(lib);
        assertThat(Libraries.of(Map.of(Libraries.VARIABLE, ""), jar).directory())
                .as("an empty variable is none")
                .isEqualTo(lib);
        Path target = Files.createDirectory(directory.resolve("target"));
        assertThat(Libraries.of(Map.of(), target.resolve("account-sync.jar")).directory())
                .isEqualTo(target.resolve("lib"));
        Files.createFile(directory.resolve("pom.xml"));
        assertThat(Libraries.of(Map.of(), target.resolve("account-sync.jar")).directory())
                .isEqualTo(lib);
    }

    @Test
    void aVariableNamesAnotherDirectoryWhichMustBeThere() {
        Libraries named =
                Libraries.of(Map.of(Libraries.VARIABLE, directory.toString()), lib.resolve("account-sync.jar"));
        assertThat(named.directory()).isEqualTo(directory);
        assertThat(named.mistakes()).isEmpty();
        Path nowhere = directory.resolve("nowhere");
        assertThat(Libraries.of(Map.of(Libraries.VARIABLE, nowhere.toString()), lib)
                        .mistakes())
                .containsExactly("ACCOUNT_SYNC_LIB names " + nowhere
                        + ", which is not a directory; make it, or leave the variable out.");
    }

    @Test
    void anEmptyDirectoryChangesNothingOfHowClassesAreLoaded() {
        assertThat(libraries().loader(before)).isEmpty();
    }

    @Test
    void whatIsNoJarIsNamed() throws IOException {
        Path page = Files.writeString(lib.resolve("ojdbc11-23.0.jar"), "<html>404</html>");
        jar("whole-1.0.jar", "a/B.class", new byte[2000]);
        Path cut = lib.resolve("cut-1.0.jar");
        byte[] whole = Files.readAllBytes(lib.resolve("whole-1.0.jar"));
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(libraries().mistakes())
                .containsExactly(
                        cut + " is not a jar, or only a part of one; get it again.",
                        page + " is not a jar, or only a part of one; get it again.");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> {
                    install();
                    LibraryLoader.requireUsable();
                })
                .withMessageContaining("cut-1.0.jar")
                .withMessageContaining("ojdbc11-23.0.jar");
    }

    @Test
    void aJarInTwoVersionsIsNamedWithBoth() throws IOException {
        jar("mysql-connector-j-9.3.0.jar", "a/B.class", new byte[1]);
        jar("mysql-connector-j-9.7.0.jar", "a/B.class", new byte[1]);
        assertThat(libraries().mistakes())
                .containsExactly(lib + " has mysql-connector-j in two versions, 9.3.0 and 9.7.0; remove one of them.");
    }

    @Test
    void aDriverThatIsThereTwiceUnderTwoNamesIsNamedWithBoth() throws IOException {
        byte[] driver = "org.h2.Driver".getBytes(StandardCharsets.UTF_8);
        jar("database.jar", "META-INF/services/java.sql.Driver", driver);
        jar("h2-2.4.240.jar", "META-INF/services/java.sql.Driver", driver);
        assertThat(libraries().mistakes())
                .containsExactly("database.jar and h2-2.4.240.jar in " + lib
                        + " both have the driver org.h2.Driver, so that either may count; remove one of them.");
    }

    @Test
    void aJarInCapitalsIsOne() throws IOException {
        jar("H2.JAR", "a/B.class", new byte[1]);
        assertThat(libraries().names()).containsExactly("H2.JAR");
    }

    @Test
    void aComponentOfAnotherCamelIsNamedWithTheCommandThatGetsTheRightOne() throws IOException {
        jar("camel-ftp-4.10.0.jar", "a/B.class", new byte[1]);
        jar("camel-kafka-4.18.0.jar", "a/B.class", new byte[1]);
        assertThat(libraries().mistakes())
                .containsExactly(lib.resolve("camel-ftp-4.10.0.jar")
                        + " is of another Camel than account-sync, which has 4.18.0; remove it, and get that version with "
                        + "\"account-sync add camel:ftp\".");
    }

    @Test
    void aDriverForALaterJavaIsNamedForADatabaseThatIsNotKnown() throws IOException {
        byte[] driver = bytesOf(LateDriver.class);
        driver[6] = 0;
        driver[7] = 99;
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(lib.resolve("x-1.0.jar")))) {
            add(jar, "META-INF/services/java.sql.Driver", "late.LateDriver".getBytes());
            add(jar, "late/LateDriver.class", driver);
        }
        install();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SourceDatabase.open(Settings.of(key ->
                        Optional.ofNullable(Map.of("source.url", "jdbc:x:db").get(key)))))
                .withMessageStartingWith(
                        "source.url begins with jdbc:x:, and a driver in lib/ cannot be used: x-1.0.jar was "
                                + "made for Java 55, and this is Java ");
    }

    @Test
    void aDriverForALaterJavaIsNamedWithBothVersions() throws IOException {
        byte[] driver = bytesOf(LateDriver.class);
        // The major version of the class file: Java 55.
        driver[6] = 0;
        driver[7] = 99;
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(lib.resolve("ojdbc99-1.0.jar")))) {
            add(jar, "META-INF/services/java.sql.Driver", "late.LateDriver".getBytes());
            add(jar, "late/LateDriver.class", driver);
        }
        install();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SourceDatabase.open(Settings.of(key -> Optional.ofNullable(
                        Map.of("source.url", "jdbc:oracle:thin:@//db/x").get(key)))))
                .withMessage(
                        "source.url is an Oracle database; its driver cannot be used: ojdbc99-1.0.jar was made for "
                                + "Java 55, and this is Java "
                                + Runtime.version().feature()
                                + ". Take a version of it for this Java, or start with Java 55.");
    }

    /** Never loaded: its class file is changed. */
    static final class LateDriver {}

    private void install() {
        libraries().loader(before).ifPresent(Thread.currentThread()::setContextClassLoader);
    }

    private Libraries libraries() {
        return Libraries.of(Map.of(), directory.resolve("account-sync.jar"));
    }

    private void jar(String name, String entry, byte[] bytes) throws IOException {
        try (OutputStream file = Files.newOutputStream(lib.resolve(name));
                ZipOutputStream jar = new ZipOutputStream(file)) {
            add(jar, entry, bytes);
        }
    }

    private static void add(ZipOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(bytes);
    }

    private static byte[] bytesOf(Class<?> type) throws IOException {
        try (InputStream bytes = type.getResourceAsStream(type.getName().replaceFirst(".*\\.", "") + ".class")) {
            return bytes.readAllBytes();
        }
    }
}
