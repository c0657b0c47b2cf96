package io.accountsync.observe;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Prometheus server on a port of its own that scrapes one process and evaluates rules. */
final class TestPrometheus implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String CONFIGURATION =
            """
            global: { scrape_interval: 250ms, scrape_timeout: 250ms, evaluation_interval: 500ms }
            rule_files: [ "%s" ]
            scrape_configs:
              - job_name: account-sync
                metrics_path: /observe/metrics
                static_configs:
                  - targets: [ "%s" ]
                    labels: { namespace: sync }
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final Process process;

    private TestPrometheus(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Whether server and tool are installed, as they are by Debian's package prometheus. */
    static boolean isInstalled() {
        return isThere("prometheus") && isThere("promtool");
    }

    private static boolean isThere(String program) {
        try {
            return run(program, "--version").exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a program has said. */
    record Said(int exitCode, String text) {}

    static Said run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Said(process.waitFor(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param target host and port of what it scrapes */
    static TestPrometheus start(Path directory, Path rules, String target) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration =
                Files.writeString(directory.resolve("prometheus.yml"), CONFIGURATION.formatted(rules, target));
        Process process = new ProcessBuilder(List.of(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("prometheus-data"),
                        "--web.listen-address=127.0.0.1:" + port))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.txt").toFile())
                .start();
        TestPrometheus prometheus = new TestPrometheus(port, process);
        await("the server").atMost(PATIENCE).until(prometheus::isReady);
        return prometheus;
    }

    private boolean isReady() throws Exception {
        if (!process.isAlive()) {
            throw new IllegalStateException("the server ended with " + process.exitValue());
        }
        try {
            return send("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The series that an expression has now; one that cannot be evaluated is an error. */
    JsonNode query(String expression) throws Exception {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .get("result");
    }

    /** The {@code data} of an answer. */
    JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send(path);
        JsonNode json = new ObjectMapper().readTree(answer.body());
        if (!json.path("status").asText().equals("success")) {
            throw new AssertionError(path + " " + answer.body());
        }
        return json.get("data");
    }

    private HttpResponse<String> send(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
    }
}
