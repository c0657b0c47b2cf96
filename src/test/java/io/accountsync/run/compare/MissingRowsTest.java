package io.accountsync.run.compare;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.plan.PlanReport;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.plan.Planning;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import io.accountsync.run.sync.RunMode;
import io.accountsync.source.CsvFile;
import io.accountsync.source.MalformedRow;
import io.accountsync.state.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A source that is not whole any more is not a success: whoever reads all of it stops before anything is sent. */
class MissingRowsTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aSourceThatLacksMoreThanATenthOfItsRecordsStopsTheRunBeforeAnythingIsSent() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(200)).run();
            long calls = org.stats().calls(CallKind.COLLECTIONS);
            List<Map<String, Object>> cut = customers(179);
            cut.get(0).put("name", "Renamed");

            RunReport report = sync.rows(cut).run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.exitCode()).isEqualTo(4);
            assertThat(report.count(Count.MISSING)).isEqualTo(21);
            assertThat(report.message())
                    .contains("Of 200 records of Account sent before, the source has 21 no longer, such as 180")
                    .contains("this run read every row that there is (179)", "sync.max-missing", "10 %")
                    .contains("sync.accounts.max-missing=100")
                    .contains("account-sync approve accounts " + plan(sync).id());
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(calls);
            assertThat(sync.rows(customers(180)).run().status())
                    .as("a tenth is let pass")
                    .isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void aSourceWithoutAnyRowStopsTheRunHoweverFewRecordsThereWere() {
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(List.of()).run().status())
                    .as("nothing was there")
                    .isEqualTo(RunStatus.SUCCEEDED);
            sync.rows(customers(2)).run();

            RunReport report = sync.rows(List.of()).run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("the source has 2 no longer, such as 1, 2");
            assertThat(sync.rows(customers(1)).run().status())
                    .as("of so few a share says nothing")
                    .isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = RunMode.class,
            names = {"FULL_REFRESH", "COMPARE_ALL"})
    void everyRunThatReadsAllRowsLooksForThem(RunMode mode) {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR)) {
            sync.rows(withCursor(customers(200))).run();
            sync.rows(withCursor(customers(100)));

            assertThat(sync.run().status()).as("reads changes only").isEqualTo(RunStatus.SUCCEEDED);
            assertThat(sync.run(mode).message()).contains("the source has 100 no longer");
            assertThat(sync.run(mode, 5).status()).as("limited").isEqualTo(RunStatus.STOPPED);
        }
    }

    @Test
    void aFileThatWasCutToItsHeaderStopsTheRunThoughTheSyncHasACursor() throws Exception {
        Path file = directory.resolve("customers.csv");
        StringBuilder text = new StringBuilder("id,name,city,parent,changed\n");
        for (int i = 1; i <= 3; i++) {
            text.append(i).append(",Company ").append(i).append(",,,").append(i).append('\n');
        }
        Files.writeString(file, text);
        CsvFile csv = new CsvFile();
        csv.setPath(file.toString());
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR)) {
            assertThat(sync.rows(csv::rows).run().count(Count.CREATED)).isEqualTo(3);
            Files.writeString(file, "id,name,city,parent,changed\n");

            RunReport report = sync.run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("the source has 3 no longer", "every row that there is (0)");
        }
    }

    @Test
    void whatWasApprovedIsKnownAndStopsNoRunAgainUntilItsRowsComeBackAndGo() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(200)).run();
            sync.rows(customers(100)).run();
            approve(sync);

            RunReport approved = sync.run();

            assertThat(approved.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(approved.count(Count.MISSING)).isEqualTo(100);
            assertThat(approved.notes())
                    .anyMatch(note -> note.startsWith("100 records are missing for the first time: 101")
                            && note.endsWith(" and others."));
            RunReport again = sync.run();
            assertThat(again.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(again.count(Count.MISSING)).isEqualTo(100);
            assertThat(again.notes()).isEmpty();
            assertThat(sync.rows(customers(91)).run().status())
                    .as("of those that are left nine may go")
                    .isEqualTo(RunStatus.SUCCEEDED);
            assertThat(sync.rows(customers(70)).run().status())
                    .as("a share of fewer than a hundred says nothing")
                    .isEqualTo(RunStatus.SUCCEEDED);
            assertThat(sync.rows(customers(200)).run().count(Count.MISSING)).isZero();
            assertThat(sync.rows(customers(100)).run().message()).contains("the source has 100 no longer");
        }
    }

    @Test
    void anApprovalOutlastsRunsThatReadOnlyChangesAndCoversNothingElse() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR)) {
            sync.rows(withCursor(customers(200))).run();
            sync.rows(withCursor(customers(150))).run(RunMode.COMPARE_ALL);
            approve(sync);

            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(sync.rows(withCursor(customers(100)))
                            .run(RunMode.COMPARE_ALL)
                            .message())
                    .contains("the source has 100 no longer");
            sync.rows(withCursor(customers(150))).run(RunMode.COMPARE_ALL);
            approve(sync);
            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(sync.run(RunMode.COMPARE_ALL).status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(sync.<Boolean>ofState(
                            state -> state.plans().ofRuns().find().isEmpty()))
                    .isTrue();
        }
    }

    @Test
    void rowsThatAreInvalidDoubledOrWithoutKeyAreThere() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.max-invalid", "100")) {
            sync.rows(customers(200)).run();
            List<Object> rows = new ArrayList<>(customers(150));
            for (int i = 151; i <= 170; i++) {
                rows.add(row("id", i, "name", "x".repeat(300)));
                rows.add(row("id", i - 100, "name", "Company " + (i - 100)));
            }
            for (int i = 171; i <= 180; i++) {
                rows.add(new MalformedRow("rows.csv, line " + i, "expected 3 columns, found 2"));
            }

            RunReport report = sync.rows(() -> rows).run();

            assertThat(report.message()).isNull();
            assertThat(report.count(Count.MISSING)).isEqualTo(20);
            assertThat(report.count(Count.INVALID)).isEqualTo(30);
        }
    }

    @Test
    void aPlanSaysThatTheRunWouldStop() throws Exception {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(3)).run();
            sync.rows(List.of());

            PlanReport report =
                    new Planning(sync.context(), planned -> {}, Optional.empty()).plan("accounts", null, List.of());

            assertThat(report.exitCode()).isEqualTo(4);
            assertThat(report.count(Totals.MISSING)).isEqualTo(3);
            assertThat(sync.run().message()).startsWith(report.heldBack().reason());
        }
    }

    @Test
    void theNumberOfMissingRecordsIsOfThoseThatAreNamedAndNeitherOfNewNorOfDeletedOnes() {
        try (TestSync sync = TestSync.start(
                org,
                directory,
                ACCOUNTS.replace("externalId:", "whenRowGone: delete\n        externalId:"),
                "sync.max-deletions",
                "100%")) {
            org.insert("Account", Map.of("Name", "Adopted", "Customer_Id__c", "3"));
            sync.rows(customers(4)).run();

            RunReport report = sync.rows(List.of(row("id", "1", "name", "Company 1"), row("id", "new", "name", "New")))
                    .run();

            assertThat(report.count(Count.DELETED)).isEqualTo(2);
            assertThat(report.notes()).contains("1 record is missing for the first time: 3.");
            assertThat(report.notes()).noneMatch(note -> note.contains("new"));
            assertThat(sync.<Boolean>ofState(
                            state -> state.missing().since("new").isPresent()))
                    .isFalse();
        }
    }

    @Test
    void whichRecordsAreMissingIsKnownUntilTheyAreForgotten() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(3)).run();

            assertThat(sync.rows(customers(2)).run().notes())
                    .containsExactly("1 record is missing for the first time: 3.");

            sync.<Void>ofState(state -> {
                assertThat(state.missing().since("3")).isPresent();
                assertThat(state.missing().since("2")).isEmpty();
                return null;
            });
            sync.rows(customers(3)).run();
            assertThat(sync.<Boolean>ofState(state -> state.missing().since("3").isEmpty()))
                    .isTrue();
        }
    }

    @Test
    void aSourceThatHasAPartOnPurposeIsReadWithTheKeyThatTheMessageNames() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.accounts.max-missing", "100")) {
            sync.rows(customers(200)).run();
            assertThat(sync.rows(customers(1)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(sync.rows(List.of()).run().count(Count.MISSING)).isEqualTo(200);
        }
    }

    private static List<Map<String, Object>> withCursor(List<Map<String, Object>> rows) {
        rows.forEach(row -> row.put("changed", 1));
        return rows;
    }

    private static Plan plan(TestSync sync) {
        return sync.ofState(state -> state.plans().ofRuns().find().orElseThrow());
    }

    private static void approve(TestSync sync) {
        String plan = plan(sync).id();
        assertThat(sync.<Boolean>ofState(state -> state.plans().approve(plan))).isTrue();
    }
}
