package io.accountsync.observe;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.cdc.PostgresChangesComponent;
import io.accountsync.cdc.TestChanges;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.run.RunObserver;
import io.accountsync.run.TestSync;
import io.accountsync.run.sync.RunMode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the meters count, in a plain CamelContext with a registry of the test's own, as other runtimes have it. */
class SyncMetricsTest {
    private final LocalOrg org = LocalOrg.start();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aMeterTellsWhetherAStreamIsPaused() {
        try (TestSync sync = TestSync.startWith(org, directory, ObservePlugin.REGISTRY, registry)) {
            RunObserver observers = sync.engine().runs().observers();
            assertThat(gauge("account.sync.stream.paused")).isZero();
            observers.paused("accounts", "why");
            assertThat(gauge("account.sync.stream.paused")).isEqualTo(1);
            observers.triesAgain("accounts");
            assertThat(gauge("account.sync.stream.paused")).isZero();
        }
    }

    @Test
    void metersCountWhatReportsSay() {
        try (TestSync sync = TestSync.startWith(org, directory, ObservePlugin.REGISTRY, registry)) {
            assertThat(count("account.sync.runs", "status", "SUCCEEDED"))
                    .as("there from the beginning")
                    .isZero();
            assertThat(gauge("account.sync.api.calls.remaining")).isNaN();
            assertThat(gauge("account.sync.seconds.since.success")).isNaN();

            List<Map<String, Object>> rows = new ArrayList<>(customers(249));
            rows.add(customer(250, null));
            long calls = sync.rows(rows).run().counts().get("api_calls");
            calls += sync.rows(rows).run().counts().get("api_calls");

            assertThat(count("account.sync.runs", "status", "PARTIAL")).isEqualTo(1);
            assertThat(count("account.sync.runs", "status", "SUCCEEDED")).isEqualTo(1);
            assertThat(count("account.sync.rows", "outcome", "created")).isEqualTo(249);
            assertThat(count("account.sync.rows", "outcome", "unchanged")).isEqualTo(249);
            assertThat(count("account.sync.rejected", "code", "REQUIRED_FIELD_MISSING"))
                    .isPositive();
            assertThat(registry.get("account.sync.api.calls").counter().count()).isEqualTo(calls);
            assertThat(registry.get("account.sync.call").timer().count()).isGreaterThanOrEqualTo(2);
            assertThat(gauge("account.sync.calls.in.flight")).isZero();
            assertThat(gauge("account.sync.api.calls.remaining")).isPositive();
            assertThat(gauge("account.sync.seconds.since.success")).isNotNegative();
        }
    }

    @Test
    void aCodeThatDoesNotLookLikeOneOfSalesforceHasTheLabelOther() {
        try (TestSync sync = TestSync.startWith(org, directory, ObservePlugin.REGISTRY, registry)) {
            org.faults().add(FaultMatch.any().withKey("1"), FaultAction.rejectRecord("call 555-0100 <b>", "odd"));
            sync.rows(customers(1)).run();

            assertThat(count("account.sync.rejected", "code", "OTHER")).isEqualTo(1);
            assertThat(registry.getMeters())
                    .noneMatch(meter -> meter.getId().toString().contains("555"));
        }
    }

    @Test
    void deletionsAreCountedByTheirOutcome() {
        String deletes = TestSync.ACCOUNTS.replace("externalId:", "whenRowGone: delete\n        externalId:");
        try (TestSync sync = TestSync.startFileWith(
                org,
                directory,
                ObservePlugin.REGISTRY,
                registry,
                deletes + TestSync.ROWS,
                "sync.max-deletions",
                "100%",
                "sync.max-missing",
                "100")) {
            assertThat(count("account.sync.deletions", "outcome", "deleted")).isZero();
            sync.rows(customers(3)).run();
            sync.rows(customers(2)).run();

            assertThat(count("account.sync.deletions", "outcome", "deleted")).isEqualTo(1);
            assertThat(registry.get("account.sync.flagged").counter().count()).isZero();
        }
    }

    @Test
    void recordsThatGotTheFlagAreCountedAndNoOthers() {
        String flags = TestSync.ACCOUNTS.replace(
                "externalId:", "whenRowGone: flag\n        flag: { Rating: Cold }\n        externalId:");
        try (TestSync sync = TestSync.startFileWith(
                org,
                directory,
                ObservePlugin.REGISTRY,
                registry,
                flags + TestSync.ROWS,
                "sync.max-deletions",
                "100%",
                "sync.max-missing",
                "100")) {
            sync.rows(customers(5)).run();
            assertThat(count("account.sync.flagged")).isZero();
            org.delete(String.valueOf(
                    org.find("Account", "Customer_Id__c", "5").orElseThrow().get("Id")));
            sync.rows(customers(2)).run();
            assertThat(count("account.sync.flagged"))
                    .as("two of three: the last one is not there any more")
                    .isEqualTo(2);
            sync.rows(customers(1)).run();
            assertThat(count("account.sync.flagged")).isEqualTo(3);
            assertThat(count("account.sync.deletions", "outcome", "deleted")).isZero();
        }
    }

    @Test
    void eachSlotThatARouteFileReadsFromHasItsLag() {
        String changes =
                """
                - route:
                    id: accounts-changes
                    autoStartup: false
                    from:
                      uri: postgres-changes
                      parameters:
                        slot: customers
                        tables: public.customers
                        sync: accounts
                      steps:
                        - to: direct:sync-stream
                """;
        try (TestSync sync = TestSync.startFileWith(
                org, directory, ObservePlugin.REGISTRY, registry, TestSync.ACCOUNTS + TestSync.ROWS + changes)) {
            assertThat(lag()).as("nobody has seen a slot").isNaN();
            sync.context().getEndpoints().stream()
                    .filter(endpoint -> endpoint.getEndpointUri().startsWith(PostgresChangesComponent.SCHEME))
                    .forEach(endpoint -> TestChanges.setLag(sync.context(), endpoint.getEndpointUri(), 4096));
            assertThat(lag()).isEqualTo(4096);
        }
    }

    private double lag() {
        return registry.get("account.sync.cdc.lag.bytes")
                .tag("slot", "customers")
                .gauge()
                .value();
    }

    @Test
    void withoutARegistryRunsAreNotMeasured() {
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(customers(1)).run(RunMode.INCREMENTAL).counts())
                    .containsEntry("created", 1L);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    private double count(String name) {
        return registry.get(name).tag("sync", "accounts").counter().count();
    }

    private double count(String name, String tag, String value) {
        return registry.get(name)
                .tag("sync", "accounts")
                .tag(tag, value)
                .counter()
                .count();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
