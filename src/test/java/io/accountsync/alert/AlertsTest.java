package io.accountsync.alert;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ROWS;
import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.accountsync.config.ConfigurationException;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class AlertsTest {
    private static final String SECRET = "/services/T000/hunter2";

    private final LocalOrg org = LocalOrg.start();
    private final List<JsonNode> alerts = new CopyOnWriteArrayList<>();
    private HttpServer webhook;
    private volatile int answer = 200;

    @TempDir
    private Path directory;

    @BeforeEach
    void listen() throws IOException {
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext(SECRET, call -> {
            alerts.add(new ObjectMapper().readTree(call.getRequestBody().readAllBytes()));
            assertThat(call.getRequestMethod()).isEqualTo("POST");
            call.sendResponseHeaders(answer, -1);
            call.close();
        });
        webhook.start();
    }

    @AfterEach
    void stop() {
        webhook.stop(0);
        org.close();
    }

    @Test
    void whatEndsBadlyIsToldOnceAndNotOnEveryRun() {
        try (TestSync sync = start()) {
            sync.rows(customers(3)).run();
            assertThat(alerts).as("SUCCEEDED").isEmpty();
            sync.rows(() -> {
                throw new IllegalStateException("no source");
            });
            sync.run();
            sync.run();
            assertThat(alerts).hasSize(1);
            assertThat(alerts.get(0).get("text").asText())
                    .startsWith("account-sync: accounts FAILED in Local Org (Developer Edition), run 2: ");
            assertThat(alerts.get(0).get("status").asText()).isEqualTo("FAILED");
            assertThat(alerts.get(0).get("sync").asText()).isEqualTo("accounts");
            sync.rows(List.of(customer("a", "N".repeat(300)))).run();
            sync.rows(List.of(customer("b", "N".repeat(300)))).run();
            assertThat(alerts).hasSize(2);
            assertThat(alerts.get(1).get("text").asText()).contains("PARTIAL", "1 invalid, TOO_LONG");
            sync.rows(customers(3)).run();
            assertThat(alerts).as("well again").hasSize(3);
            assertThat(alerts.get(2).get("text").asText())
                    .startsWith("account-sync: accounts is well again, after CRITICAL since ")
                    .contains("(PARTIAL; at last WARNING)");
            sync.rows(List.of(customer("c", "N".repeat(300)))).run();
            assertThat(alerts).as("newly PARTIAL").hasSize(4);
        }
    }

    @Test
    void anAddressThatWouldCarryItsSecretInClearIsRefused() {
        assertThatThrownBy(() -> TestSync.start(
                        org, directory, ACCOUNTS, "sync.alert.url", "http://127.attacker.invalid/hook/secret"))
                .satisfies(error -> assertThat(ObjectHelper.getException(ConfigurationException.class, error))
                        .hasMessageContaining("sync.alert.url must be an address that begins with https://")
                        .message()
                        .doesNotContain("secret/", "hook"));
    }

    @Test
    void aRunThatIsStoppedIsTold() {
        try (TestSync sync = start("salesforce.expect", "production", "sync.batch-size", "10")) {
            org.insert("Account", java.util.Map.of("Name", "Other"));
            assertThat(sync.rows(customers(3)).run().status()).isEqualTo(RunStatus.STOPPED);
            assertThat(alerts).singleElement().satisfies(alert -> assertThat(
                            alert.get("text").asText())
                    .contains("STOPPED", "account-sync adopt accounts"));
        }
    }

    /** As where two replicas keep to one schedule: each start of the second one is refused. */
    @Test
    void aRunThatAnotherOneKeepsFromBeginningIsNoTrouble() {
        try (TestSync sync = start();
                TestSync second = start()) {
            second.rows(customers(1));
            sync.rows(() -> {
                assertThat(second.run().status()).isEqualTo(RunStatus.STOPPED);
                return customers(1);
            });
            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(alerts).isEmpty();
        }
    }

    @Test
    void aRunThatAnotherReplicaTookOverWhileThisOneStoodStillIsNoTrouble() {
        try (TestSync frozen = start();
                TestSync next = start()) {
            next.rows(customers(1));
            frozen.rows(() -> {
                new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + directory.resolve("state.db")))
                        .update("update sync_lease set expires_at = 1");
                assertThat(next.run().status()).isEqualTo(RunStatus.SUCCEEDED);
                return customers(1);
            });
            assertThat(frozen.run().status()).isEqualTo(RunStatus.STOPPED);
            assertThat(alerts).isEmpty();
        }
    }

    @Test
    void aRunThatIsStoppedSinceItsProcessEndsIsNoTrouble() {
        try (TestSync sync = start()) {
            sync.rows(() -> {
                sync.engine().runs().end("the process is shutting down");
                return customers(1);
            });
            assertThat(sync.run().status()).isEqualTo(RunStatus.STOPPED);
            assertThat(alerts).isEmpty();
        }
    }

    @Test
    void aStaleSyncIsToldOnceForEachTime() {
        try (TestSync sync = start("sync.max-staleness", "1h")) {
            Alerts later =
                    new Alerts(sync.context(), sync.engine(), Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
            sync.rows(customers(1)).run();
            later.judgeByClock(false);
            later.judgeByClock(false);
            assertThat(alerts).singleElement().satisfies(alert -> {
                assertThat(alert.get("event").asText()).isEqualTo("stale");
                assertThat(alert.get("text").asText()).contains("accounts is stale");
            });
        }
    }

    /** CVE-2026-85251: whatever the whole component is told, alerts go to the one address that was set. */
    @Test
    void aRedirectIsNotFollowed() throws IOException {
        List<String> elsewhere = new CopyOnWriteArrayList<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", call -> {
            elsewhere.add(call.getRequestMethod());
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        other.start();
        for (int status : List.of(301, 302, 307, 308)) {
            webhook.createContext("/moved" + status, call -> {
                alerts.add(new ObjectMapper().readTree(call.getRequestBody().readAllBytes()));
                call.getResponseHeaders()
                        .add(
                                "Location",
                                "http://127.0.0.1:" + other.getAddress().getPort() + "/");
                call.sendResponseHeaders(status, -1);
                call.close();
            });
            String moved = "http://127.0.0.1:" + webhook.getAddress().getPort() + "/moved" + status;
            HttpComponent following = new HttpComponent();
            following.setFollowRedirects(true);
            try (TestSync sync =
                    TestSync.startWith(org, directory, "http-component", following, "sync.alert.url", moved)) {
                sync.rows(() -> {
                    throw new IllegalStateException("no source " + status);
                });
                sync.run();
                alerts(sync).judgeByClock(true);
            }
        }
        other.stop(0);
        assertThat(alerts).hasSizeGreaterThan(4);
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void aWebhookThatFailsChangesNothingAndItsAddressIsNowhere() {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger("ROOT");
        logged.start();
        root.addAppender(logged);
        Level level = root.getLevel();
        root.setLevel(Level.WARN);
        answer = 500;
        try (TestSync sync = start()) {
            RunReport report = sync.rows(List.of(customer("a", "N".repeat(300)), customer("b", "B")))
                    .run();
            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            webhook.stop(0);
            sync.rows(() -> {
                throw new IllegalStateException("no source");
            });
            assertThat(sync.run().status()).isEqualTo(RunStatus.FAILED);
        } finally {
            root.setLevel(level);
            root.detachAppender(logged);
        }
        List<String> lines = new ArrayList<>();
        logged.list.forEach(event -> lines.add(event.getFormattedMessage()
                + (event.getThrowableProxy() == null
                        ? ""
                        : event.getThrowableProxy().getMessage())));
        assertThat(lines).anyMatch(line -> line.contains("account-sync-alert failed"));
        assertThat(String.join("\n", lines)).doesNotContain("hunter2");
    }

    @Test
    void anAddressWithHttpsIsSpokenToInTls() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> {
                try (Socket call = server.accept()) {
                    return call.getInputStream().read();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            String address = "https://127.0.0.1:" + server.getLocalPort() + SECRET;
            try (TestSync sync = start("sync.alert.url", address)) {
                sync.rows(List.of(customer("a", "N".repeat(300)))).run();
            }
            assertThat(first.get()).as("a handshake of TLS").isEqualTo(0x16);
        }
    }

    @Test
    void aRouteOfOnesOwnTakesThePlaceOfOurs() {
        String own = OwnAlertRoute.passing("text");
        List<String> told = new ArrayList<>();
        try (TestSync sync = TestSync.startFile(org, directory, ACCOUNTS + ROWS + own, "sync.alert.url", url())) {
            sync.whenPassing(told::add);
            sync.rows(List.of(customer("a", "N".repeat(300)))).run();
        }
        assertThat(told).singleElement().asString().contains("PARTIAL");
        assertThat(alerts).isEmpty();
    }

    private static Alerts alerts(TestSync sync) {
        return sync.context().getRegistry().lookupByNameAndType(Alerts.BEAN, Alerts.class);
    }

    private TestSync start(String... more) {
        List<String> settings = new ArrayList<>(List.of("sync.alert.url", url()));
        settings.addAll(List.of(more));
        return TestSync.start(org, directory, ACCOUNTS, settings.toArray(String[]::new));
    }

    private String url() {
        return "http://127.0.0.1:" + webhook.getAddress().getPort() + SECRET;
    }
}
