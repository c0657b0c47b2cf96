package io.accountsync.cli.management;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.Settings;
import io.accountsync.console.ConsoleProcess;
import io.accountsync.console.ConsoleServer;
import io.accountsync.console.ConsoleSettings;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever opens connections to our ports keeps neither a probe nor a browser out, and no run from going on. */
@Tag("full")
class ManyConnectionsTest {
    private static final int MANY = 1000;
    private static final String HALF_A_REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";

    private final List<Socket> held = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void aRunSucceedsWhileAThousandConnectionsToEachPortAskNothingOrHalfARequest() throws IOException {
        DefaultRegistry registry = new DefaultRegistry();
        try (LocalOrg org = LocalOrg.start();
                TestSync sync = TestSync.start(org, directory);
                ManagementServer management = ManagementServer.limited(registry, 0);
                ConsoleServer console = ConsoleServer.open(
                        new ConsoleSettings(true, "127.0.0.1", 0, List.of(), null),
                        ConsoleProcess.serving(Settings.of(sync.context()), sync.engine(), null))) {
            int managementPort = serve(registry.lookupByNameAndType("managementVertx", Vertx.class));
            sync.rows(() -> {
                for (int i = 0; i < MANY; i++) {
                    hold(managementPort, i % 2 == 0 ? "" : HALF_A_REQUEST);
                    hold(console.port(), i % 2 == 0 ? "" : HALF_A_REQUEST);
                }
                return customers(500);
            });

            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(get(managementPort, "/")).startsWith("HTTP/1.1 200");
            assertThat(get(console.port(), "/api/overview")).startsWith("HTTP/1.1 200");
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    private static int serve(Vertx vertx) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end("here"));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        return server.actualPort();
    }

    private String get(int port, String path) throws IOException {
        Socket socket = hold(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Socket hold(int port, String begun) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        held.add(socket);
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
