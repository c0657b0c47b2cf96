package io.accountsync.observe;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A real Prometheus server evaluates each query of the board, and the rules, over what it scraped of real runs. */
@Tag("full")
class PrometheusTest {
    private static final Path BOARD = Path.of("k8s/components/monitoring/account-sync.json");
    private static final Path RULES = Path.of("k8s/components/monitoring/prometheusrule.yaml");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * What is 0 when all the rest is not: nothing is in flight or undelivered, no stream is paused, and the rows of this sync are
     * deleted and not flagged.
     */
    private static final String ZERO = ".*_(in_flight|undelivered|flagged_total|stream_paused)\\b.*";

    /** What only a process has that reads the changes of a database: its query is run, and has no values here. */
    private static final String OF_CHANGES = ".*_cdc_.*";

    private static final String DELETES =
            TestSync.ACCOUNTS.replace("externalId:", "whenRowGone: delete\n        externalId:") + TestSync.ROWS;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @TempDir
    private Path directory;

    private HttpServer process;
    private Path rules;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(
                TestPrometheus.isInstalled(),
                "skipped: prometheus and promtool are not installed (in Debian: apt-get install prometheus)");
        rules = directory.resolve("rules.yaml");
        Object manifest = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(RULES, StandardCharsets.UTF_8));
        JsonNode groups = new ObjectMapper().valueToTree(manifest).get("spec");
        Files.writeString(rules, groups.toString());
        process = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        process.createContext("/observe/metrics", exchange -> {
            byte[] metrics = registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, metrics.length);
            exchange.getResponseBody().write(metrics);
            exchange.close();
        });
        process.createContext("/alert", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        process.start();
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.stop(0);
        }
    }

    @Test
    void promtoolTakesTheRules() throws IOException {
        TestPrometheus.Said said = TestPrometheus.run("promtool", "check", "rules", rules.toString());
        assertThat(said.exitCode()).as(said.text()).isZero();
    }

    @Test
    void eachQueryOfTheBoardHasValuesAndTheRulesAlertOfWhatWentWrong() throws Exception {
        String address = "127.0.0.1:" + process.getAddress().getPort();
        String source = "jdbc:sqlite:" + directory.resolve("rows.db");
        new JdbcTemplate(new DriverManagerDataSource(source))
                .execute("create table sync_log (of_somebody text /* so that there is no row log */)");
        try (LocalOrg org = LocalOrg.start();
                TestSync sync = TestSync.startFileWith(
                        org,
                        directory,
                        ObservePlugin.REGISTRY,
                        registry,
                        DELETES,
                        "sync.max-missing",
                        "100",
                        "sync.max-deletions",
                        "100%",
                        "sync.max-rejected",
                        "100",
                        "sync.retries",
                        "0",
                        "sync.alert.url",
                        "http://" + address + "/alert",
                        "source.url",
                        source,
                        "sync.row-log.table",
                        "sync_log");
                TestPrometheus prometheus = TestPrometheus.start(directory, rules, address)) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts(prometheus))
                    .containsExactly("AccountSyncNeverSucceeded pending"));

            runs(org, sync);
            for (JsonNode expression :
                    new ObjectMapper().readTree(BOARD.toFile()).findValues("expr")) {
                String query = expression.asText().replace("$sync", ".*");
                if (query.matches(OF_CHANGES)) {
                    assertThat(values(prometheus.query(query))).as(query).isEmpty();
                    continue;
                }
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(values(prometheus.query(query)))
                        .as(query)
                        .isNotEmpty()
                        .noneMatch(value -> value.isNaN())
                        .anyMatch(value -> value > 0 || query.matches(ZERO)));
            }
            assertThat(prometheus.get("/api/v1/label/sync/values?match%5B%5D=account_sync_seconds_since_success"))
                    .as("the choice of the board")
                    .extracting(JsonNode::asText)
                    .containsExactly("accounts");

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts(prometheus))
                    .containsExactlyInAnyOrder("AccountSyncRunsFail firing", "AccountSyncRejects firing"));
            JsonNode evaluated = prometheus.get("/api/v1/rules").findValue("rules");
            assertThat(evaluated).hasSizeGreaterThan(5);
            for (JsonNode rule : evaluated) {
                String query = rule.get("query").asText();
                assertThat(rule.get("health").asText()).as(rule.toString()).isEqualTo("ok");
                if (!query.matches(OF_CHANGES)) {
                    assertThat(values(prometheus.query(compared(query))))
                            .as(query)
                            .isNotEmpty();
                }
            }
        }
    }

    /** Rows of all kinds: created, rejected, gone; and three runs that fail. */
    private static void runs(LocalOrg org, TestSync sync) {
        for (int i = 4; i <= 30; i++) {
            org.faults().add(FaultMatch.any().withKey("" + i), FaultAction.rejectRecord("SOME_CODE", "no"));
        }
        assertThat(sync.rows(customers(30)).run().status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(sync.rows(customers(2)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        sync.rows(() -> {
            throw new IOException("no rows");
        });
        for (int i = 0; i < 3; i++) {
            assertThat(sync.run().status()).isEqualTo(RunStatus.FAILED);
        }
    }

    /** What a rule compares with its limit, or misses. */
    private static String compared(String rule) {
        return rule.replaceFirst(" (!= .+|[><] \\S+)$", "").replaceFirst("^absent\\((.*)\\)$", "$1");
    }

    private static List<Double> values(JsonNode series) {
        return StreamSupport.stream(series.spliterator(), false)
                .map(one -> Double.valueOf(one.at("/value/1").asText().replace("Inf", "Infinity")))
                .toList();
    }

    private static List<String> alerts(TestPrometheus prometheus) throws Exception {
        return StreamSupport.stream(
                        prometheus.get("/api/v1/alerts").get("alerts").spliterator(), false)
                .map(alert -> alert.at("/labels/alertname").asText() + " "
                        + alert.get("state").asText())
                .distinct()
                .toList();
    }
}
