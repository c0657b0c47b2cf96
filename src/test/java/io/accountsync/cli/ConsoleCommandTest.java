package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** How the console is opened, and what becomes of a port that cannot be had. */
class ConsoleCommandTest {
    @TempDir
    private Path directory;

    @Test
    void aStateIsShownWithoutServingAlsoWhenASyncFileIsWrong() throws Exception {
        Path file = directory.resolve("odd.camel.yaml");
        Files.writeString(file, "- beans:\n  - name: [\n");
        int port = freePort();
        InProcess command = keys();
        Thread[] thread = new Thread[1];
        CompletableFuture<Jar.Ended> ended = new CompletableFuture<>();
        thread[0] = new Thread(() ->
                ended.complete(command.run("console", "--port", String.valueOf(port), "--routes", file.toString())));
        thread[0].start();

        await().ignoreExceptions().until(() -> status(port) == 200);
        thread[0].interrupt();

        Jar.Ended console = ended.join();
        assertThat(console.exitCode()).isZero();
        assertThat(console.out())
                .contains("The console is at http://127.0.0.1:" + port + "/")
                .contains("starts nothing")
                .contains("console.token");
    }

    @Test
    void aPortThatIsTakenIsAMistakeOfTheCommand() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Jar.Ended console = keys().with("console.port", String.valueOf(taken.getLocalPort()))
                    .run("console", "--routes", directory.toString());

            assertThat(console.exitCode()).isEqualTo(2);
            assertThat(console.err())
                    .contains("cannot be opened on port " + taken.getLocalPort())
                    .contains("console.port")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void aPortThatIsTakenKeepsNobodyFromServing() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(logOf(Map.of("console.port", String.valueOf(taken.getLocalPort()))))
                    .singleElement()
                    .asString()
                    .contains("There is no console, and runs go on without it", "console.enabled=false");
        }
    }

    @Test
    void keysThatAreWrongKeepNobodyFromServing() {
        assertThat(logOf(Map.of("console.token", "short")))
                .singleElement()
                .asString()
                .contains("console.token is shorter")
                .doesNotContain("short,");
        assertThat(logOf(Map.of("console.enabled", "false"))).isEmpty();
    }

    /** What is said when a process that serves has started. */
    private List<String> logOf(Map<String, String> keys) {
        Logger logger = (Logger) LoggerFactory.getLogger(ServedConsole.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.WARN);
        Map<String, String> all = new HashMap<>(keys);
        all.put("state.directory", directory.toString());
        all.put("salesforce.client-id", "nobody asks for it");
        all.put("salesforce.refresh-token", "nobody asks for it");
        try (CamelRuntime runtime = CamelRuntime.isolated(List.of("false"), all);
                ServedConsole console = new ServedConsole()) {
            runtime.start();
            console.open(runtime);
            return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
        }
    }

    private InProcess keys() {
        return new InProcess().with("state.directory", directory.resolve("data").toString());
    }

    private static int status(int port) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/api/overview").toURL().openConnection();
        return connection.getResponseCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
