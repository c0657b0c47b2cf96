package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.plan.PlanReport;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.plan.Planning;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.RejectedRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that somebody deletes, merges or brings back in Salesforce, and syncs that watch for that. */
class RecordsGoneTest {
    private final TestClock clock = TestClock.standing();
    private final LocalOrg org =
            LocalOrg.start(LocalOrgOptions.builder().clock(clock).build());

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    private TestSync sync(String whenGone, String... settings) {
        String file = TestSync.ACCOUNTS.replace("object: Account", "object: Account\n        whenGone: " + whenGone);
        List<String> all = new ArrayList<>(List.of("sync.max-missing", "100"));
        all.addAll(List.of(settings));
        return TestSync.startFile(org, directory, clock, file + TestSync.ROWS, all);
    }

    /** A sync with customers, whose deletions Salesforce tells from then on. */
    private TestSync withCustomers(String whenGone, int customers, String... settings) {
        TestSync sync = sync(whenGone, settings);
        assertThat(sync.rows(customers(customers)).run().count(Count.CREATED)).isEqualTo(customers);
        later();
        return sync;
    }

    private void later() {
        clock.advance(Duration.ofMinutes(20));
    }

    private String id(String key) {
        return (String) org.find("Account", "Customer_Id__c", key).orElseThrow().get("Id");
    }

    private String name(String key) {
        return (String) org.find("Account", "Customer_Id__c", key).orElseThrow().get("Name");
    }

    private static RejectedRecord rejected(TestSync sync, String key) {
        return sync.ofState(state -> state.rejected().find(List.of(key)).get(key));
    }

    @Test
    void aRunLearnsWhatWasDeletedThoughNoRowChanged() {
        try (TestSync sync = withCustomers("reject", 3)) {
            org.person().delete(id("2"));
            later();
            RunReport report = sync.rows(List.of()).run();

            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.GONE)).isEqualTo(1);
            assertThat(report.findings()).extracting(RunReport.Finding::code).containsExactly("GONE");
            assertThat(rejected(sync, "2").code()).isEqualTo("GONE");
            assertThat(report.count(Count.API_CALLS)).isLessThanOrEqualTo(4);

            later();
            RunReport second = sync.rows(customers(3)).run();
            assertThat(second.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(second.count(Count.STILL_REJECTED)).isEqualTo(1);
            assertThat(second.count(Count.UNCHANGED)).isEqualTo(2);
            assertThat(org.records("Account")).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INCREMENTAL", "FULL_REFRESH"})
    void aRecordThatIsGoneIsReportedOnceAndAsNewWhetherItsRowChangedOrNot(RunMode mode) {
        try (TestSync sync = withCustomers("reject", 4)) {
            org.person().delete(id("2"));
            org.person().delete(id("3"));
            org.person().merge(id("4"), id("1"));
            later();
            sync.rows(List.of(
                    customer(1, "New"), customer(2, "Company 2"), customer(3, "New"), customer(4, "Company 4")));
            RunReport report = sync.run(mode);

            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.REJECTED)).isEqualTo(3);
            assertThat(report.count(Count.STILL_REJECTED)).isZero();
            assertThat(report.count(Count.GONE)).isEqualTo(2);
            assertThat(report.count(Count.MERGED)).isEqualTo(1);
            assertThat(report.findings().stream().mapToLong(RunReport.Finding::count))
                    .containsExactlyInAnyOrder(2L, 1L);

            later();
            RunReport second = sync.run();
            assertThat(second.count(Count.REJECTED)).isZero();
            assertThat(second.count(Count.STILL_REJECTED)).isEqualTo(3);
            assertThat(second.count(Count.GONE)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void aChangedRowDoesNotMakeADeletedRecordAgain(String path) {
        try (TestSync sync = withCustomers("reject", 3, "sync.path", path)) {
            org.person().delete(id("2"));
            RunReport report = sync.rows(List.of(customer(1, "New"), customer(2, "New"), customer(4, "New")))
                    .run();

            assertThat(report.count(Count.UPDATED)).as(report.message()).isEqualTo(1);
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.REJECTED)).isEqualTo(1);
            assertThat(report.count(Count.GONE)).isEqualTo(1);
            assertThat(rejected(sync, "2").code()).isEqualTo("GONE");
            assertThat(org.records("Account")).hasSize(3);
            assertThat(org.find("Account", "Customer_Id__c", "2")).isEmpty();

            // Not even when it goes back to what Salesforce had.
            RunReport second = sync.rows(List.of(customer(2, "Company 2"))).run();
            assertThat(second.count(Count.UNCHANGED)).isZero();
            assertThat(org.find("Account", "Customer_Id__c", "2")).isEmpty();
        }
    }

