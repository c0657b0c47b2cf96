package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static io.accountsync.run.TestSync.ROWS;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.sync.RunMode;
import io.accountsync.source.SourceException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Design rule 4: the cursor moves only when every row has its end, and never past what is safe. */
class CursorTest {
    private static final String TIMED = ACCOUNTS.replace("externalId:", "cursor: changed\n        externalId:");

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void theFirstRunReadsFromATypedFloorThatIsNeverNull() {
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR)) {
            run(sync, row("id", 1, "name", "A", "changed", 1));
            assertThat(sync.asked()).containsExactly(Long.MIN_VALUE);
        }
    }

    @Test
    void theFloorOfATimestampIsATimestamp() {
        try (TestSync sync = start(TIMED)) {
            run(sync);
            assertThat(sync.asked()).containsExactly(Timestamp.valueOf("0001-01-01 00:00:00"));
        }
    }

    @Test
    void theNextRunBeginsAtTheGreatestCursorLessTheOverlap() {
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR, "sync.overlap-steps", "10")) {
            run(sync, row("id", 1, "name", "A", "changed", 500), row("id", 2, "name", "B", "changed", 400));
            run(sync);
            assertThat(sync.asked()).containsExactly(Long.MIN_VALUE, 490L);
        }
    }

    @Test
    void timestampsOverlapByADuration() {
        Timestamp changed = Timestamp.valueOf("2026-03-01 12:00:00.123456");
        try (TestSync sync = start(TIMED, "sync.overlap", "5m")) {
            run(sync, row("id", 1, "name", "A", "changed", changed));
            run(sync);
            assertThat(sync.asked().get(1)).isEqualTo(Timestamp.valueOf("2026-03-01 11:55:00.123456"));
        }
    }

    @Test
    void theCursorStaysWhenTheSourceBreaksOff() {
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR, "sync.overlap-steps", "0")) {
            run(sync, row("id", 1, "name", "A", "changed", 5));
            sync.rows(() -> {
                throw new SourceException("gone");
            });
            assertThat(sync.run().status()).isEqualTo(RunStatus.FAILED);
            run(sync);
            assertThat(sync.asked()).containsExactly(Long.MIN_VALUE, 5L, 5L);
        }
    }

    @Test
    void theCursorStaysWhenARunIsStopped() {
        var fault = org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).from(2),
                        FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR, "sync.overlap-steps", "0")) {
            run(sync, row("id", 1, "name", "A", "changed", 5));
            assertThat(run(sync, row("id", 2, "name", "B", "changed", 9)).status())
                    .isEqualTo(RunStatus.STOPPED);
            fault.remove();

            run(sync, row("id", 2, "name", "B", "changed", 9));
            assertThat(sync.asked()).containsExactly(Long.MIN_VALUE, 5L, 5L);
            assertThat(org.records("Account")).hasSize(2);
        }
    }

    @Test
    void theCursorMovesPastParkedRecords() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                        FaultAction.rejectRecord("FIELD_INTEGRITY_EXCEPTION", "no"));
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR, "sync.overlap-steps", "0")) {
            RunReport report =
                    run(sync, row("id", 1, "name", "A", "changed", 5), row("id", 2, "name", "B", "changed", 9));
            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            run(sync);
            assertThat(sync.asked()).containsExactly(Long.MIN_VALUE, 9L);
        }
    }

    @Test
    void aRowDatedInTheFutureDoesNotHideLaterOnes() {
        try (TestSync sync = start(TIMED, "sync.overlap", "0")) {
            Instant honest = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
            run(
                    sync,
                    row("id", 1, "name", "A", "changed", Timestamp.valueOf("9999-12-31 00:00:00")),
                    row("id", 2, "name", "B", "changed", Timestamp.from(honest)));
            run(sync);
            Instant since = ((Timestamp) sync.asked().get(1)).toInstant();
            assertThat(since).as("where the honest rows end, and not now").isEqualTo(honest);
        }
    }

    @Test
    void theCursorNeverGoesBackwards() {
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR, "sync.overlap-steps", "0")) {
            run(sync, row("id", 1, "name", "A", "changed", 50));
            run(sync, row("id", 2, "name", "B", "changed", 40));
            run(sync);
            assertThat(sync.asked()).containsExactly(Long.MIN_VALUE, 50L, 50L);
        }
    }

    @Test
    void aRowWithoutCursorIsRefusedByName() {
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR)) {
            RunReport report = run(sync, row("id", 77, "name", "A"), row("id", 2, "name", "B", "changed", 1));

            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.INVALID)).isEqualTo(1);
            RunReport.Finding finding = report.findings().get(0);
            assertThat(finding.code()).isEqualTo("CURSOR_MISSING");
            assertThat(finding.samples().get(0))
                    .contains("77")
                    .contains("changed")
                    .contains("coalesce");
        }
    }

    @Test
    void anotherMappingReadsEverythingOnce() {
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR, "sync.overlap-steps", "0")) {
            run(sync, row("id", 1, "name", "A", "changed", 5));
        }
        try (TestSync sync =
                start(ACCOUNTS_WITH_CURSOR.replace("BillingCity", "ShippingCity"), "sync.overlap-steps", "0")) {
            RunReport report = run(sync, row("id", 1, "name", "A", "changed", 5));
            assertThat(report.readsAll()).contains("mapping");
            run(sync);
            assertThat(sync.asked()).containsExactly(Long.MIN_VALUE, 5L);
        }
    }

    @Test
    void aChangedSourceQueryReadsEverythingOnce() {
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR)) {
            run(sync, row("id", 1, "name", "A", "changed", 5));
        }
        String changed =
                ROWS.replace("- setBody:", "- removeHeaders:\n              pattern: none\n        - setBody:");
        try (TestSync sync = TestSync.startFile(org, directory, ACCOUNTS_WITH_CURSOR + changed)) {
            assertThat(run(sync).readsAll()).contains("source query");
        }
    }

    @Test
    void mistakesInACursorsTypeAreRefusedByName() {
        try (TestSync sync = start(TIMED)) {
            RunReport report = run(sync, row("id", 1, "name", "A", "changed", "last Tuesday"));
            assertThat(report.count(Count.INVALID)).isEqualTo(1);
            assertThat(report.findings().get(0).samples().get(0))
                    .contains("changed")
                    .doesNotContain("Tuesday");
        }
    }

    @Test
    void aRowThatWasCommittedLateWithinTheOverlapIsSent() {
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR, "sync.overlap-steps", "10")) {
            run(sync, row("id", 1, "name", "A", "changed", 100));
            RunReport report =
                    run(sync, row("id", 1, "name", "A", "changed", 100), row("id", 2, "name", "Late", "changed", 91));
            assertThat(sync.asked()).containsExactly(Long.MIN_VALUE, 90L);
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(1);
            run(sync);
            assertThat(sync.asked()).as("the cursor stays at the greatest").endsWith(90L);
        }
    }

    @Test
    void manyRowsWithTheCursorOfTheBoundaryAreReadAgainAndOnlyNewOnesAreSent() {
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR, "sync.overlap-steps", "0")) {
            sync.rows(atTheBoundary(1500)).run();
            RunReport report = sync.rows(atTheBoundary(2500)).run();
            assertThat(sync.asked()).containsExactly(Long.MIN_VALUE, 7L);
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(1500);
            assertThat(report.count(Count.CREATED)).isEqualTo(1000);
        }
    }

    private static List<Map<String, Object>> atTheBoundary(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> row("id", i, "name", "N" + i, "changed", 7))
                .toList();
    }

    @Test
    void withoutCursorColumnEveryRowIsComparedInEachRun() {
        try (TestSync sync = start(ACCOUNTS)) {
            run(sync, row("id", 1, "name", "A"), row("id", 2, "name", "B"));
            RunReport report = run(sync, row("id", 1, "name", "A"), row("id", 2, "name", "C"));
            assertThat(report.readsAll()).contains("no cursor");
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(1);
            assertThat(report.count(Count.UPDATED)).isEqualTo(1);
        }
    }

    @Test
    void rowsDeletedAtTheSourceAreCountedAsMissingWhenEveryRowWasReadAndStayInTheOrg() {
        try (TestSync sync = start(ACCOUNTS)) {
            run(sync, row("id", 1, "name", "A"), row("id", 2, "name", "B"), row("id", 3, "name", "C"));
            // A row that is doubled or cannot be mapped any more is there all the same.
            RunReport report = run(
                    sync, row("id", 1, "name", "A"), row("id", 1, "name", "A"), row("id", 3, "name", "C".repeat(300)));
            assertThat(report.count(Count.MISSING)).isEqualTo(1);
            assertThat(report.count(Count.INVALID)).isEqualTo(1);
            assertThat(org.records("Account")).hasSize(3);
        }
        try (TestSync sync = TestSync.start(org, directory.resolve("other"), ACCOUNTS_WITH_CURSOR)) {
            run(sync, row("id", 1, "name", "A", "changed", 1), row("id", 2, "name", "B", "changed", 1));
            assertThat(run(sync).count(Count.MISSING))
                    .as("only changes were read")
                    .isZero();
            assertThat(sync.run(RunMode.FULL_REFRESH).count(Count.MISSING)).isEqualTo(2);
        }
    }

    @Test
    void aCrashInTheMiddleOfTheFullReadAfterAMappingChangeIsMadeUpFor() {
        List<Map<String, Object>> rows = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> row("id", i, "name", "N" + i, "city", "Berlin", "changed", i))
                .toList();
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR, "sync.overlap-steps", "0")) {
            sync.rows(rows).run();
        }
        String other = ACCOUNTS_WITH_CURSOR.replace("BillingCity", "ShippingCity");
        var gone = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).from(3), FaultAction.dropConnection());
        try (TestSync sync = start(other, "sync.batch-size", "2", "sync.in-flight", "1", "sync.retries", "0")) {
            assertThat(sync.rows(rows).run().status()).isEqualTo(RunStatus.STOPPED);
        }
        gone.remove();
        try (TestSync sync = start(other, "sync.overlap-steps", "0")) {
            RunReport report = sync.rows(rows).run();
            assertThat(sync.asked()).containsExactly(Long.MIN_VALUE);
            assertThat(report.count(Count.UNCHANGED))
                    .as("sent before the crash")
                    .isEqualTo(4);
            assertThat(report.count(Count.UPDATED)).isEqualTo(2);
            assertThat(org.records("Account")).allMatch(account -> "Berlin".equals(account.get("ShippingCity")));
            run(sync);
            assertThat(sync.asked()).endsWith(6L);
        }
    }

    private TestSync start(String mapping, String... settings) {
        return TestSync.start(org, directory, mapping, settings);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static RunReport run(TestSync sync, Map<String, Object>... rows) {
        return sync.rows(List.of(rows)).run();
    }
}
