package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.plan.PlanReport;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.plan.Planning;
import io.accountsync.reconcile.Difference;
import io.accountsync.reconcile.Reconciliation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Salesforce rounds a numeric External ID to its field's decimals: such a key never reaches the record of another row. */
class NumericKeyTest {
    private static final String NUMBERED = ACCOUNTS.replace("Customer_Id__c", "Number__c");

    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .withField("Account", FieldSpec.number("Number__c", 10, 0).unique().externalId())
            .build());

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aKeyWithMoreDecimalsThanItsFieldIsRefusedByRunPlanAndReconcileAndOverwritesNobody() throws Exception {
        List<Difference> found = new ArrayList<>();
        try (TestSync sync = TestSync.start(org, directory, NUMBERED)) {
            sync.rows(List.of(row("id", "77001", "name", "First"))).run();
            sync.rows(List.of(
                    row("id", "77001.00", "name", "First"),
                    row("id", "77001.4", "name", "Second"),
                    row("id", "5", "name", "Child", "parent", "77001.4")));

            PlanReport plan = new Planning(sync.context(), planned -> {}, Optional.empty())
                    .plan("accounts", null, List.of("77001.4"));
            assertThat(plan.count(Totals.INVALID)).isEqualTo(2);
            assertThat(plan.count(Totals.CREATES) + plan.count(Totals.UPDATES)).isZero();
            assertThat(plan.notes())
                    .anyMatch(note -> note.startsWith("77001.4 is not in the plan: it cannot be a key, since"));

            RunReport report = sync.run();
            assertThat(report.findings())
                    .extracting(RunReport.Finding::kind, RunReport.Finding::code, RunReport.Finding::count)
                    .containsExactly(tuple("invalid", "WRONG_TYPE", 2L));
            assertThat(org.records("Account")).hasSize(1);
            assertThat(org.records("Account").get(0)).containsEntry("Name", "First");
            assertThat(sync.ofState(state -> state.rejected().find(List.of("77001.4", "5")))
                            .keySet())
                    .as("explain knows each by its key")
                    .containsExactlyInAnyOrder("77001.4", "5");

            new Reconciliation(sync.context(), found::add, Optional.empty()).compare("accounts");
            assertThat(found).isEmpty();
        }
    }

    @Test
    void oneNumberInTwoSpellingsIsADuplicateAndNotTwoRecords() {
        try (TestSync sync = TestSync.start(org, directory, NUMBERED)) {
            RunReport report = sync.rows(List.of(row("id", "1e3", "name", "Old"), row("id", "01000", "name", "New")))
                    .run();

            assertThat(report.count(Count.DUPLICATE)).isEqualTo(1);
            assertThat(org.records("Account"))
                    .extracting(record -> record.get("Name"))
                    .containsExactly("New");
        }
    }

    /** The org answers 2.0 where the source has 2. */
    @Test
    void aPlanFindsTheRecordsOfWholeNumbersInAFieldWithDecimals() throws Exception {
        try (LocalOrg decimals = LocalOrg.start(LocalOrgOptions.builder()
                        .withField(
                                "Account",
                                FieldSpec.number("Number__c", 10, 2).unique().externalId())
                        .build());
                TestSync sync = GoneSync.start(decimals, directory, GoneSync.file(NUMBERED, GoneSync.DELETE))) {
            sync.rows(List.of(
                            row("id", "1", "name", "One"),
                            row("id", "2", "name", "Two"),
                            row("id", "2.5", "name", "Half"),
                            row("id", "3", "name", "Three")))
                    .run();
            sync.rows(List.of(
                    row("id", "1", "name", "One"), row("id", "2", "name", "New"), row("id", "2.5", "name", "Other")));

            PlanReport plan = GoneSync.plan(sync, new ArrayList<>());

            assertThat(plan.count(Totals.CREATES)).isZero();
            assertThat(plan.count(Totals.UPDATES)).isEqualTo(2);
            assertThat(plan.count(Totals.DELETES)).isEqualTo(1);
            assertThat(plan.notes()).isEmpty();
            assertThat(sync.run().count(Count.DELETED)).isEqualTo(1);
        }
    }
}
