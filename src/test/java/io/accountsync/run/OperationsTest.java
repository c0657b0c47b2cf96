package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.plan.PlanReport;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.plan.Planning;
import io.accountsync.reconcile.ReconcileReport;
import io.accountsync.reconcile.Reconciliation;
import io.accountsync.run.sync.RunMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Syncs that only update, or only create, against the local org by both ways. */
class OperationsTest {
    @TempDir
    private Path directory;

    private LocalOrg org;

    @BeforeEach
    void startOrg() {
        org = LocalOrg.start();
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    private TestSync sync(String operation, String... settings) {
        return TestSync.start(
                org,
                directory,
                TestSync.ACCOUNTS.replace("object: Account", "object: Account\n        operation: " + operation),
                settings);
    }

    private String there(String key, String name) {
        return org.insert("Account", Map.of("Customer_Id__c", key, "Name", name));
    }

    /** As a deletion whose answer nobody heard leaves it, of a record whose row came back since. */
    @Test
    void aRecordThatWasCreatedInDoubtIsLeftAloneByASyncThatOnlyCreatesWhenItsRowChanges() {
        try (TestSync sync = sync("create")) {
            long until = System.currentTimeMillis() + Duration.ofHours(1).toMillis();
            sync.<Boolean>ofState(state -> {
                state.doubts().beginWithoutLease(List.of("1"), until);
                return true;
            });
            assertThat(sync.rows(customers(1)).run().count(Count.CREATED)).isEqualTo(1);

            RunReport report = sync.rows(List.of(customer(1, "New"))).run();

            assertThat(report.count(Count.ALREADY_IN_SALESFORCE))
                    .as(report.toJson())
                    .isEqualTo(1);
            assertThat(names()).containsExactly("Company 1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void updateChangesWhatIsThereAndCreatesNothing(String path) {
        there("1", "Old");
        try (TestSync sync = sync("update", "sync.path", path)) {
            RunReport report = sync.rows(customers(3)).run();

            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.UPDATED)).isEqualTo(1);
            assertThat(report.count(Count.NOT_IN_SALESFORCE)).isEqualTo(2);
            assertThat(report.open().absent()).isEqualTo(2);
            assertThat(report.open().total()).isZero();
            assertThat(names()).containsExactly("Company 1");

            RunReport second = sync.rows(customers(3)).run();
            assertThat(second.count(Count.UNCHANGED)).isEqualTo(1);
            assertThat(second.count(Count.NOT_IN_SALESFORCE)).isEqualTo(2);
            assertThat(second.count(Count.API_CALLS))
                    .as("nobody is asked in each run")
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void createMakesWhatIsNotThereAndChangesNothing(String path) {
        there("1", "Old");
        try (TestSync sync = sync("create", "sync.path", path)) {
            RunReport report = sync.rows(customers(3)).run();

            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CREATED)).isEqualTo(2);
            assertThat(report.count(Count.ALREADY_IN_SALESFORCE)).isEqualTo(1);
            assertThat(names()).containsExactlyInAnyOrder("Old", "Company 2", "Company 3");

            RunReport second = sync.rows(List.of(customer(1, "New"), customer(2, "New"), customer(3, "Company 3")))
                    .run();
            assertThat(second.count(Count.ALREADY_IN_SALESFORCE)).isEqualTo(2);
            assertThat(second.count(Count.UNCHANGED)).isEqualTo(1);
            assertThat(second.count(Count.API_CALLS)).isEqualTo(2);
            assertThat(names()).containsExactlyInAnyOrder("Old", "Company 2", "Company 3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void whatIsDeletedInSalesforceIsNotMadeAgainByAnUpdate(String path) {
        String id = there("1", "Old");
        there("2", "Old");
        try (TestSync sync = sync("update", "sync.path", path)) {
            sync.rows(customers(2)).run();
            org.delete(id);
            RunReport report =
                    sync.rows(List.of(customer(1, "New"), customer(2, "New"))).run();

            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.NOT_IN_SALESFORCE)).isEqualTo(1);
            assertThat(report.count(Count.UPDATED)).isEqualTo(1);
            assertThat(names()).containsExactly("New");
            assertThat(report.findings())
                    .containsExactly(new RunReport.Finding("left_out", "NOT_IN_SALESFORCE", 1, List.of("1")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void anUpdateGoesToTheRecordThatHasTheExternalIdNow(String path) {
        String id = there("1", "First");
        try (TestSync sync = sync("update", "sync.path", path)) {
            sync.rows(List.of(customer(1, "First"))).run();
            org.edit("Account", id, Map.of("Customer_Id__c", "none of ours"));
            String other = there("1", "Second");
            RunReport report = sync.rows(List.of(customer(1, "New"))).run();

            assertThat(report.count(Count.UPDATED)).as(report.message()).isEqualTo(1);
            assertThat(names()).containsExactly("First", "New");
            assertThat(sync.<String>ofState(
                            state -> state.records().find(List.of("1")).get("1").salesforceId()))
                    .isEqualTo(other);
        }
    }

    @Test
    void whatWasNotInSalesforceIsUpdatedOnceItIsThere() {
        try (TestSync sync = sync("update", "sync.update-recheck", "0")) {
            sync.rows(customers(2)).run();
            there("1", "Late");
            RunReport report = sync.rows(List.of()).run();

            assertThat(report.count(Count.RETRIED_CONFIRMED)).isEqualTo(1);
            assertThat(report.open().absent()).isEqualTo(1);
            assertThat(names()).containsExactly("Company 1");
        }
    }

    @Test
    @Tag("full")
    void aFullRefreshLooksForAllOfThemAgain() {
        try (TestSync sync = sync("update")) {
            sync.rows(customers(2)).run();
            there("1", "Late");
            assertThat(sync.rows(customers(2)).run().count(Count.NOT_IN_SALESFORCE))
                    .isEqualTo(2);
            RunReport report = sync.rows(customers(2)).run(RunMode.FULL_REFRESH);

            assertThat(report.count(Count.UPDATED)).isEqualTo(1);
            assertThat(report.count(Count.NOT_IN_SALESFORCE)).isEqualTo(1);
        }
    }

    @Test
    @Tag("full")
    void aSyncThatUpsertsAgainMakesWhatWasNotThere() {
        try (TestSync sync = sync("update")) {
            sync.rows(customers(2)).run();
        }
        try (TestSync sync = sync("upsert")) {
            RunReport report = sync.rows(List.of()).run();
            assertThat(report.count(Count.RETRIED_CONFIRMED))
                    .as(report.message())
                    .isEqualTo(2);
            assertThat(report.open().absent()).isZero();
            assertThat(names()).hasSize(2);
        }
    }

    @Test
    @Tag("full")
    void aSyncThatUpsertsAgainSendsWhatItHadOnlyFound() {
        there("1", "Old");
        try (TestSync sync = sync("create")) {
            sync.rows(customers(1)).run();
        }
        try (TestSync sync = sync("upsert")) {
            assertThat(sync.rows(customers(1)).run().count(Count.UPDATED)).isEqualTo(1);
            assertThat(names()).containsExactly("Company 1");
        }
    }

    @Test
    void afterALostAnswerARecordThatWasMadeIsNeitherMadeTwiceNorRejected() {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.loseAnswer());
        try (TestSync sync = sync("create")) {
            RunReport report = sync.rows(customers(3)).run();

            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CONFIRMED_ON_REPEAT)).isEqualTo(3);
            assertThat(report.doubts())
                    .as("a late call of the kind overwrites nothing")
                    .isNull();
            assertThat(names()).hasSize(3);
            assertThat(sync.rows(customers(3)).run().count(Count.UNCHANGED)).isEqualTo(3);
        }
    }

    @Test
    void aCrashBetweenCallAndStateMakesNoSecondRecordAndNoRejection() {
        try (TestSync sync = sync("create")) {
            sync.watchTransactions().whenPassing(point -> {
                if (org.stats().calls(CallKind.COLLECTIONS) > 0) {
                    throw new IllegalStateException("the process ends here");
                }
            });
            sync.rows(customers(3)).run();
        }
        assertThat(names()).hasSize(3);
        try (TestSync sync = sync("create")) {
            RunReport report = sync.rows(customers(3)).run();
            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.ALREADY_IN_SALESFORCE)).isEqualTo(3);
            assertThat(names()).hasSize(3);
        }
    }

