package io.accountsync.plan;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.TestSync;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.sync.ApiPath;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan through the real routes says what the run then does. */
class PlanningTest {
    private static final String OWNED = ACCOUNTS
            + "        fields[OwnerId]: { value: \"${body[owner]}\", reference: { object: User, by: Email%s } }\n";

    private final LocalOrg org = LocalOrg.start();
    private final List<PlannedRecord> planned = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @CsvSource({"300, false", "2500, true"})
    void aPlanSaysWhatTheRunThenDoesByEitherPath(int size, boolean bulk) throws Exception {
        try (TestSync sync = TestSync.start(org, directory)) {
            PlanReport report = plan(sync.rows(rows(size)));
            assertThat(report.count(Totals.CREATES)).isEqualTo(size);
            assertThat(planned).hasSize(size);
            assertThat(report.path().api() == ApiPath.BULK).isEqualTo(bulk);
            assertThat(org.records("Account")).isEmpty();
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(size);
        }
    }

    @Test
    void aPlanSaysThatTooManyInvalidRowsWouldStopTheRun() throws Exception {
        try (TestSync sync = TestSync.start(org, directory)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                rows.add(row("id", i, "name", List.of("a", "list")));
            }
            PlanReport report = plan(sync.rows(rows));
            assertThat(report.exitCode()).isEqualTo(4);
            assertThat(report.wouldStop())
                    .startsWith("600 of 600 rows could not be read or mapped")
                    .isEqualTo(sync.run().message());
            assertThat(report.notes()).anyMatch(note -> note.startsWith("Invalid, WRONG_TYPE: 600, such as 0, Name: "));
        }
    }

    @Test
    void whatSalesforceKeepsAsTheSameIsNoChangeAndTheKeySaysSo() throws Exception {
        org.insert("Account", Map.of("Customer_Id__c", "1", "Name", "Company 1"));
        try (TestSync sync = TestSync.start(org, directory)) {
            PlanReport report = plan(sync.rows(List.of(row("id", 1, "name", "  Company 1 "))), "1");
            assertThat(report.count(Totals.SAME)).isEqualTo(1);
            assertThat(planned).isEmpty();
            assertThat(report.notes()).containsExactly("1 would be sent, but Salesforce has the same values already.");
        }
    }

    @Test
    void rowsThatWaitForWhatTheyPointToAreToldAndNotParked() throws Exception {
        try (TestSync sync = TestSync.start(org, directory, OWNED.formatted(""))) {
            sync.rows(List.of(row("id", 1, "name", "A", "owner", "nobody@acme.example"), row("id", 2, "name", "B")));
            PlanReport report = plan(sync, "1");
            assertThat(report.count(Totals.UNRESOLVED)).isEqualTo(1);
            assertThat(report.count(Totals.WAITING)).isEqualTo(1);
            assertThat(report.notes()).anyMatch(note -> note.startsWith("1 would not be sent: OwnerId"));
            assertThat(report.exitCode()).isZero();
            assertThat(sync.parked()).isZero();
            assertThat(sync.run().count(Count.RETRY_LATER)).isEqualTo(1);
        }
    }

    @Test
    void aPlanOfARunThatStopsForItsReferencesSaysSo() throws Exception {
        try (TestSync sync = TestSync.start(
                org, directory, OWNED.formatted(", unresolved: reject"), "sync.max-rejected-after", "10")) {
            sync.rows(IntStream.range(0, 20)
                    .mapToObj(i -> row("id", i, "name", "C" + i, "owner", i + "@acme.example"))
                    .toList());
            PlanReport report = plan(sync);
            RunReport run = sync.run();
            assertThat(run.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.wouldStop()).isEqualTo(run.message());
            assertThat(report.exitCode()).isEqualTo(run.exitCode());
        }
    }

    @Test
    void theTimeOfALongChainIsThatOfItsCalls() throws Exception {
        List<Map<String, Object>> chain = IntStream.range(0, 40)
                .mapToObj(i -> row("id", "k" + i, "name", "K", "parent", i == 0 ? null : "k" + (i - 1)))
                .toList();
        try (TestSync sync = TestSync.start(org, directory)) {
            PlanReport report = plan(sync.rows(chain));

            assertThat(report.path().calls()).isEqualTo(40);
            assertThat(report.seconds()).isEqualTo(10);
            assertThat(report.pace()).contains("wait for one another");
        }
    }

    @Test
    void aSourceThatCannotBeReadFailsThePlanAsItFailsTheRun() throws Exception {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(() -> {
                throw new SQLException("no such table");
            });
            assertThatThrownBy(() -> plan(sync))
                    .isInstanceOf(PlanFailedException.class)
                    .hasMessage("The source query failed: no such table. Nothing was sent.");
            assertThat(sync.run().status()).isEqualTo(RunStatus.FAILED);
        }
    }

    @Test
    void aSourceThatBreaksAfterTheCheckIsToldInTheWordsOfARunAndLeavesNoLease() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(() -> {
                if (reads.incrementAndGet() > 1) {
                    throw new SQLException("no such column");
                }
                return rows(1);
            });
            assertThatThrownBy(() -> plan(sync))
                    .isInstanceOf(PlanFailedException.class)
                    .hasMessage("The source query failed: no such column. Nothing was sent.");
            assertThat(sync.rows(rows(1)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void aPlanThatIsInterruptedWhileItReadsIsNoPlan() throws Exception {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(() -> {
                sync.engine().runs().stop("interrupted");
                return rows(3);
            });
            assertThatThrownBy(() -> plan(sync))
                    .isInstanceOf(RunStoppedException.class)
                    .hasMessageContaining("interrupted");
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
        }
    }

    private PlanReport plan(TestSync sync, String... keys) throws Exception {
        return new Planning(sync.context(), planned::add, Optional.empty()).plan("accounts", null, List.of(keys));
    }

    private static List<Map<String, Object>> rows(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> row("id", i, "name", "Company " + i))
                .toList();
    }
}