    @Test
    void aRecordThatIsBackIsLinkedAgain() {
        try (TestSync sync = withCustomers("reject", 3)) {
            String one = id("1");
            String two = id("2");
            org.person().delete(one);
            org.person().delete(two);
            later();
            sync.rows(List.of(customer(2, "New"))).run();
            org.person().undelete(one);
            org.person().undelete(two);
            later();
            RunReport report = sync.rows(List.of(customer(1, "Company 1"))).run();

            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(1);
            assertThat(report.count(Count.RETRIED_CONFIRMED)).isEqualTo(1);
            assertThat(name("2")).isEqualTo("New");
            assertThat(report.open().total()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPlanForeseesThatARecordIsBackAndWritesNothing(boolean keepsPayloads) throws Exception {
        try (TestSync sync = withCustomers("reject", 4, "sync.keep-rejected-payloads", String.valueOf(keepsPayloads))) {
            List<String> ids = List.of(id("1"), id("2"), id("3"), id("4"));
            ids.forEach(org.person()::delete);
            later();
            sync.rows(List.of(customer(2, "New"), customer(3, "New"))).run();
            assertThat(sync.parked()).isEqualTo(4);
            ids.forEach(org.person()::undelete);
            later();
            sync.rows(List.of(
                    customer(1, "Company 1"), customer(2, "New"), customer(3, "Company 3"), customer(4, "Newer")));
            List<PlannedRecord> planned = new ArrayList<>();
            PlanReport plan = sync.plan(RunMode.INCREMENTAL, planned::add);

            assertThat(sync.parked()).as("still").isEqualTo(4);
            assertThat(plan.count(Totals.UPDATES)).isEqualTo(2);
            RunReport run = sync.run();
            assertThat(run.status()).as(run.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(planned).extracting(PlannedRecord::key).containsExactlyInAnyOrder("2", "4");
            assertThat(plan.count(Totals.UNCHANGED)).isEqualTo(run.count(Count.UNCHANGED));
            assertThat(plan.count(Totals.STILL_REJECTED)).isZero();
            assertThat(List.of(name("1"), name("2"), name("3"), name("4")))
                    .containsExactly("Company 1", "New", "Company 3", "Newer");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMergeIsFollowedToARecordWithoutExternalId(boolean rowChanges) {
        try (TestSync sync = withCustomers("followMerge", 2)) {
            String survivor = org.insert("Account", Map.of("Name", "By hand"));
            org.person().merge(survivor, id("1"));
            if (!rowChanges) {
                later();
            }
            RunReport report = sync.rows(rowChanges ? List.of(customer(1, "New")) : List.of())
                    .run();

            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.MERGED)).isEqualTo(1);
            assertThat(id("1")).isEqualTo(survivor);
            assertThat(report.open().total()).isZero();
            assertThat(org.records("Account")).hasSize(2);

            later();
            RunReport second = sync.rows(List.of(customer(1, "Newer"))).run();
            assertThat(second.count(Count.UPDATED)).isEqualTo(1);
            assertThat(org.find("Account", "Id", survivor).orElseThrow()).containsEntry("Name", "Newer");
        }
    }

    private TestSync deletingWithCustomers(int customers) {
        return withCustomers("followMerge\n        whenRowGone: delete", customers, "sync.max-deletions", "100%");
    }

    @Test
    void aSurvivorThatAPersonMadeIsNotDeletedWhenTheRowOfTheOtherIsGone() {
        try (TestSync sync = deletingWithCustomers(3)) {
            String survivor = org.insert("Account", Map.of("Name", "By hand"));
            org.person().merge(survivor, id("1"));
            later();
            assertThat(sync.rows(customers(3)).run().count(Count.MERGED)).isEqualTo(1);
            assertThat(id("1")).isEqualTo(survivor);

            RunReport report = sync.rows(customers(3).subList(1, 3)).run();

            assertThat(report.count(Count.DELETED)).as(report.message()).isZero();
            assertThat(id("1")).isEqualTo(survivor);
            assertThat(report.notes()).anyMatch(note -> note.contains("deleteAdopted: true"));
        }
    }

    @Test
    void aRecordThatWasMergedWhenItsRowWasGoneCountsAsGoneAlready() {
        try (TestSync sync = deletingWithCustomers(3)) {
            String survivor = org.insert("Account", Map.of("Name", "By hand"));
            org.person().merge(survivor, id("1"));
            later();
            List<Map<String, Object>> others = customers(3).subList(1, 3);

            RunReport report = sync.rows(others).run();

            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.ALREADY_GONE)).isEqualTo(1);
            assertThat(report.count(Count.DELETED)).isZero();
            assertThat(report.open().total()).isZero();
            assertThat(org.find("Account", "Id", survivor).orElseThrow().get("Customer_Id__c"))
                    .isNull();
            later();
            RunReport second = sync.rows(others).run();
            assertThat(second.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(second.count(Count.UNCHANGED)).isEqualTo(2);
            assertThat(second.count(Count.ALREADY_GONE)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMergeIntoARecordWithAnotherExternalIdIsRejectedWithBothIds(boolean rowChanges) {
        try (TestSync sync = withCustomers("followMerge", 2)) {
            String lost = id("1");
            String survivor = id("2");
            org.person().merge(survivor, lost);
            if (!rowChanges) {
                later();
            }
            RunReport report = sync.rows(rowChanges ? List.of(customer(1, "New")) : List.of())
                    .run();

            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(rejected(sync, "1").code()).isEqualTo("MERGED");
            assertThat(rejected(sync, "1").message()).contains(lost, survivor);
            assertThat(name("2")).isEqualTo("Company 2");
            assertThat(org.records("Account")).hasSize(1);
        }
    }

    @Test
    @Tag("full")
    void aChangedRowFollowsTwoMergesInARowByBulk() {
        try (TestSync sync = withCustomers("followMerge", 2, "sync.path", "bulk")) {
            String first = org.insert("Account", Map.of("Name", "First"));
            String second = org.insert("Account", Map.of("Name", "Second"));
            org.person().merge(first, id("1"));
            org.person().merge(second, first);
            RunReport report = sync.rows(List.of(customer(1, "New"))).run();

            assertThat(report.count(Count.UPDATED)).as(report.message()).isEqualTo(1);
            assertThat(report.count(Count.MERGED)).isEqualTo(1);
            assertThat(id("1")).isEqualTo(second);
            assertThat(name("1")).isEqualTo("New");
            assertThat(sync.rows(List.of(customer(1, "New"))).run().count(Count.UNCHANGED))
                    .isEqualTo(1);
        }
    }

    @Test
    @Tag("full")
    void aRecordThatIsForgottenIsMadeAnew() {
        try (TestSync sync = withCustomers("reject", 2)) {
            org.person().delete(id("2"));
            later();
            sync.rows(customers(2)).run();
            sync.<Boolean>ofState(state -> {
                state.rejected().remove(List.of("2"));
                return state.records().remove("2");
            });
            RunReport report = sync.rows(customers(2)).run();
            assertThat(report.count(Count.CREATED)).as(report.message()).isEqualTo(1);
        }
    }

    @Test
    void whatTheSyncDeletedItselfIsNotGoneAndARowThatComesBackMakesANewRecord() {
        try (TestSync sync = withCustomers("reject\n        whenRowGone: delete", 3, "sync.max-deletions", "100%")) {
            assertThat(sync.rows(customers(2)).run().count(Count.DELETED)).isEqualTo(1);
            later();

            RunReport told = sync.rows(customers(2)).run();
            RunReport back = sync.rows(customers(3)).run();

            assertThat(told.count(Count.GONE)).isZero();
            assertThat(told.open().total()).isZero();
            assertThat(back.count(Count.CREATED)).as(back.toJson()).isEqualTo(1);
            assertThat(back.count(Count.RECREATED)).isZero();
        }
    }

    @Test
    @Tag("full")
    void aRowThatComesBackMakesANewRecordAsLateAsItsParentComesAndOneThatNeverLeftMakesNone() {
        try (TestSync sync = withCustomers("reject\n        whenRowGone: delete", 3, "sync.max-deletions", "100%")) {
            org.person().delete(id("2"));
            org.person().delete(id("3"));
            later();
            sync.rows(List.of(customer(1, "Company 1"), customer(3, "Company 3")));
            assertThat(sync.run().count(Count.ALREADY_GONE)).isEqualTo(1);
            List<Map<String, Object>> waiting = List.of(
                    customer(1, "Company 1"),
                    TestSync.row("id", 2, "name", "Back", "parent", 4),
                    TestSync.row("id", 3, "name", "Company 3", "parent", 4));
            later();
            assertThat(sync.rows(waiting).run().count(Count.RETRY_LATER)).isEqualTo(1);
            later();
            List<Map<String, Object>> all = new ArrayList<>(waiting);
            all.add(customer(4, "Parent"));
            RunReport report = sync.rows(all).run();

            assertThat(report.count(Count.CREATED)).as(report.toJson()).isEqualTo(2);
            assertThat(name("2")).isEqualTo("Back");
            assertThat(org.find("Account", "Customer_Id__c", "3")).isEmpty();
        }
    }

    @Test
    void aCrashInTheMiddleOfFollowingAMergeIsCarriedOn() {
        String survivor;
        try (TestSync sync = withCustomers("followMerge", 2)) {
            survivor = org.insert("Account", Map.of("Name", "By hand"));
            org.person().merge(survivor, id("1"));
            later();
            Fault lost = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.loseAnswer());
            assertThat(sync.rows(List.of()).run().status()).isEqualTo(RunStatus.STOPPED);
            lost.remove();
        }
        later();
        try (TestSync sync = sync("followMerge")) {
            RunReport report = sync.rows(List.of()).run();
            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.open().total()).isZero();
            assertThat(id("1")).isEqualTo(survivor);
            assertThat(org.records("Account")).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aGapStopsTheRunUntilAFullRefreshHasMetEveryRecord(boolean purged) {
        try (TestSync sync = withCustomers("reject", 3)) {
            org.person().delete(id("2"));
            if (purged) {
                later();
                org.person().purge();
            } else {
                clock.advance(Duration.ofDays(20));
            }
            RunReport stopped = sync.rows(customers(3)).run();
            assertThat(stopped.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(stopped.message()).contains("account-sync run accounts --full-refresh");

            RunReport refreshed = sync.rows(customers(3)).run(RunMode.FULL_REFRESH);
            assertThat(refreshed.count(Count.GONE)).as(refreshed.message()).isEqualTo(1);
            assertThat(refreshed.count(Count.UPDATED)).isEqualTo(2);
            later();
            assertThat(sync.rows(customers(3)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(org.records("Account")).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 300, 3000})
    void aFullRefreshIsEnoughSoonAfterAPurge(long secondsSincePurge) {
        try (TestSync sync = withCustomers("reject", 3)) {
            org.person().delete(id("2"));
            clock.advance(Duration.ofSeconds(90));
            org.person().purge();
            clock.advance(Duration.ofSeconds(secondsSincePurge));
            assertThat(sync.rows(customers(3)).run().status()).isEqualTo(RunStatus.STOPPED);
            assertThat(sync.rows(customers(3)).run(RunMode.FULL_REFRESH).count(Count.GONE))
                    .isEqualTo(1);
            clock.advance(Duration.ofMinutes(1));
            org.person().delete(id("3"));
            clock.advance(Duration.ofMinutes(5));

            RunReport next = sync.rows(customers(3)).run();

            assertThat(next.status()).as(next.message()).isEqualTo(RunStatus.PARTIAL);
            assertThat(next.count(Count.GONE)).isEqualTo(1);
            assertThat(sync.rows(customers(3)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 300, 840})
    void aRecycleBinThatWasEmptiedBeforeTheFirstRunStopsNoLaterOne(long secondsSincePurge) {
        String other = org.insert("Account", Map.of("Name", "By hand"));
        org.person().delete(other);
        clock.advance(Duration.ofSeconds(90));
        org.person().purge();
        clock.advance(Duration.ofSeconds(secondsSincePurge));
        try (TestSync sync = sync("reject", "sync.max-creates", "1")) {
            assertThat(sync.rows(customers(2)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
            clock.advance(Duration.ofSeconds(90));
            org.person().delete(id("2"));
            clock.advance(Duration.ofMinutes(3));

            RunReport next = sync.rows(List.of()).run();

            assertThat(next.status()).as(next.message()).isEqualTo(RunStatus.PARTIAL);
            assertThat(next.count(Count.GONE))
                    .as("what is deleted from then on is known")
                    .isEqualTo(1);
        }
    }

    @Test
    void aRecycleBinThatIsEmptiedBeforeAnythingWasEverSentStopsNoRun() {
        for (int i = 0; i < 3; i++) {
            org.insert("Account", Map.of("Name", "By hand"));
        }
        try (TestSync sync = sync("reject", "sync.max-creates", "1")) {
            assertThat(sync.rows(customers(2)).run().status())
                    .as("so many new ones want an approval")
                    .isEqualTo(RunStatus.STOPPED);
            later();
            org.person().delete(org.records("Account").get(0).get("Id").toString());
            clock.advance(Duration.ofSeconds(90));
            org.person().purge();
        }
        later();
        try (TestSync sync = sync("reject")) {
            assertThat(sync.rows(customers(2)).run().message())
                    .as("the guard of new records still, and no gap")
                    .contains("would create 2 records");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFollowedSurvivorIsDeletedWithItsRowOnlyWhereAdoptedRecordsAre(boolean adopted) {
        try (TestSync sync = withCustomers(
                "followMerge\n        whenRowGone: delete" + (adopted ? "\n        deleteAdopted: true" : ""),
                3,
                "sync.max-deletions",
                "100%")) {
            String survivor = org.insert("Account", Map.of("Name", "By hand"));
            org.person().merge(survivor, id("1"));
            later();
            sync.rows(customers(3)).run();
            RunReport report = sync.rows(customers(3).subList(1, 3)).run();

            assertThat(report.count(Count.DELETED)).as(report.message()).isEqualTo(adopted ? 1 : 0);
            assertThat(org.find("Account", "Id", survivor).isPresent()).isEqualTo(!adopted);
            later();
            RunReport second = sync.rows(customers(3).subList(1, 3)).run();
            assertThat(second.status()).as(second.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(second.count(Count.DELETED) + second.count(Count.GONE)).isZero();
        }
    }

    @Test
    void aRecordThatWasMergedIntoAnotherOfOursTakesThatOneNotAlongWhenItsRowIsGone() {
        try (TestSync sync = deletingWithCustomers(3)) {
            String survivor = id("2");
            org.person().merge(survivor, id("1"));
            later();
            RunReport merged = sync.rows(customers(3)).run();
            assertThat(merged.count(Count.MERGED)).isEqualTo(1);
            assertThat(rejected(sync, "1").code()).isEqualTo(RejectedRecord.MERGED);

            RunReport report = sync.rows(customers(3).subList(1, 3)).run();

            assertThat(report.count(Count.DELETED)).as(report.message()).isZero();
            assertThat(report.count(Count.ALREADY_GONE)).isEqualTo(1);
            assertThat(id("2")).isEqualTo(survivor);
            assertThat(report.open().total()).as("nothing is left of the row").isZero();
        }
    }

    @Test
    void whoeverDoesNotWatchMakesNoFurtherCalls() {
        try (TestSync sync = withCustomers("recreate", 2)) {
            org.person().delete(id("2"));
            later();
            RunReport report = sync.rows(customers(2)).run();
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(2);
            assertThat(report.count(Count.API_CALLS)).isEqualTo(2);
            assertThat(sync.rows(List.of(customer(2, "New"))).run().count(Count.RECREATED))
                    .isEqualTo(1);
        }
    }

    @Test
    @Tag("full")
    void aSyncThatBeginsToWatchLearnsWhatIsInTheRecycleBin() {
        try (TestSync sync = withCustomers("recreate", 2)) {
            org.person().delete(id("2"));
            later();
        }
        try (TestSync sync = sync("reject")) {
            assertThat(sync.rows(List.of()).run().count(Count.GONE)).isEqualTo(1);
        }
    }

    @Test
    void aPlanSaysWhatWouldNotBeMadeAgain() throws Exception {
        try (TestSync sync = withCustomers("reject", 2)) {
            org.person().delete(id("2"));
            sync.rows(List.of(customer(1, "New"), customer(2, "New")));
            PlanReport plan =
                    new Planning(sync.context(), record -> {}, Optional.empty()).plan("accounts", null, List.of());
            assertThat(plan.count(Totals.GONE)).isEqualTo(1);
            assertThat(plan.count(Totals.CREATES)).isZero();
            assertThat(plan.count(Totals.UPDATES)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"reject, INCREMENTAL", "followMerge, INCREMENTAL", "followMerge, FULL_REFRESH"})
    void aPlanTellsMergedFromDeletedAndWhichRecordSurvives(String whenGone, RunMode mode) throws Exception {
        try (TestSync sync = withCustomers(whenGone, 5)) {
            String survivor = org.insert("Account", Map.of("Name", "Survivor"));
            String lost = id("3");
            String kept = id("1");
            org.person().delete(id("2"));
            org.person().merge(survivor, lost);
            org.person().merge(kept, id("4"));
            later();
            // None of these has changed but 2.
            sync.rows(List.of(
                    customer(1, "Company 1"),
                    customer(2, "New"),
                    customer(3, "Company 3"),
                    customer(4, "Company 4"),
                    customer(5, "Company 5")));
            List<PlannedRecord> planned = new ArrayList<>();
            PlanReport plan = sync.plan(mode, planned::add);
            boolean follows = whenGone.equals("followMerge");

            assertThat(plan.count(Totals.GONE)).isEqualTo(3);
            assertThat(plan.count(Totals.MERGED)).isEqualTo(2);
            assertThat(plan.count(Totals.FOLLOWED)).isEqualTo(follows ? 1 : 0);
            assertThat(plan.count(Totals.CREATES)).isZero();
            assertThat(plan.notes())
                    .anyMatch(note -> note.matches("2 would be rejected: the record \\w+ was deleted in Salesforce\\."))
                    .anyMatch(note -> note.matches("4 would be rejected: the record \\w+ was merged into " + kept
                            + " in Salesforce, which has an External ID of its own\\."))
                    .anyMatch(note -> note.equals("3 would be " + (follows ? "followed" : "rejected") + ": the record "
                            + lost + " was merged into " + survivor + " in Salesforce"
                            + (follows ? "; that one survives, and would take the place of the other." : ".")));
            assertThat(planned).filteredOn(PlannedRecord::isLost).hasSize(3);

            RunReport run = sync.run(mode);
            assertThat(run.count(Count.GONE)).as(run.toJson()).isEqualTo(1);
            assertThat(run.count(Count.MERGED)).isEqualTo(plan.count(Totals.MERGED));
            assertThat(run.count(Count.REJECTED)).isEqualTo(3 - plan.count(Totals.FOLLOWED));
            assertThat(run.count(Count.CREATED)).isZero();

            later();
            assertThat(sync.plan(RunMode.INCREMENTAL, planned::add).count(Totals.GONE))
                    .as("news once")
                    .isZero();
        }
    }

    @Test
    void aPlanWritesNothingOfWhatIsGoneAndDefersItsChildren() throws Exception {
        try (TestSync sync = withCustomers("reject", 2)) {
            org.person().delete(id("2"));
            later();
            sync.rows(List.of(
                    customer(1, "Company 1"),
                    customer(2, "Company 2"),
                    TestSync.row("id", 3, "name", "Child", "parent", 2)));
            PlanReport plan = sync.plan(RunMode.INCREMENTAL, record -> {});

            assertThat(sync.parked()).isZero();
            assertThat(plan.count(Totals.GONE)).isEqualTo(1);
            assertThat(plan.count(Totals.DEFERRED)).isEqualTo(1);
            assertThat(plan.count(Totals.CREATES)).isZero();
            RunReport run = sync.run();
            assertThat(run.count(Count.RETRY_LATER)).as(run.toJson()).isEqualTo(1);
            assertThat(run.count(Count.REJECTED)).isEqualTo(1);
        }
    }
}
