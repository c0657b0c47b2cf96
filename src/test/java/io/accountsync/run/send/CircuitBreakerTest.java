package io.accountsync.run.send;

import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When much is refused for one reason the run stops early, and once the rule is fixed the next run sends everything.
 */
class CircuitBreakerTest {
    private static final String CODE = "FIELD_CUSTOM_VALIDATION_EXCEPTION";
    private static final int ROWS = 5_000;

    private final LocalOrg org = LocalOrg.start();
    private final List<Fault> rules = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aNewRuleOfTheOrgStopsTheRunEarlyAndTheRunAfterItsMendingSendsEverything() {
        refuseFourOfTen();
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR, "sync.path", "collections")) {
            RunReport stopped = sync.rows(rows()).run();

            assertThat(stopped.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(stopped.message())
                    .contains("rejected", "with " + CODE, "the next run sends everything", "sync.max-rejected");
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isBetween(3L, 8L);
            assertThat(stopped.count(Count.UNSENT)).isGreaterThan(3_000);
            assertThat(sync.cursor()).as("the cursor stays").isNull();

            rules.forEach(Fault::remove);
            RunReport next = sync.run();

            assertThat(next.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(org.records("Account")).hasSize(ROWS);
            assertThat(sync.parked()).isZero();
            assertThat(sync.run().count(Count.UNCHANGED)).isPositive();
        }
    }

    @Test
    void afterThatEachRunBeginsWithFewRecordsUntilOneComesToItsEnd() {
        refuseFourOfTen();
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR, "sync.path", "collections")) {
            sync.rows(rows()).run();
        }
        // So many would go by Bulk.
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR)) {
            org.stats().reset();
            RunReport again = sync.rows(rows()).run();
            assertThat(again.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(again.notes()).anyMatch(note -> note.contains("began with 200 records"));
            assertThat(again.count(Count.CREATED)).isLessThanOrEqualTo(200);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(1);
            assertThat(org.stats().calls(CallKind.BULK)).isZero();

            rules.forEach(Fault::remove);
            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(org.records("Account")).hasSize(ROWS);
            assertThat(sync.parked()).isZero();
        }
    }

    @Test
    void fewRecordsAreLookedAtOneByOne() {
        refuseFourOfTen();
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR, "sync.path", "collections")) {
            RunReport report = sync.rows(rows().subList(0, 400)).run();

            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.REJECTED)).isEqualTo(160);
        }
    }

    private static List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 1; i <= ROWS; i++) {
            rows.add(TestSync.row("id", "C-" + i, "name", "Company", "changed", i));
        }
        return rows;
    }

    /** As an admin does who adds a validation rule. */
    private void refuseFourOfTen() {
        for (int i = 1; i <= ROWS; i++) {
            if (i % 10 < 4) {
                rules.add(org.faults()
                        .add(
                                FaultMatch.on(CallKind.COLLECTIONS).withKey("C-" + i),
                                FaultAction.rejectRecord(CODE, "no")));
            }
        }
    }
}
