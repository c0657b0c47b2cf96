package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.accountsync.config.Settings;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.StateException;
import io.accountsync.state.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A real PostgreSQL with a certificate, reached by a name that is not taken for this machine: as a server elsewhere is. */
@Tag("full")
class TlsServerTest {
    /** A way to write the loopback address that nobody knows as one. */
    private static final String ELSEWHERE = "127.1";

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path directory;

    private static TestPostgres server;
    private static Path own;
    private static Path ofAnother;

    @BeforeAll
    static void startServer() throws Exception {
        own = certificate("own", ELSEWHERE);
        ofAnother = certificate("another", "db.example");
        server = TestPostgres.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void aServerThatProvesItsNameIsReadAndKeepsTheStateByTls() {
        present(own);
        try (HikariDataSource source = SourceDatabase.open(settings("source", "&sslrootcert=" + own))) {
            assertThat(new JdbcTemplate(source)
                            .queryForObject("select ssl from pg_stat_ssl where pid = pg_backend_pid()", Boolean.class))
                    .isTrue();
        }
        StateDatabase.open(settings("state", "&sslrootcert=" + own), Clock.systemUTC())
                .close();
        assertThat(server.admin().queryForObject("select count(*) from sync_cursor", Long.class))
                .isZero();
    }

    @Test
    void aCertificateThatNobodyKnowsHereIsRefusedWithTheRemedy() {
        present(own);
        assertRefused("");
        assertRefused("&sslrootcert=" + ofAnother);
    }

    @Test
    void aCertificateOfAnotherHostIsRefusedThoughItIsKnown() {
        present(ofAnother);
        assertRefused("&sslrootcert=" + ofAnother);
    }

    private static void assertRefused(String options) {
        String reason =
                "cannot be reached: the secure connection could not be made: its certificate must be for that host, and of"
                        + " an authority that is trusted here";
        try (HikariDataSource source = SourceDatabase.open(settings("source", options))) {
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> SourceDatabase.time(source))
                    .withMessageContaining("The source database " + reason);
        }
        assertThatExceptionOfType(StateException.class)
                .isThrownBy(() -> StateDatabase.open(settings("state", options), Clock.systemUTC()))
                .withMessageContaining(reason);
    }

    /** Makes the server show a certificate to whoever connects from now on. */
    private static void present(Path certificate) {
        server.admin().execute("alter system set ssl_cert_file = '" + certificate + "'");
        server.admin().execute("alter system set ssl_key_file = '" + key(certificate) + "'");
        server.admin().execute("alter system set ssl = on");
        server.admin().execute("select pg_reload_conf()");
        await().until(() ->
                certificate.toString().equals(server.admin().queryForObject("show ssl_cert_file", String.class)));
    }

    private static Settings settings(String of, String options) {
        Map<String, String> keys = Map.of(
                "state.directory",
                directory.resolve("data").toString(),
                of + ".url",
                "jdbc:postgresql://" + ELSEWHERE + ":" + server.port() + "/postgres?user=postgres" + options);
        return Settings.of(key -> Optional.ofNullable(keys.get(key)));
    }

    /** Makes one that is its own authority, by the tool that comes with Java, and its key beside it. */
    private static Path certificate(String name, String host) throws Exception {
        Path store = directory.resolve(name + ".p12");
        Process tool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes());
        assertThat(tool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        Path certificate = directory.resolve(name + ".crt");
        pem(certificate, "CERTIFICATE", keys.getCertificate(name).getEncoded());
        pem(key(certificate), "PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded());
        Files.setPosixFilePermissions(key(certificate), PosixFilePermissions.fromString("rw-------"));
        return certificate;
    }

    private static Path key(Path certificate) {
        return Path.of(certificate.toString().replaceFirst("crt$", "key"));
    }

    private static void pem(Path file, String kind, byte[] bytes) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + kind
                        + "-----\n");
    }
}
