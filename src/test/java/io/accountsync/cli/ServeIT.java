package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.SampleSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that serves shows of itself on the management port, and what it does not. */
class ServeIT {
    private static final Pattern STARTED = Pattern.compile("HttpServer started on 127\\.0\\.0\\.1:(\\d+)");

    private static final Pattern NEEDED_TO_SERVE = Pattern.compile(
            "io\\.micrometer|io\\.prometheus|org\\.apache\\.camel\\.component\\.platform\\.http\\.main|io\\.netty\\.channel");

    private final LocalOrg org = LocalOrg.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Jar jar;
    private int port;

    @BeforeEach
    void prepare() {
        SampleSource source = SampleSource.create(directory.resolve("source.db"));
        jar = new Jar(directory).against(org).with("SOURCE_URL", source.url());
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void healthAndMetricsAreThereForThisMachineAndNothingElseIs() throws Exception {
        Process serve = jar.with("SYNC_ACCOUNTS_SCHEDULE", "* * * * * ?")
                .with("SOURCE_PASSWORD", "sourcehunter2")
                .start("serve");
        try {
            await().until(() -> jar.err().contains(" ended PARTIAL"));
            Matcher started = STARTED.matcher(jar.err());
            assertThat(started.find()).isTrue();
            port = Integer.parseInt(started.group(1));
            String beginning = jar.err().substring(0, jar.err().indexOf("PARTIAL  accounts"));
            assertThat(beginning.lines().count()).as(beginning).isLessThanOrEqualTo(12);
            assertThat(beginning)
                    .contains(
                            "account-sync ",
                            "Sync accounts: ",
                            "runs at * * * * * ? in UTC, next at ",
                            "Source: jdbc:sqlite:",
                            "Salesforce: login at " + org.baseUrl(),
                            "State: in data");
            assertThat(jar.err()).contains("PARTIAL  accounts (run 1, incremental", "311 created");

            String metrics = get("/observe/metrics");
            assertThat(families(metrics)).isEqualTo(documented());
            assertThat(metrics)
                    // The schedule may have begun another run meanwhile.
                    .containsPattern("account_sync_runs_total\\{status=\"PARTIAL\",sync=\"accounts\"} [1-9]")
                    .contains("account_sync_rows_total{outcome=\"created\",sync=\"accounts\"} 311.0")
                    .contains("account_sync_rejected_total{code=\"INVALID_FIELD\",sync=\"accounts\"}")
                    .doesNotContain("account_sync_api_calls_total 0.0")
                    .doesNotContain("account_sync_api_calls_remaining NaN")
                    .doesNotContain("account_sync_seconds_since_success{sync=\"accounts\"} NaN");
            List<Socket> idle = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                idle.add(new Socket("127.0.0.1", port));
            }
            assertThat(get("/observe/health")).contains("\"UP\"");
            for (Socket socket : idle) {
                socket.close();
            }
            assertThat(get("/observe/health/live")).contains("\"UP\"");
            String ready = get("/observe/health/ready?data=true&exposureLevel=full&stackTrace=true");
            assertThat(ready).contains("accounts.last-success");

            for (String secret : List.of(org.refreshToken(), org.clientSecret(), org.clientId(), "sourcehunter2")) {
                assertThat(metrics + ready).doesNotContain(secret);
            }
            nothingElseIsThere();
            noOtherOriginIsLetIn();
            nobodyElseGetsIn();
        } finally {
            serve.destroy();
            serve.waitFor();
        }
    }

    /** Camel's development console, Jolokia, and what uploads files, sends messages or stops routes. */
    private void nothingElseIsThere() throws Exception {
        for (String path : List.of(
                "/",
                "/q/dev",
                "/q/dev/route",
                "/q/upload/x",
                "/q/download",
                "/q/send",
                "/q/info",
                "/q/jolokia",
                "/observe/info",
                "/observe/jolokia",
                "/observe/jolokia/list",
                "/jolokia",
                "/console",
                "/actuator/env",
                "/observe/health/ready/..%2f..%2fapplication.properties")) {
            for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
                assertThat(status(method, path)).as(method + " " + path).isIn(404, 405);
            }
        }
        for (String method : List.of("POST", "PUT", "DELETE")) {
            assertThat(status(method, "/observe/health")).isIn(404, 405);
            assertThat(status(method, "/observe/metrics")).isIn(404, 405);
        }
    }

    /** CVE-2026-84176: a page of another site, open in a browser of this machine, reads nothing. */
    private void noOtherOriginIsLetIn() throws Exception {
        for (String path : List.of("/observe/health", "/observe/metrics")) {
            HttpRequest request = HttpRequest.newBuilder(address(path))
                    .header("Origin", "https://elsewhere.example")
                    .build();
            assertThat(http.send(request, BodyHandlers.discarding())
                            .headers()
                            .map()
                            .keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        }
    }

    private void nobodyElseGetsIn() throws IOException {
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InterfaceAddress address : network.getInterfaceAddresses()) {
                if (!address.getAddress().isLoopbackAddress()) {
                    assertThatThrownBy(() -> {
                                try (Socket socket = new Socket()) {
                                    socket.connect(new InetSocketAddress(address.getAddress(), port), 2_000);
                                }
                            })
                            .as(address.toString())
                            .isInstanceOf(ConnectException.class);
                }
            }
        }
    }

    @Test
    void otherCommandsOpenNoPortAndDoNotLoadWhatItNeeds() throws Exception {
        Path classes = directory.resolve("classes.txt");
        Jar.Ended run = jar.withJavaOption("-Xlog:class+load:file=" + classes + ":tags")
                .with("CAMEL_MANAGEMENT_PORT", "nonsense")
                .run("run");
        assertThat(run.exitCode()).isEqualTo(3);
        List<String> loaded = Files.readAllLines(classes);
        assertThat(loaded).anyMatch(line -> line.contains("io.accountsync.run.steps.SyncSteps"));
        assertThat(loaded).noneMatch(line -> NEEDED_TO_SERVE.matcher(line).find());
    }

    private String get(String path) throws Exception {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private int status(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address(path))
                .method(method, BodyPublishers.ofString("direct:accounts-source"))
                .header("endpoint", "direct:accounts-source")
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static Set<String> families(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("# TYPE account_sync_"))
                .map(line -> line.split(" ")[2])
                .filter(name -> !name.endsWith("_max"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The first column of the table in docs/operations.md. */
    private static Set<String> documented() throws IOException {
        return Files.readString(Path.of("docs/operations.md"))
                .lines()
                .filter(line -> line.startsWith("| `account_sync_"))
                // Only a process has it that reads the changes of a database.
                .filter(line -> !line.startsWith("| `account_sync_cdc_"))
                .map(line -> line.split("`")[1].replaceAll("\\{.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
