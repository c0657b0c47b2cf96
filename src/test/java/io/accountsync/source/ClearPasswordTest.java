package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.accountsync.config.LostDatabase;
import io.accountsync.config.Settings;
import io.accountsync.source.jdbc.JdbcPool;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.StateException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that is not the one it is taken for, says that it knows no TLS, and asks for the password in clear. */
class ClearPasswordTest {
    private static final String PASSWORD = "hunter2";

    /** A host that is not written as a loopback address, and is one. */
    private static final String ELSEWHERE = "127.1";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"postgresql, sslmode=disable", "mysql, sslMode=DISABLED", "mariadb, sslMode=disable"})
    void aServerThatAsksForThePasswordInClearGetsNone(String database, String off) throws Exception {
        try (FakeServer server = new FakeServer(database)) {
            DataSource source = source("jdbc:" + database + "://" + ELSEWHERE + ":" + server.port() + "/w");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> source.getConnection("joe", PASSWORD))
                    .satisfies(e -> assertThat(LostDatabase.reason(e))
                            .contains(
                                    "its server offers no TLS, without which passwords and rows could be read on the way. "
                                            + "Turn it on there, or add " + off
                                            + " to the URL where the network is as safe as this "
                                            + "machine"));
            assertThat(server.received()).isNotEmpty().doesNotContain(PASSWORD).doesNotContain("joe");
        }
    }

    @Test
    void theStateGivesItNoneEither() throws Exception {
        try (FakeServer server = new FakeServer("postgresql")) {
            Settings settings = settings(Map.of(
                    "state.directory",
                    directory.toString(),
                    "state.url",
                    "jdbc:postgresql://" + ELSEWHERE + ":" + server.port() + "/w",
                    "state.username",
                    "joe",
                    "state.password",
                    PASSWORD));
            assertThatExceptionOfType(StateException.class)
                    .isThrownBy(() -> StateDatabase.open(settings, Clock.systemUTC()))
                    .withMessageContaining("cannot be reached: its server offers no TLS");
            assertThat(server.received()).isNotEmpty().doesNotContain(PASSWORD).doesNotContain("joe");
        }
    }

    @Test
    void whatTheUrlSaysItselfCounts() throws Exception {
        try (FakeServer server = new FakeServer("postgresql")) {
            DataSource source = source("jdbc:postgresql://" + ELSEWHERE + ":" + server.port() + "/w?sslmode=disable");
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> source.getConnection("joe", PASSWORD));
            assertThat(server.received())
                    .as("so the server is one that would take it")
                    .contains(PASSWORD);
        }
    }

    private static DataSource source(String url) {
        return new JdbcPool(settings(Map.of("source.url", url)))
                .reading("source")
                .getDataSource();
    }

    private static Settings settings(Map<String, String> keys) {
        return Settings.of(key -> Optional.ofNullable(keys.get(key)));
    }

    /** Takes connections, one after the other, and keeps all that it is sent. */
    private static final class FakeServer implements AutoCloseable {
        private static final byte[] ASKS_IN_CLEAR = {'R', 0, 0, 0, 8, 0, 0, 0, 3};

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final CompletableFuture<Void> serving;
        private volatile Socket current;

        FakeServer(String database) throws IOException {
            serving = CompletableFuture.runAsync(() -> {
                while (!socket.isClosed()) {
                    try (Socket connection = socket.accept()) {
                        current = connection;
                        if (database.equals("postgresql")) {
                            postgresql(connection);
                        } else {
                            mysql(connection);
                        }
                    } catch (IOException e) {
                        // The client went away, or the test has ended.
                        continue;
                    }
                }
            });
        }

        int port() {
            return socket.getLocalPort();
        }

        String received() {
            synchronized (received) {
                return received.toString(StandardCharsets.ISO_8859_1);
            }
        }

        private void postgresql(Socket connection) throws IOException {
            OutputStream out = connection.getOutputStream();
            byte[] part = new byte[8192];
            InputStream in = connection.getInputStream();
            for (int length = in.read(part); length > 0; length = in.read(part)) {
                keep(part, length);
                if (part[0] == 'p') {
                    // The password: nothing more is wanted.
                    return;
                }
                boolean asksForTls = length == 8 && part[4] == 4 && part[5] == (byte) 0xd2;
                out.write(asksForTls ? new byte[] {'N'} : ASKS_IN_CLEAR);
                out.flush();
            }
        }

        /** The server's greeting, without the bit for TLS, and then whatever comes. */
        private void mysql(Socket connection) throws IOException {
            ByteArrayOutputStream greeting = new ByteArrayOutputStream();
            greeting.write(10);
            greeting.write("8.0.36\0".getBytes(StandardCharsets.US_ASCII));
            greeting.write(new byte[] {1, 0, 0, 0});
            greeting.write("12345678\0".getBytes(StandardCharsets.US_ASCII));
            // PROTOCOL_41, SECURE_CONNECTION, CONNECT_WITH_DB; PLUGIN_AUTH. No SSL, which is 0x0800.
            greeting.write(new byte[] {0x08, (byte) 0x82, 45, 2, 0, 0x08, 0, 21});
            greeting.write(new byte[10]);
            greeting.write("123456789012\0".getBytes(StandardCharsets.US_ASCII));
            greeting.write("mysql_clear_password\0".getBytes(StandardCharsets.US_ASCII));
            OutputStream out = connection.getOutputStream();
            out.write(new byte[] {(byte) greeting.size(), 0, 0, 0});
            out.write(greeting.toByteArray());
            out.flush();
            keep("connected".getBytes(StandardCharsets.US_ASCII), 9);
            byte[] part = new byte[8192];
            InputStream in = connection.getInputStream();
            for (int length = in.read(part); length > 0; length = in.read(part)) {
                keep(part, length);
            }
        }

        private void keep(byte[] part, int length) {
            synchronized (received) {
                received.write(part, 0, length);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            if (current != null) {
                current.close();
            }
            serving.join();
        }
    }
}
