package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.Deletion;
import io.accountsync.state.DeletionStatus;
import io.accountsync.state.SyncCursor;
import io.accountsync.state.SyncedRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Records whose rows are gone are deleted: none but those, each once, and what they held is kept. */
class DeletionTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private DeletingSync sync;

    @AfterEach
    void stop() {
        sync.close();
        org.close();
    }

    @Test
    void recordsWhoseRowsAreGoneAreDeletedByTheirIdsAndWhatTheyHeldIsKept() {
        begin(450);
        RunReport report = sync.runWithRows(200);

        assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(report.count(Count.DELETED)).isEqualTo(250);
        assertThat(names()).hasSize(200).doesNotContain("Company 201");
        assertThat(org.stats().calls(CallKind.COLLECTIONS)).as("200 a call").isEqualTo(2);
        Deletion deletion = sync.deletion("333");
        assertThat(deletion.status()).isEqualTo(DeletionStatus.DELETED);
        assertThat(deletion.payload()).contains("\"Name\":\"Company 333\"", "\"Customer_Id__c\":\"333\"");
        assertThat(sync.known()).as("their keys are not known any more").isEqualTo(200);
    }

    @Test
    void childrenOfAnotherSyncThatGoAlongAreSaidWithWhatToDo() {
        begin(3);
        String contact = org.insert("Contact", Map.of("LastName", "Of three", "AccountId", sync.idOf("3")));
        String kept = org.insert("Contact", Map.of("LastName", "Of one", "AccountId", sync.idOf("1")));
        org.insert("Contact", Map.of("LastName", "Nobody's", "AccountId", sync.idOf("3")));
        sync.sync().ofState("contacts", state -> {
            state.cursors()
                    .save(
                            "contacts",
                            ofContacts(state.cursors().find("accounts").orElseThrow()));
            state.records()
                    .confirm(
                            List.of(
                                    new SyncedRecord("c1", new byte[16], contact),
                                    new SyncedRecord("c2", new byte[16], kept)),
                            1);
            return null;
        });
        assertThat(sync.runWithRows(3).notes()).isEmpty();

        assertThat(sync.runWithRows(2).notes())
                .containsExactly(
                        "1 record of the sync contacts was deleted by Salesforce together with these, and counts as"
                                + " unchanged there until its row changes; with whenGone: reject in its file its next run reports it;"
                                + " without the record that it hung on, it cannot be made again: once that is back, or its row"
                                + " names another one, account-sync run contacts --full-refresh sends it.");
    }

    private static SyncCursor ofContacts(SyncCursor accounts) {
        return new SyncCursor(
                accounts.orgId(),
                accounts.orgName(),
                accounts.orgType(),
                "Contact",
                "Contact_Id__c",
                null,
                null,
                null,
                accounts.mappingVersion());
    }

    @Test
    void aRowThatComesBackCreatesANewRecordAndIsNotCalledRecreated() {
        begin(3);
        sync.runWithRows(2);
        RunReport back = sync.runWithRows(3);
        assertThat(back.count(Count.CREATED)).isEqualTo(1);
        assertThat(back.count(Count.RECREATED)).isZero();
        assertThat(names()).hasSize(3);
    }

    @Test
    void aRecordThatIsNotTheOneOfTheKeyAnyMoreIsNotDeleted() {
        begin(4);
        String other = sync.idOf("3");
        org.edit("Account", other, Map.of("Customer_Id__c", "somebody's"));
        org.delete(sync.idOf("4"));

        RunReport report = sync.runWithRows(2);

        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(report.count(Count.DELETED)).isZero();
        assertThat(report.count(Count.NOT_DELETED)).isEqualTo(1);
        assertThat(report.count(Count.ALREADY_GONE)).isEqualTo(1);
        assertThat(report.findings())
                .extracting(finding -> finding.kind() + " " + finding.code())
                .containsExactly("deletion OTHER_EXTERNAL_ID");
        assertThat(names()).hasSize(3);
    }

    @Test
    void aDeletionThatSalesforceRefusesIsKnownWithItsReasonAndNotTriedInEachRun() {
        begin(12);
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withMethod("DELETE"),
                        FaultAction.rejectRecord("DELETE_FAILED", "it has closed opportunities"));

        RunReport report = sync.runWithRows(2);

        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(report.count(Count.NOT_DELETED)).isEqualTo(10);
        assertThat(sync.deletion("5").code()).isEqualTo("DELETE_FAILED");
        assertThat(sync.deletion("5").message()).contains("closed opportunities");
        RunReport second = sync.runWithRows(2);
        assertThat(second.status()).as("nothing new").isEqualTo(RunStatus.SUCCEEDED);
        assertThat(second.count(Count.NOT_DELETED)).as("a few are tried").isEqualTo(3);
        org.faults().clear();
        sync.runWithRows(2);
        sync.runWithRows(2);
        assertThat(names()).as("what passes for a few passes for all").hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void anAnswerThatIsLostLeavesNothingOpenAndNothingUndeleted(Lost lost) {
        begin(10);
        org.faults()
                .add(FaultMatch.on(CallKind.COLLECTIONS).withMethod("DELETE").once(), lost.action);

        RunReport report = sync.runWithRows(4);

        assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(report.count(Count.DELETED)).isEqualTo(6);
        assertThat(report.count(Count.UNCONFIRMED) + report.count(Count.ALREADY_GONE))
                .isZero();
        assertThat(names()).hasSize(4);
        assertThat(sync.deletion("7").payload()).contains("Company 7");
    }

    @ParameterizedTest
    @CsvSource({"collections, COLLECTIONS, DELETE", "bulk, BULK, PUT"})
    void whileACallIsOnItsWayTheStateKnowsWhatItDeletesAndWhatThatHeld(String path, CallKind kind, String method) {
        begin(10, "sync.path", path);
        Fault hang = org.faults().add(FaultMatch.on(kind).withMethod(method), FaultAction.hang());
        CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(() -> sync.runWithRows(4));
        await().until(() -> hang.waiting() == 1);

        for (int key = 5; key <= 10; key++) {
            Deletion intended = sync.deletion(String.valueOf(key));
            assertThat(intended.status()).isEqualTo(DeletionStatus.INTENDED);
            assertThat(intended.payload()).contains("\"Name\":\"Company " + key + "\"");
        }
        assertThat(names()).hasSize(10);
        hang.remove();
        assertThat(run.join().count(Count.DELETED)).isEqualTo(6);
    }

    /** What becomes of a call. */
    enum Lost {
        BEFORE_IT_WAS_CARRIED_OUT(FaultAction.dropConnection()),
        AFTER_IT_WAS_CARRIED_OUT(FaultAction.loseAnswer());

        private final FaultAction action;

        Lost(FaultAction action) {
            this.action = action;
        }
    }

    @Test
    void whatNoAnswerCameForIsSettledByAskingTheOrgInTheNextRun() {
        begin(10, "sync.retries", "0");
        org.faults()
                .add(FaultMatch.on(CallKind.COLLECTIONS).withMethod("DELETE").once(), FaultAction.loseAnswer());
        RunReport lost = sync.runWithRows(4);
        assertThat(lost.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(lost.count(Count.DELETED)).as("nobody knows").isZero();
        assertThat(lost.count(Count.UNCONFIRMED)).isEqualTo(6);
        assertThat(sync.deletion("7").status()).isEqualTo(DeletionStatus.UNKNOWN);

        RunReport next = sync.runWithRows(4);

        assertThat(next.status()).as(next.message()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(next.count(Count.DELETED)).isEqualTo(6);
        assertThat(sync.deletion("7").status()).isEqualTo(DeletionStatus.DELETED);
        assertThat(names()).hasSize(4);
    }

    @Test
    void aRowThatIsBackAfterALostAnswerIsCreatedAnewWhereTheRecordIsGone() {
        begin(10, "sync.retries", "0");
        org.faults()
                .add(FaultMatch.on(CallKind.COLLECTIONS).withMethod("DELETE").once(), FaultAction.loseAnswer());
        sync.runWithRows(4);

        RunReport next = sync.runWithRows(10);

        assertThat(next.count(Count.CREATED)).as("not unchanged").isEqualTo(6);
        assertThat(names()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void aDeletionThatComesLateIsMadeGoodForARowThatIsBack() {
        begin(5, "sync.retries", "0", "sync.call-timeout", "1s", "sync.doubt-margin", "1h");
        Fault late = org.faults()
                .add(FaultMatch.on(CallKind.COLLECTIONS).withMethod("DELETE").once(), FaultAction.holdBack(true));
        sync.runWithRows(4);
        assertThat(sync.deletion("5").status()).isEqualTo(DeletionStatus.UNKNOWN);

        RunReport back = sync.runWithRows(5);
        assertThat(back.count(Count.UPDATED)).as("in doubt, so it is sent").isEqualTo(1);
        late.release();
        await().until(() -> names().size() == 4);
        sync.runWithRows(5);

        assertThat(names()).hasSize(5);
    }

    @Test
    void aRecordInDoubtIsNotDeletedWhileACallCouldCreateItAnew() {
        begin(3);
        sync.sync().ofState(state -> {
            state.doubts().beginWithoutLease(List.of("3"), Long.MAX_VALUE);
            return null;
        });
        RunReport report = sync.runWithRows(2);
        assertThat(report.count(Count.NOT_DELETED)).isEqualTo(1);
        assertThat(sync.deletion("3").code()).isEqualTo("IN_DOUBT");
        assertThat(names()).hasSize(3);
    }

    @Test
    void aDoubtThatIsOverKeepsNoRecordFromBeingDeleted() {
        begin(3);
        sync.sync().ofState(state -> {
            state.doubts().beginWithoutLease(List.of("3"), 1);
            return null;
        });
        RunReport report = sync.runWithRows(2);
        assertThat(report.count(Count.DELETED)).as(report.toJson()).isEqualTo(1);
        boolean inDoubt =
                sync.sync().ofState(state -> state.doubts().among(List.of("3")).containsKey("3"));
        assertThat(inDoubt).isFalse();
        assertThat(names()).hasSize(2);
    }

    @Test
    void anAnswerOfOtherRecordsCountsForNothing() {
        begin(4);
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withMethod("DELETE").once(),
                        new FaultAction.AnswerWith(
                                200,
                                "application/json",
                                "[{\"id\":\"001000000000001AAA\",\"success\":true,\"errors\":[]},"
                                        + "{\"id\":\"001000000000002AAA\",\"success\":true,\"errors\":[]}]",
                                false));
        RunReport report = sync.runWithRows(2);
        assertThat(report.count(Count.DELETED))
                .as("by the call that was made again")
                .isEqualTo(2);
        assertThat(names()).hasSize(2);
    }

    @Test
    void manyAreDeletedThroughBulkAndWhatItLeavesOverByCollections() {
        begin(60, "sync.path", "bulk");
        org.delete(sync.idOf("60"));
        org.edit("Account", sync.idOf("59"), Map.of("Customer_Id__c", "somebody's"));
        org.faults()
                .add(
                        FaultMatch.on(CallKind.BULK).withKey(sync.idOf("58")),
                        FaultAction.rejectRecord("DELETE_FAILED", "it has cases"));

        RunReport report = sync.runWithRows(20);

        assertThat(report.count(Count.DELETED)).as(report.toJson()).isEqualTo(37);
        assertThat(report.count(Count.ALREADY_GONE)).isEqualTo(1);
        assertThat(report.count(Count.NOT_DELETED)).isEqualTo(2);
        assertThat(names()).hasSize(22);
        assertThat(sync.deletion("30").status()).isEqualTo(DeletionStatus.DELETED);
        assertThat(sync.deletion("30").payload()).contains("Company 30");
        assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
    }

    @Test
    void aBulkJobThatWasLeftInProgressIsTakenUpBeforeAnythingIsCompared() {
        begin(10, "sync.path", "bulk");
        Fault hang = org.faults()
                .add(
                        FaultMatch.on(CallKind.BULK).withPath(".*successfulResults.*"),
                        FaultAction.respond(500, "UNKNOWN_EXCEPTION", "not now"));
        RunReport stopped = sync.runWithRows(4);
        assertThat(stopped.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(stopped.count(Count.UNCONFIRMED)).isEqualTo(6);
        hang.remove();

        RunReport next = sync.runWithRows(10);

        assertThat(next.count(Count.DELETED)).isEqualTo(6);
        assertThat(next.count(Count.CREATED)).as("their rows are back").isEqualTo(6);
        assertThat(names()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void tooManyRefusalsStopTheRunAndNoneIsKept() {
        begin(30, "sync.max-rejected-after", "10", "sync.batch-size", "10", "sync.in-flight", "1");
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withMethod("DELETE"),
                        FaultAction.rejectRecord("DELETE_FAILED", "no"));
        RunReport report = sync.runWithRows(5);
        assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(report.message()).contains("rejected the deletion of 10 of 10 records with DELETE_FAILED");
        assertThat(report.count(Count.NOT_DELETED)).isEqualTo(10);
        org.faults().clear();
        assertThat(sync.runWithRows(5).count(Count.DELETED)).isEqualTo(25);
    }

    private void begin(int rows, String... settings) {
        sync = DeletingSync.start(org, directory, settings);
        assertThat(sync.runWithRows(rows).count(Count.CREATED)).isEqualTo(rows);
        org.stats().reset();
    }

    private List<String> names() {
        return org.records("Account").stream()
                .map(record -> (String) record.get("Name"))
                .toList();
    }
}
