package io.accountsync.run;

import static io.accountsync.run.GoneSync.DELETE;
import static io.accountsync.run.GoneSync.FLAG;
import static io.accountsync.run.GoneSync.TOMBSTONES;
import static io.accountsync.run.GoneSync.customers;
import static io.accountsync.run.GoneSync.field;
import static io.accountsync.run.GoneSync.file;
import static io.accountsync.run.GoneSync.has;
import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.sync.RunMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tombstones and keys of a deletions route: what becomes of the records, and of the rows when they come back. */
class RowsGoneTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void aTombstoneFlagsItsRecordOnceAndARowThatComesBackIsSentWhole(String path) {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, FLAG, TOMBSTONES), "sync.path", path)) {
            sync.rows(customers(5)).run();

            RunReport flagged = sync.rows(customers(5, 2)).run();

            assertThat(flagged.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(flagged.count(Count.TOMBSTONE)).isEqualTo(1);
            assertThat(flagged.count(Count.FLAGGED)).isEqualTo(1);
            assertThat(flagged.count(Count.UNCHANGED)).isEqualTo(4);
            assertThat(field(org, 2, "Rating")).isEqualTo("Cold");
            assertThat(field(org, 3, "Rating")).isNull();
            assertThat(sync.run().count(Count.FLAGGED)).as("once").isZero();
            assertThat(sync.rows(customers(5)).run().count(Count.UPDATED)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void aTombstoneDeletesTheRecordThatTheSyncCreatedAndARowThatComesBackCreatesItAnew(String path) {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, DELETE, TOMBSTONES), "sync.path", path)) {
            sync.rows(customers(5)).run();

            RunReport report = sync.rows(customers(5, 2)).run();

            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.TOMBSTONE)).isEqualTo(1);
            assertThat(report.count(Count.DELETED)).isEqualTo(1);
            assertThat(has(org, 2)).isFalse();
            assertThat(has(org, 3)).isTrue();
            RunReport again = sync.run();
            assertThat(again.count(Count.TOMBSTONE)).isEqualTo(1);
            assertThat(again.count(Count.DELETED)).isZero();
            assertThat(sync.rows(customers(5)).run().count(Count.CREATED)).isEqualTo(1);
            assertThat(has(org, 2)).isTrue();
        }
    }

    @Test
    void recordsThatTheSyncDidNotCreateAreDeletedOnlyWithDeleteAdopted() {
        org.insert("Account", Map.of("Name", "Company 2", "Customer_Id__c", "2"));
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, DELETE, TOMBSTONES))) {
            sync.rows(customers(3)).run();

            RunReport report = sync.rows(customers(3, 1, 2)).run();

            assertThat(report.count(Count.DELETED)).isEqualTo(1);
            assertThat(has(org, 1)).isFalse();
            assertThat(has(org, 2)).isTrue();
            assertThat(report.notes())
                    .anyMatch(note -> note.contains("1 record is not deleted"))
                    .anyMatch(note -> note.contains("created it. With deleteAdopted: true in the sync file it is."));
        }
        try (TestSync sync =
                GoneSync.start(org, directory, file(ACCOUNTS, DELETE, TOMBSTONES, "deleteAdopted: true"))) {
            assertThat(sync.rows(customers(3, 1, 2)).run().count(Count.DELETED)).isEqualTo(1);
            assertThat(has(org, 2)).isFalse();
        }
    }

    @Test
    void aTombstoneIsNeverSentAndNothingOlderOfItsRecordIsEither() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                        FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "no"));
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, TOMBSTONES), "sync.retries", "0")) {
            assertThat(sync.rows(customers(3)).run().count(Count.RETRY_LATER)).isEqualTo(1);

            RunReport report = sync.rows(customers(4, 2, 4)).run();

            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.TOMBSTONE)).isEqualTo(2);
            assertThat(report.count(Count.RETRIED_SENT)).isZero();
            assertThat(has(org, 2)).isFalse();
            assertThat(has(org, 4)).isFalse();
            assertThat(sync.parked()).isZero();
        }
    }

    @Test
    void theNewestRowOfAKeyCountsWhetherItIsATombstoneOrNot() {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, DELETE, TOMBSTONES))) {
            sync.rows(customers(2)).run();
            List<Map<String, Object>> rows = new ArrayList<>(customers(2, 1));
            rows.addAll(customers(1));
            rows.addAll(customers(2, 2).subList(1, 2));

            RunReport report = sync.rows(rows).run();

            assertThat(report.count(Count.DUPLICATE)).isEqualTo(2);
            assertThat(report.count(Count.TOMBSTONE)).isEqualTo(1);
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(1);
            assertThat(has(org, 1)).isTrue();
            assertThat(has(org, 2)).isFalse();
        }
    }

    @Test
    void aTombstoneNeedsItsKeyAloneAndOneWithoutItIsInvalid() {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, DELETE, TOMBSTONES))) {
            sync.rows(customers(2)).run();
            Map<String, Object> nameless = GoneSync.with(customers(2, 2).get(1), "name", null);
            Map<String, Object> keyless = GoneSync.with(customers(1, 1).get(0), "id", null);

            RunReport report =
                    sync.rows(List.of(customers(1).get(0), nameless, keyless)).run();

            assertThat(report.count(Count.DELETED)).isEqualTo(1);
            assertThat(report.count(Count.INVALID)).isEqualTo(1);
            assertThat(has(org, 1)).isTrue();
        }
    }

    @Test
    void whatTheCursorPassesWhileDeletionsAreOffIsDeletedWhenTheyAreOnAgain() {
        String file = file(ACCOUNTS_WITH_CURSOR, DELETE, TOMBSTONES);
        try (TestSync sync = GoneSync.start(org, directory, file)) {
            sync.rows(changed(customers(4), 1)).run();
        }
        // A key of one sync does not turn on what is off for all.
        try (TestSync off =
                GoneSync.start(org, directory, file, "sync.deletions", "off", "sync.accounts.deletions", "on")) {
            RunReport report = off.rows(changed(customers(4, 1, 2), 2)).run();

            assertThat(report.count(Count.DELETED)).isZero();
            assertThat(report.notes()).anyMatch(note -> note.contains("sync.deletions is off"));
            assertThat(has(org, 2)).isTrue();
        }
        try (TestSync on = GoneSync.start(org, directory, file)) {
            RunReport report = on.rows(changed(customers(1), 3)).run();

            assertThat(report.count(Count.DELETED)).isEqualTo(1);
            assertThat(has(org, 1)).as("whose row came back").isTrue();
            assertThat(has(org, 2)).isFalse();
        }
    }

    @Test
    void theDeletionsRouteNamesKeysAndARowThatIsReadCountsMoreForAsLongAsTheyAreNamed() {
        GoneSync.Named named = new GoneSync.Named();
        try (TestSync sync = GoneSync.startWithRoute(
                org, directory, named, file(ACCOUNTS_WITH_CURSOR, DELETE), "sync.overlap-steps", "0")) {
            sync.rows(changed(customers(4), 1)).run();
            named.keys(2, 3, "unknown");

            RunReport report = sync.rows(changed(customers(3).subList(2, 3), 2)).run();

            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.DELETED)).isEqualTo(1);
            assertThat(has(org, 2)).isFalse();
            assertThat(has(org, 3)).as("its row was read").isTrue();
            sync.rows(changed(customers(4).subList(3, 4), 3)).run();
            assertThat(has(org, 3))
                    .as("it is named still, and its row was not read")
                    .isTrue();
            named.keys();
            sync.run();
            named.keys(3);
            sync.run();
            assertThat(has(org, 3)).as("it is named anew").isFalse();
        }
    }

    @Test
    void aRowThatWasBackWhenNobodyNamedItAndIsNamedAnewIsGone() {
        GoneSync.Named named = new GoneSync.Named();
        String file = file(ACCOUNTS_WITH_CURSOR, DELETE);
        try (TestSync off = GoneSync.startWithRoute(org, directory, named, file, "sync.deletions", "off")) {
            off.rows(changed(customers(3), 1)).run();
            named.keys(3);
            off.rows(List.of()).run();
        }
        try (TestSync sync = GoneSync.startWithRoute(org, directory, named, file)) {
            named.keys();
            sync.rows(changed(customers(3).subList(2, 3), 2)).run();
            assertThat(has(org, 3)).as("its row came back").isTrue();
            named.keys(3);
            sync.rows(List.of()).run();
            assertThat(has(org, 3)).as("it is named anew").isFalse();
        }
    }

    @Test
    void aDeletionThatComesLateIsMadeGoodForARowThatIsBackAndThatNobodyReadsAgain() {
        GoneSync.Named named = new GoneSync.Named();
        try (TestSync sync = GoneSync.startWithRoute(
                org,
                directory,
                named,
                file(ACCOUNTS_WITH_CURSOR, DELETE),
                "sync.overlap-steps",
                "0",
                "sync.retries",
                "0",
                "sync.call-timeout",
                "1s")) {
            sync.rows(changed(customers(3), 1)).run();
            named.keys(3);
            Fault late = org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS)
                                    .withMethod("DELETE")
                                    .once(),
                            FaultAction.holdBack(true));
            RunReport unanswered = sync.rows(List.of()).run();
            assertThat(unanswered.count(Count.UNCONFIRMED))
                    .as(unanswered.toJson())
                    .isEqualTo(1);
            named.keys();
            RunReport back = sync.rows(changed(customers(3).subList(2, 3), 2)).run();
            assertThat(back.count(Count.UPDATED)).as(back.toJson()).isEqualTo(1);
            late.release();
            await().until(() -> !has(org, 3));

            sync.rows(List.of()).run();

            assertThat(has(org, 3)).as("its row is there").isTrue();
        }
    }

    @Test
    void aFullRefreshDeletesWhatRowsSayAndNothingForNotBeingThere() {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, DELETE, TOMBSTONES))) {
            sync.rows(customers(4)).run();

            RunReport report = sync.rows(customers(3, 1)).run(RunMode.FULL_REFRESH);

            assertThat(report.count(Count.DELETED)).isEqualTo(1);
            assertThat(has(org, 4)).isTrue();
        }
    }

    @Test
    void aFlagThatSalesforceRejectsIsKnownAsSuchAndSentAgainOnlyWhereItMayPass() {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, FLAG, TOMBSTONES), "sync.retries", "0")) {
            sync.rows(customers(4)).run();
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS)
                                    .withKey(String.valueOf(field(org, 2, "Id")))
                                    .once(),
                            FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "no"));
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).withKey(String.valueOf(field(org, 3, "Id"))),
                            FaultAction.rejectRecord("FIELD_INTEGRITY_EXCEPTION", "no"));

            RunReport report = sync.rows(customers(4, 2, 3)).run();

            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.FLAGGED)).isZero();
            assertThat(report.count(Count.TOMBSTONE)).isEqualTo(2);
            assertThat(sync.parked()).isEqualTo(2);
            RunReport again = sync.run();
            assertThat(again.count(Count.FLAGGED)).isEqualTo(1);
            assertThat(field(org, 2, "Rating")).isEqualTo("Cold");
            assertThat(again.status()).as("the other one is known").isEqualTo(RunStatus.SUCCEEDED);
            assertThat(sync.parked()).isEqualTo(1);
            org.faults().clear();
            assertThat(sync.run().count(Count.FLAGGED)).as("a probe").isEqualTo(1);
            assertThat(field(org, 3, "Rating")).isEqualTo("Cold");
            assertThat(sync.parked()).isZero();
            assertThat(sync.rows(customers(4)).run().count(Count.UPDATED)).isEqualTo(2);
        }
    }

    @Test
    void withALimitNothingIsDeletedAndWhatRowsSaidStaysKnown() {
        try (TestSync sync = GoneSync.start(
                org, directory, file(ACCOUNTS_WITH_CURSOR, DELETE, TOMBSTONES), "sync.overlap-steps", "0")) {
            sync.rows(changed(customers(3), 1)).run();

            RunReport limited = sync.rows(changed(customers(3, 2), 2)).run(RunMode.INCREMENTAL, 1);

            assertThat(limited.count(Count.DELETED)).isZero();
            assertThat(limited.notes()).anyMatch(note -> note.contains("--limit"));
            assertThat(sync.rows(changed(customers(1), 3)).run().count(Count.DELETED))
                    .isEqualTo(1);
            assertThat(has(org, 2)).isFalse();
        }
    }

    @Test
    void aRowThatComesBackIsSentWholeAlsoWhereOnlyChangedFieldsAre() {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, FLAG, TOMBSTONES), "sync.send", "changed")) {
            sync.rows(customers(2)).run();
            sync.rows(customers(2, 2)).run();
            org.edit("Account", String.valueOf(field(org, 2, "Id")), Map.of("Name", "Edited while it was gone"));

            sync.rows(customers(2)).run();

            assertThat(field(org, 2, "Name")).isEqualTo("Company 2");
        }
    }

    @Test
    void aRowThatComesBackIsSentWhereTheFlagMissedItsRecord() {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, FLAG, TOMBSTONES))) {
            sync.rows(customers(3)).run();
            org.person().delete((String)
                    org.find("Account", "Customer_Id__c", "2").orElseThrow().get("Id"));
            assertThat(sync.rows(customers(3, 2)).run().count(Count.FLAGGED)).isZero();

            assertThat(sync.rows(customers(3)).run().count(Count.CREATED)).isEqualTo(1);
            assertThat(has(org, 2)).isTrue();
        }
    }

    @Test
    void aFlagCreatesNothingAndReachesNobodyElsesRecord() {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, FLAG, TOMBSTONES))) {
            sync.rows(customers(3)).run();
            org.delete(String.valueOf(field(org, 1, "Id")));
            org.edit("Account", String.valueOf(field(org, 2, "Id")), Map.of("Customer_Id__c", "other"));
            org.insert("Account", Map.of("Name", "Another", "Customer_Id__c", "2"));

            RunReport report = sync.rows(customers(3, 1, 2)).run();

            assertThat(report.count(Count.FLAGGED)).isZero();
            assertThat(report.notes())
                    .anyMatch(note ->
                            note.contains("1 record is not flagged though its row is gone: Salesforce has none"))
                    .anyMatch(note -> note.contains("belongs to another record"));
            assertThat(has(org, 1)).isFalse();
            assertThat(field(org, 2, "Rating")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void aFlagCreatesNothingAlsoWhenItsRecordIsDeletedAfterTheOrgWasAskedForIt(String path) {
        try (TestSync sync = GoneSync.start(org, directory, file(ACCOUNTS, FLAG, TOMBSTONES), "sync.path", path)) {
            sync.rows(customers(4)).run();
            String first = String.valueOf(field(org, 1, "Id"));
            String second = String.valueOf(field(org, 2, "Id"));
            // Where the records are, is known when the first call that sends anything is on its way.
            CallKind kind = path.equals("bulk") ? CallKind.BULK : CallKind.COLLECTIONS;
            Fault hang = org.faults().add(FaultMatch.on(kind), FaultAction.hang());
            CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(
                    () -> sync.rows(customers(4, 1, 2, 3)).run());
            await().until(() -> hang.waiting() == 1);
            org.delete(first);
            org.delete(second);
            org.insert("Account", Map.of("Name", "Another", "Customer_Id__c", "2"));
            hang.remove();
            RunReport report = run.join();

            assertThat(report.status()).as(report.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.FLAGGED)).isEqualTo(1);
            assertThat(report.findings())
                    .anyMatch(finding -> finding.code().equals("NOT_FLAGGED") && finding.count() == 2);
            assertThat(has(org, 1)).isFalse();
            assertThat(field(org, 2, "Rating")).isNull();
            assertThat(field(org, 3, "Rating")).isEqualTo("Cold");
            assertThat(sync.parked()).isZero();
        }
    }

    private static List<Map<String, Object>> changed(List<Map<String, Object>> rows, int cursor) {
        rows.forEach(row -> row.put("changed", cursor));
        return rows;
    }
}
