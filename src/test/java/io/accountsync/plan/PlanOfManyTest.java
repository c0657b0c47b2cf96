package io.accountsync.plan;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.reconcile.ReconcileReport;
import io.accountsync.reconcile.Reconciliation;
import io.accountsync.run.TestSync;
import io.accountsync.run.compare.PlannedRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan of many records reads the org as a whole where that takes fewer calls than asking for their keys. */
class PlanOfManyTest {
    private static final int RECORDS = 46_000;
    private static final int ROWS = 5_000;
    private static final int THERE = 4_000;
    private static final String TYPED = ACCOUNTS + "        fields[NumberOfEmployees]: \"${body[staff]}\"\n";

    private static final LocalOrg ORG = LocalOrg.start();

    private final List<PlannedRecord> planned = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeAll
    static void fillOrg() {
        String parent = ORG.insert("Account", Map.of("Name", "Parent", "Customer_Id__c", "parent"));
        for (int i = 0; i < RECORDS; i++) {
            Map<String, Object> fields = new HashMap<>();
            fields.put("Customer_Id__c", "K-" + i);
            fields.put("Name", "Company, \"the " + i + "th\"\nof many");
            fields.put("NumberOfEmployees", i);
            if (i % 3 == 0) {
                fields.put("ParentId", parent);
            }
            ORG.insert("Account", fields);
        }
    }

    @AfterAll
    static void stopOrg() {
        ORG.close();
    }

    @Test
    void aPlanOfManyRecordsThatTheOrgHasReadsThemByOneBulkQueryWhateverTheCaseOfTheirKeys() throws Exception {
        try (TestSync sync = TestSync.start(ORG, directory, TYPED)) {
            PlanReport report = plan(sync.rows(rows()));
            assertIsRight(report);
            assertThat(report.count(Totals.API_CALLS)).isLessThan(20);
            assertThat(report.notes()).isEmpty();
        }
    }

    @Test
    void anOrgThatTakesNoBulkQueryIsReadPageByPageAndThePlanSaysSo() throws Exception {
        Fault refused = ORG.faults()
                .add(
                        FaultMatch.on(CallKind.BULK).withMethod("POST").withPath(".*/jobs/query"),
                        new FaultAction.Respond(
                                400,
                                "FEATURENOTENABLED",
                                "FeatureNotEnabled : query operation requires the org permission BulkApiQuery",
                                List.of()));
        try (TestSync sync = TestSync.start(ORG, directory, TYPED)) {
            PlanReport report = plan(sync.rows(rows()));
            assertIsRight(report);
            assertThat(report.count(Totals.API_CALLS)).isBetween(24L, 40L);
            assertThat(report.notes()).singleElement().satisfies(note -> assertThat(note)
                    .contains("FEATURENOTENABLED", "page by page"));
        } finally {
            refused.remove();
        }
    }

    @Test
    void aBulkQueryThatFailsIsReplacedByPagesAndThePlanSaysSo() throws Exception {
        Fault fails = ORG.faults()
                .add(
                        FaultMatch.on(CallKind.BULK).withMethod("POST").withPath(".*/jobs/query"),
                        new FaultAction.FailJob("InternalServerError : retried too often", 0));
        try (TestSync sync = TestSync.start(ORG, directory, TYPED)) {
            PlanReport report = plan(sync.rows(rows()));
            assertIsRight(report);
            assertThat(report.notes()).singleElement().satisfies(note -> assertThat(note)
                    .contains("ended as Failed", "retried too often"));
        } finally {
            fails.remove();
        }
    }

    @Test
    void aBulkQueryWhoseResultsAreGoneIsReplacedByPages() throws Exception {
        Fault gone = ORG.faults()
                .add(
                        FaultMatch.on(CallKind.BULK).withPath(".*/jobs/query/.*/results"),
                        new FaultAction.Respond(404, "NOT_FOUND", "The requested resource does not exist", List.of()));
        try (TestSync sync = TestSync.start(ORG, directory, TYPED)) {
            PlanReport report = plan(sync.rows(rows()));
            assertIsRight(report);
            assertThat(report.notes()).singleElement().satisfies(note -> assertThat(note)
                    .contains("NOT_FOUND", "page by page"));
        } finally {
            gone.remove();
        }
    }

    @Test
    void reconcileOfManyRecordsReadsThemByOneBulkQuery() throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            rows.add(known(i));
        }
        try (TestSync sync = TestSync.start(ORG, directory, TYPED)) {
            ReconcileReport report = new Reconciliation(sync.rows(rows).context(), difference -> {}, Optional.empty())
                    .compare("accounts");
            assertThat(report.equal()).isEqualTo(RECORDS);
            assertThat(report.unknown()).isEqualTo(1);
            assertThat(report.calls()).isLessThan(15);
        }
    }

    private void assertIsRight(PlanReport report) {
        // The key of each second one is written in another case than in the org, which is all that an update of it
        // would change.
        assertThat(report.count(Totals.SAME)).isEqualTo(THERE / 2 - 1);
        assertThat(report.count(Totals.CREATES)).isEqualTo(ROWS - THERE);
        assertThat(report.count(Totals.UPDATES)).isEqualTo(THERE / 2 + 1);
        assertThat(report.fields())
                .containsEntry("Name", (long) (ROWS - THERE))
                .containsEntry("Parent.Customer_Id__c", 0L);
        assertThat(planned)
                .filteredOn(one -> one.key().equals("k-8"))
                .singleElement()
                .satisfies(one -> assertThat(one.fields())
                        .containsExactly(new PlannedRecord.PlannedField("NumberOfEmployees", "8", "80")));
    }

    private static List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < THERE; i++) {
            Map<String, Object> row = known(i);
            row.put("staff", i == 8 ? 80 : i);
            rows.add(row);
        }
        for (int i = THERE; i < ROWS; i++) {
            rows.add(row("id", "new-" + i, "name", "New"));
        }
        return rows;
    }

    private static Map<String, Object> known(int i) {
        return row(
                "id",
                (i % 2 == 0 ? "K-" : "k-") + i,
                "name",
                "Company, \"the " + i + "th\"\nof many",
                "staff",
                i,
                "parent",
                i % 3 == 0 ? "PARENT" : null);
    }

    private PlanReport plan(TestSync sync) throws Exception {
        return new Planning(sync.context(), planned::add, Optional.empty()).plan("accounts", null, List.of());
    }
}
