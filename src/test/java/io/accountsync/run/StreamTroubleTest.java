package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.accountsync.alert.Alerts;
import io.accountsync.config.Settings;
import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.salesforce.CredentialsFile;
import io.accountsync.state.AlertState;
import io.accountsync.state.AlertStatus;
import io.accountsync.state.Plan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who learns that a stream is paused, and that it goes on. */
class StreamTroubleTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void theIncidentOfAProcessThatEndedWhileItWasPausedEndsWithTheFirstRowsOfTheNext() throws IOException {
        org.insert("Account", Map.of("Name", "Perhaps the same one"));
        HttpServer webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", call -> {
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        webhook.start();
        String url = "http://127.0.0.1:" + webhook.getAddress().getPort();
        try {
            try (TestStream stream = TestStream.start(org, directory, "sync.alert.url", url)) {
                stream.attempt(customer(1, "One"));
                assertThat(incident(stream).isOk()).isFalse();
                assertThat(ready(stream).getState()).isEqualTo(State.DOWN);
                assertThat(ready(stream).getMessage())
                        .hasValueSatisfying(text -> assertThat(text).contains("may be the same ones"));
                Plan plan = stream.sync()
                        .<Plan>ofState(state -> state.plans().ofStream().find().orElseThrow());
                stream.sync().<Boolean>ofState(state -> state.plans().approve(plan.id()));
                stream.streams().stop();
            }
            try (TestStream next = TestStream.start(org, directory, "sync.alert.url", url)) {
                String incident = incident(next).incident();
                next.hand(customer(1, "One"));
                assertThat(incident(next).isOk()).isTrue();
                assertThat(incident(next).incident()).isEqualTo(incident);
                next.hand(customer(2, "Two"));
                assertThat(ready(next).getState()).isEqualTo(State.UP);
            }
        } finally {
            webhook.stop(0);
        }
    }

    @Test
    void hoursWithoutCallsHoldAStreamUntilTheyAreOver() {
        TestClock clock = TestClock.going();
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        String window = TIME.format(now.minusHours(1)) + "-" + TIME.format(now.plusHours(1));
        try (TestStream stream =
                TestStream.withClock(org, directory, clock, "sync.blackout", window, "sync.time-zone", "UTC")) {
            assertThat(stream.attempt(customer(1, "One"))).contains("sync.blackout", "handed over again");
            assertThat(org.records("Account")).isEmpty();
            clock.advance(Duration.ofHours(2));
            stream.handUntilTaken(List.of(customer(1, "One")));
            assertThat(org.records("Account")).hasSize(1);
        }
    }

    @Test
    void aStreamWhoseLoginIsRefusedGoesOnAfterAPersonLoggedIn() {
        credentials("5Aepdead");
        String file = TestSync.ACCOUNTS + TestStream.CALLER;
        try (TestStream stream =
                TestStream.of(org, directory, file, "salesforce.refresh-token", "", "salesforce.client-secret", "")) {
            assertThat(stream.attempt(customer(1, "One"))).contains("invalid_grant", "auth login");
            assertThat(ready(stream).getState()).isEqualTo(State.DOWN);

            credentials(org.refreshToken());

            stream.handUntilTaken(List.of(customer(1, "One")));
            assertThat(org.records("Account")).hasSize(1);
            await().until(() -> ready(stream).getState() == State.UP);
        }
    }

    private static AlertState incident(TestStream stream) {
        return stream.sync().context().getRegistry().lookupByNameAndType(Alerts.BEAN, Alerts.class).status().stream()
                .map(AlertStatus::state)
                .filter(state -> state.kind().equals("stream"))
                .findFirst()
                .orElseThrow();
    }

    private static Result ready(TestStream stream) {
        return HealthCheckHelper.invokeReadiness(stream.sync().context()).stream()
                .filter(result -> result.getCheck().getId().equals("account-sync"))
                .findFirst()
                .orElseThrow();
    }

    private void credentials(String refreshToken) {
        CredentialsFile.of(Settings.of(
                        key -> Optional.of(directory.toString()).filter(value -> key.equals("state.directory"))))
                .write(new CredentialsFile.Content(
                        org.baseUrl(), org.orgId(), org.clientId(), org.clientSecret(), refreshToken));
    }
}
