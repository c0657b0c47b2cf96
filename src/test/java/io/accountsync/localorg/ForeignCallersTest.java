package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A web page that somebody opens on this machine gets nothing from the local org and changes nothing in it. */
class ForeignCallersTest {

    private static LocalOrg org;

    @BeforeAll
    static void start() {
        org = LocalOrg.start();
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:80",
                "Host: 127.0.0.1.evil.example",
                "Host: localhost.evil.example",
                "Host: localhost@evil.example",
                "Host: 10.0.0.1",
                "Host:",
                "X-None: 1",
                "Host: localhost\r\nHost: evil.example",
                "Host: localhost\r\nOrigin: https://evil.example",
                "Host: localhost\r\nOrigin: http://localhost.evil.example",
                "Host: localhost\r\nOrigin: null"
            })
    void foreignHostAndOriginAreRefused(String headers) throws IOException {
        assertThat(answer("GET /services/data HTTP/1.1", headers)).matches("(?s)HTTP/1.1 40[03] .*");
        assertThat(answer("DELETE /local-org/faults HTTP/1.1", headers)).doesNotContain(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost",
                "Host: LOCALHOST:8080",
                "Host: 127.0.0.1:1",
                "Host: [::1]:8080",
                "Host: localhost\r\nOrigin: http://localhost:3000",
                "Host: localhost\r\nOrigin: http://127.0.0.1:3000"
            })
    void loopbackNamesAreAnswered(String headers) throws IOException {
        assertThat(answer("GET /services/data HTTP/1.1", headers)).startsWith("HTTP/1.1 200 ");
    }

    /** A client of its own, since others write these headers themselves. */
    private static String answer(String request, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), org.port())) {
            socket.getOutputStream()
                    .write((request + "\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