    @Test
    @Tag("full")
    void aCrashBetweenAnUpdateAndTheStateSendsItAgain() {
        there("1", "Old");
        try (TestSync sync = sync("update")) {
            sync.watchTransactions().whenPassing(point -> {
                if (org.stats().calls(CallKind.COLLECTIONS) > 0) {
                    throw new IllegalStateException("the process ends here");
                }
            });
            sync.rows(customers(1)).run();
        }
        try (TestSync sync = sync("update", "sync.lease-expiry", "10s")) {
            RunReport report = sync.rows(List.of(customer(1, "New"))).run();
            assertThat(report.count(Count.UPDATED)).as(report.message()).isEqualTo(1);
            assertThat(names()).containsExactly("New");
        }
    }

    @Test
    @Tag("full")
    void anotherUniqueFieldThatIsTakenIsARejectionLikeAnyOther() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS),
                        FaultAction.rejectRecord("DUPLICATE_VALUE", "duplicate value found"));
        try (TestSync sync = sync("create")) {
            RunReport report = sync.rows(customers(2)).run();
            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.REJECTED)).isEqualTo(2);
        }
    }

    @Test
    @Tag("full")
    void aRejectedRecordOfEitherOperationPassesWhenTheRuleIsGone() {
        for (String operation : List.of("create", "update")) {
            String key = operation.equals("create") ? "1" : "2";
            if (operation.equals("update")) {
                there(key, "Old");
            }
            Fault rule = org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS),
                            FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
            try (TestSync sync = sync(operation)) {
                assertThat(sync.rows(List.of(customer(key, "New"))).run().count(Count.REJECTED))
                        .isEqualTo(1);
                rule.remove();
                RunReport report = sync.rows(List.of()).run();
                assertThat(report.count(Count.RETRIED_CONFIRMED)).as(operation).isEqualTo(1);
                assertThat(report.open().total()).isZero();
            }
        }
        assertThat(names()).containsExactly("New", "New");
    }

    @Test
    void aPlanSaysWhatEitherOperationLeavesOut() throws Exception {
        String gone = there("1", "Old");
        there("2", "Old");
        try (TestSync sync = sync("update")) {
            sync.rows(customers(2)).run();
            org.delete(gone);
            PlanReport plan = plan(sync.rows(List.of(customer(1, "New"), customer(2, "New"), customer(3, "New"))));
            assertThat(plan.count(Totals.NOT_IN_SALESFORCE)).isEqualTo(2);
            assertThat(plan.count(Totals.UPDATES)).isEqualTo(1);
            assertThat(plan.count(Totals.CREATES)).isZero();
        }
        try (TestSync sync = sync("create")) {
            PlanReport plan = plan(sync.rows(List.of(customer(2, "Newer"), customer(3, "New"))));
            assertThat(plan.count(Totals.ALREADY_IN_SALESFORCE)).isEqualTo(1);
            assertThat(plan.count(Totals.CREATES)).isEqualTo(1);
            assertThat(plan.count(Totals.UPDATES)).isZero();
        }
        assertThat(names()).as("nothing was sent").containsExactly("Company 2");
    }

    @Test
    @Tag("full")
    void aLimitedRunIsNotHeldUpByWhatIsLeftOut() {
        there("1", "Old");
        there("2", "Old");
        try (TestSync sync = sync("create")) {
            for (int run = 0; run < 3; run++) {
                sync.rows(customers(4)).run(RunMode.INCREMENTAL, 2);
            }
            assertThat(names()).hasSize(4);
        }
    }

    @ParameterizedTest
    @CsvSource({"update, without a record", "create, with other values"})
    @Tag("full")
    void whatAnOperationLeavesAsItIsIsNoDifference(String operation, String note) throws Exception {
        there("1", operation.equals("update") ? "Company 1" : "Old");
        try (TestSync sync = sync(operation)) {
            sync.rows(customers(2)).run();
            ReconcileReport report =
                    new Reconciliation(sync.context(), difference -> {}, Optional.empty()).compare("accounts");
            assertThat(report.exitCode()).isZero();
            assertThat(report.equal()).isEqualTo(1);
            assertThat(report.notes()).singleElement().asString().startsWith("1 row " + note);
        }
    }

    private static PlanReport plan(TestSync sync) throws Exception {
        return new Planning(sync.context(), record -> {}, Optional.empty()).plan("accounts", null, List.of());
    }

    private List<String> names() {
        return org.records("Account").stream()
                .map(record -> String.valueOf(record.get("Name")))
                .toList();
    }
}
