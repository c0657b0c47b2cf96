package io.accountsync.run.decide;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import io.accountsync.state.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 8: a first run, a mass create, a mass change and a mass clear stop before harm, and say what would have happened. */
class ChangeLimitsTest {
    private static final String CLEARING = TestSync.ACCOUNTS.replace("BillingCity: \"${body[city]}\"", "Phone: \"1\"")
            + "        fields[BillingCity]:\n" + "          value: \"${body[city]}\"\n          whenEmpty: clear\n";

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aFirstRunBesideRecordsWithoutKeySendsNothingUntilItIsApproved() {
        addAccountWithoutKey();
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport held = sync.rows(customers(20)).run();

            assertThat(held.status()).isEqualTo(RunStatus.STOPPED);
            Plan plan = plan(sync);
            assertThat(held.message())
                    .contains("would create 20 records of Account", "the org has 1 without Customer_Id__c", "adopt")
                    .endsWith("account-sync approve accounts " + plan.id() + " allows it.");
            assertThat(held.count(Count.UNSENT)).isEqualTo(20);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
            assertThat(sync.run().message())
                    .as("the same plan as long as nothing changes")
                    .contains(plan.id());

            approve(sync, plan);
            RunReport report = sync.run();

            assertThat(report.count(Count.CREATED)).isEqualTo(20);
            assertThat(sync.<Boolean>ofState(
                            state -> state.plans().ofRuns().find().isEmpty()))
                    .as("an approval is for one run")
                    .isTrue();
        }
    }

    @Test
    void anApprovalCoversNoMuchLargerRun() {
        addAccountWithoutKey();
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(20)).run();
            approve(sync, plan(sync));

            assertThat(sync.rows(customers(500)).run().status()).isEqualTo(RunStatus.STOPPED);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
        }
    }

    @Test
    void anOrgWithoutSuchRecordsNeedsNoApproval() {
        try (TestSync sync = TestSync.start(org, directory, TestSync.ACCOUNTS, "sync.max-creates", "5")) {
            assertThat(sync.rows(customers(20)).run().count(Count.CREATED)).isEqualTo(20);
        }
    }

    @Test
    void aMassCreateLaterIsHeldBackToo() {
        try (TestSync sync = TestSync.start(org, directory, TestSync.ACCOUNTS, "sync.max-creates", "50")) {
            sync.rows(customers(20)).run();
            addAccountWithoutKey();

            assertThat(sync.rows(customers(70)).run().count(Count.CREATED)).isEqualTo(50);
            assertThat(sync.rows(customers(121)).run().message()).contains("would create 51 records");
        }
    }

    @Test
    void aMassChangeIsHeldBack() {
        try (TestSync sync = TestSync.start(
                org, directory, TestSync.ACCOUNTS, "sync.max-changes", "50", "sync.max-missing", "100")) {
            sync.rows(customers(1200)).run();
            List<Map<String, Object>> changed = customers(601);
            changed.forEach(row -> row.put("name", "Other"));

            RunReport held = sync.rows(changed).run();

            assertThat(held.message()).contains("would change 601 of 1,200 records", "sync.max-changes", "approve");
            assertThat(sync.rows(changed.subList(0, 600)).run().count(Count.UPDATED))
                    .isEqualTo(600);
        }
    }

    @Test
    void aColumnThatWentEmptyIsHeldBack() {
        try (TestSync sync = TestSync.start(org, directory, CLEARING)) {
            List<Map<String, Object>> rows = customers(600);
            rows.forEach(row -> row.put("city", "Zürich"));
            sync.rows(rows).run();
            rows.forEach(row -> row.put("city", null));

            RunReport held = sync.rows(rows).run();

            assertThat(held.message())
                    .contains("would empty fields of 600 of 600 records", "sync.max-clears", "column of the source");
            assertThat(org.find("Account", "Customer_Id__c", "1").orElseThrow()).containsEntry("BillingCity", "Zürich");
        }
    }

    @Test
    void recordsThatTheOrgHasUnderTheirKeyAreNoCreatesForAStateThatWasLost() {
        addAccountWithoutKey();
        for (int i = 1; i <= 5; i++) {
            org.insert("Account", Map.of("Name", "There", "Customer_Id__c", String.valueOf(i)));
        }
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(customers(7)).run().message()).contains("would create 2 records of Account");

            RunReport report = sync.rows(customers(5)).run();

            assertThat(report.message()).isNull();
            assertThat(report.count(Count.UPDATED)).isEqualTo(5);
            assertThat(org.records("Account")).hasSize(6);
        }
    }

    private static Plan plan(TestSync sync) {
        return sync.ofState(state -> state.plans().ofRuns().find().orElseThrow());
    }

    private static void approve(TestSync sync, Plan plan) {
        assertThat(sync.<Boolean>ofState(state -> state.plans().approve(plan.id())))
                .isTrue();
    }

    /** As sales people do. */
    private void addAccountWithoutKey() {
        org.insert("Account", Map.of("Name", "By hand"));
    }
}
