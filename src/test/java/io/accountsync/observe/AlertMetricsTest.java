package io.accountsync.observe;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ROWS;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.alert.OwnAlertRoute;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.TestSync;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertMetricsTest {
    private static final String OWN = OwnAlertRoute.inPlaceOf("account-sync-alert-slack", "title");

    private final LocalOrg org = LocalOrg.start();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void metersSayHowBadItIsAndWhetherMessagesArrive() {
        try (TestSync sync =
                TestSync.startFileWith(org, directory, ObservePlugin.REGISTRY, registry, ACCOUNTS + ROWS + OWN)) {
            assertThat(level("run")).as("there from the beginning").isZero();
            assertThat(messages("delivered")).isZero();
            sync.rows(() -> {
                throw new IllegalStateException("no source");
            });
            sync.run();
            assertThat(level("run")).isEqualTo(2);
            assertThat(messages("delivered")).isEqualTo(1);
            sync.whenPassing(title -> {
                throw new IllegalStateException("down");
            });
            sync.rows(customers(1)).run();
            assertThat(level("run")).isZero();
            assertThat(messages("failed")).isEqualTo(1);
            assertThat(registry.get("account.sync.alerts.undelivered").gauge().value())
                    .isEqualTo(1);
        }
    }

    private double level(String alert) {
        return registry.get("account.sync.alert.level")
                .tags("sync", "accounts", "alert", alert)
                .gauge()
                .value();
    }

    @Test
    void aPausedStreamIsCriticalWithoutAnyChannel() {
        try (TestSync sync =
                TestSync.startFileWith(org, directory, ObservePlugin.REGISTRY, registry, ACCOUNTS + ROWS)) {
            sync.engine().runs().observers().paused("accounts", "a guard");
            assertThat(level("stream")).isEqualTo(2);
            sync.engine().runs().observers().goesOn("accounts");
            assertThat(level("stream")).isZero();
        }
    }

    private double messages(String outcome) {
        return registry.get("account.sync.alert.messages")
                .tags("channel", "slack", "outcome", outcome)
                .counter()
                .count();
    }
}
