package io.accountsync.cli.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.http.ConnectionLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who holds connections to the management port keeps no probe out. */
class ConnectionLimitsTest {

    private static final int MOST = 5;
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> held = new ArrayList<>();
    private int port;

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : held) {
            socket.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void idleConnectionsKeepNoProbeOut() throws IOException {
        serve(LONG);
        for (int i = 0; i < MOST * 10; i++) {
            hold("");
        }

        assertThat(get()).startsWith("HTTP/1.1 200");
    }

    @Test
    void connectionsThatNeverEndTheirHeadersKeepNoProbeOut() throws IOException {
        serve(LONG);
        for (int i = 0; i < MOST * 10; i++) {
            hold("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        }

        assertThat(get()).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HT", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "})
    void connectionThatDoesNotAskInTimeIsClosed(String begun) throws IOException {
        serve(Duration.ofMillis(50));

        assertThat(hold(begun).getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void headersWithoutAnEndAreCutOff() throws IOException {
        serve(LONG);
        Socket socket = hold("GET / HTTP/1.1\r\nHost: localhost\r\n");
        String header = "X-More: " + "x".repeat(1000) + "\r\n";

        long sent = 0;
        try {
            OutputStream out = socket.getOutputStream();
            while (sent < 100_000_000) {
                out.write(header.getBytes(StandardCharsets.US_ASCII));
                sent += header.length();
            }
        } catch (IOException e) {
            // Closed by the server, as it should be.
        }

        assertThat(sent).isLessThan(100_000_000);
        assertThat(get()).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nContent-Length: 1000000000",
                "GET / HTTP/1.1\r\nContent-Length: 1000000000",
                "GET / HTTP/1.1\r\nTransfer-Encoding: chunked",
                "PUT / HTTP/1.1"
            })
    void bodiesAreNotWaitedFor(String request) throws IOException {
        serve(LONG);

        Socket socket = hold(request + "\r\nHost: localhost\r\n\r\n");

        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 405");
    }

    @Test
    void serverOfAnotherPortIsAsCamelWantsIt() throws IOException {
        Vertx proxy = ManagementVertx.around(vertx, 9876, new ConnectionLimits(vertx, 1, LONG, LONG));
        HttpServer server = proxy.createHttpServer().requestHandler(request -> request.response()
                .end(request.method().name()));
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();

        assertThat(ask("POST / HTTP/1.1\r\nContent-Length: 0")).endsWith("POST");
    }

    private void serve(Duration first) {
        Vertx proxy = ManagementVertx.around(vertx, 0, new ConnectionLimits(vertx, MOST, first, LONG));
        HttpServer server = proxy.createHttpServer()
                .requestHandler(request -> request.response().end("here"));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        port = server.actualPort();
    }

    private String get() throws IOException {
        return ask("GET / HTTP/1.1");
    }

    private String ask(String request) throws IOException {
        Socket socket = hold(request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private Socket hold(String begun) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        held.add(socket);
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
