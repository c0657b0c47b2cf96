package io.accountsync.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.restore.Restoration.Chosen;
import io.accountsync.restore.Restored.Way;
import io.accountsync.run.Count;
import io.accountsync.run.DeletingSync;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.state.DeletionStatus;
import io.accountsync.state.RunRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deleted records come back by the way that is left, are known again, and are not deleted again at once. */
class RestorationTest {
    private static final Duration LONGER_THAN_THE_BIN = Duration.ofDays(16);

    private final TestClock clock = TestClock.going();
    private final LocalOrg org =
            LocalOrg.start(LocalOrgOptions.builder().clock(clock).build());
    private final List<Restored> restored = new ArrayList<>();

    @TempDir
    private Path directory;

    private DeletingSync sync;

    @AfterEach
    void stop() {
        sync.close();
        org.close();
    }

    @Test
    void theNextRunDoesNotTakeRestoredRecordsForRowsThatTheSourceHasLost() throws Exception {
        sync = DeletingSync.start(org, directory);
        sync.runWithRows(3);
        sync.runWithRows(1);
        restore();

        RunReport next = sync.runWithRows(1);

        assertThat(next.count(Count.MISSING)).isEqualTo(2);
        assertThat(next.notes()).noneMatch(note -> note.contains("for the first time"));
        assertThat(next.notes()).anyMatch(note -> note.startsWith("2 records that were restored are kept"));
        sync.runWithRows(3);
        assertThat(sync.runWithRows(1).count(Count.DELETED))
                .as("once they were back")
                .isEqualTo(2);
    }

    @Test
    void withinTheRecycleBinsTimeTheSameRecordComesBackAndItsChildrenWithIt() throws Exception {
        sync = DeletingSync.start(org, directory);
        sync.runWithRows(250);
        String id = sync.idOf("250");
        org.insert("Contact", Map.of("LastName", "Child", "AccountId", id));
        sync.runWithRows(2);
        assertThat(org.records("Contact")).as("deleted along with it").isEmpty();

        RestoreReport report = restore();

        assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(report.count(Way.UNDELETED)).isEqualTo(248);
        assertThat(org.stats().calls(CallKind.SOAP)).as("200 a call").isEqualTo(2);
        assertThat(org.records("Contact")).hasSize(1);
        assertThat(sync.idOf("250")).as("linked again").isEqualTo(id);
        assertThat(sync.deletion("250").status()).isEqualTo(DeletionStatus.RESTORED);
        assertThat(sync.deletion("250").payload()).as("nothing of it is kept").isNull();
        assertThat(sync.sync().<List<RunRecord>>ofState(state -> state.runs().latest("accounts", 1)))
                .extracting(RunRecord::mode, RunRecord::status)
                .containsExactly(tuple("restore", "SUCCEEDED"));
    }

    @Test
    void aRestoredRecordIsKeptUntilItsRowHasComeBackOnce() throws Exception {
        deleteTwoOfFour();
        restore();

        RunReport stillGone = sync.runWithRows(2);
        assertThat(stillGone.count(Count.DELETED)).isZero();
        assertThat(stillGone.notes()).anyMatch(note -> note.startsWith("2 records that were restored are kept"));
        RunReport back = sync.runWithRows(4);
        assertThat(back.count(Count.UPDATED)).as("sent, whatever the row holds").isEqualTo(2);
        assertThat(sync.runWithRows(2).count(Count.DELETED)).isEqualTo(2);
    }

    @Test
    void afterThatTimeANewRecordIsMadeOfWhatTheStateKept() throws Exception {
        sync = DeletingSync.start(org, directory);
        sync.runWithRows(4);
        String old = sync.idOf("4");
        org.edit("Account", old, Map.of("Phone", "042", "NumberOfEmployees", 7, "ParentId", sync.idOf("1")));
        sync.runWithRows(3);
        clock.advance(LONGER_THAN_THE_BIN);

        RestoreReport report = restore("4");

        assertThat(report.status()).as(restored.toString()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(report.count(Way.CREATED)).isEqualTo(1);
        Map<String, Object> account = org.find("Account", "Customer_Id__c", "4").orElseThrow();
        assertThat(account)
                .containsEntry("Phone", "042")
                .containsEntry("Name", "Company 4")
                .containsEntry("ParentId", sync.idOf("1"));
        assertThat(account.get("Id")).isNotEqualTo(old).isEqualTo(sync.idOf("4"));
        assertThat(sync.deletion("4").restoredId()).isEqualTo(sync.idOf("4"));
        assertThat(sync.runWithRows(4).count(Count.CREATED)).isZero();
    }

    @Test
    void newRecordsThatPointToEachOtherPointToTheNewOnes() throws Exception {
        sync = DeletingSync.start(org, directory);
        sync.runWithRows(4);
        org.edit("Account", sync.idOf("2"), Map.of("ParentId", sync.idOf("4")));
        org.edit("Account", sync.idOf("4"), Map.of("ParentId", sync.idOf("3")));
        sync.runWithRows(1);
        clock.advance(LONGER_THAN_THE_BIN);

        RestoreReport report = restore();

        assertThat(report.status()).as(restored.toString()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(org.find("Account", "Customer_Id__c", "2").orElseThrow()).containsEntry("ParentId", sync.idOf("4"));
        assertThat(org.find("Account", "Customer_Id__c", "4").orElseThrow()).containsEntry("ParentId", sync.idOf("3"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aKeyThatIsInUseAgainIsRefusedWithBothIds(boolean afterTheBin) throws Exception {
        deleteTwoOfFour();
        String old = sync.deletion("4").salesforceId();
        if (afterTheBin) {
            clock.advance(LONGER_THAN_THE_BIN);
        }
        String other = org.insert("Account", Map.of("Name", "Another", "Customer_Id__c", "4"));

        RestoreReport report = restore();

        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        Restored refused = restored.stream()
                .filter(record -> record.way() == Way.REFUSED)
                .findFirst()
                .orElseThrow();
        assertThat(refused.code()).isEqualTo("KEY_IN_USE");
        assertThat(refused.message()).contains(other, old);
        assertThat(sync.deletion("4").status()).isEqualTo(DeletionStatus.DELETED);
        assertThat(report.count(Way.UNDELETED) + report.count(Way.CREATED)).isEqualTo(1);
        assertThat(org.records("Account")).hasSize(4);
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndChangesNothing() throws Exception {
        deleteTwoOfFour();

        RestoreReport report = restoration().restore("accounts", new Chosen(List.of(), null), true, restored::add);

        assertThat(report.count(Way.UNDELETED)).isEqualTo(2);
        assertThat(org.records("Account")).hasSize(2);
        assertThat(org.stats().calls(CallKind.SOAP)).isZero();
        assertThat(sync.deletion("4").status()).isEqualTo(DeletionStatus.DELETED);
        clock.advance(LONGER_THAN_THE_BIN);
        report = restoration().restore("accounts", new Chosen(List.of(), null), true, restored::add);
        assertThat(report.count(Way.CREATED)).isEqualTo(2);
        assertThat(org.records("Account")).hasSize(2);
    }

    @Test
    void whatSomebodyBroughtBackBeforeIsKnownAgain() throws Exception {
        deleteTwoOfFour();
        org.person().undelete(sync.deletion("4").salesforceId());
        assertThat(restore("4").count(Way.ALREADY_THERE)).isEqualTo(1);
        assertThat(sync.idOf("4")).isEqualTo(sync.deletion("4").salesforceId());
    }

    @Test
    void aLostAnswerAndAnExpiredSessionRestoreEachRecordOnce() throws Exception {
        deleteTwoOfFour();
        org.faults().add(FaultMatch.on(CallKind.SOAP).once(), FaultAction.loseAnswer());
        assertThat(restore("3").count(Way.UNDELETED)).isEqualTo(1);
        org.faults().add(FaultMatch.on(CallKind.SOAP).once(), FaultAction.expireSessions());
        assertThat(restore("4").count(Way.UNDELETED)).isEqualTo(1);

        sync.runWithRows(4);
        sync.runWithRows(2);
        clock.advance(LONGER_THAN_THE_BIN);
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.loseAnswer());
        assertThat(restore().count(Way.CREATED)).as(restored.toString()).isEqualTo(2);
        assertThat(org.records("Account")).hasSize(4);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void anAnswerThatIsNoneEndsItWithAReasonAndTheSameCommandCarriesOn(FaultAction action) throws Exception {
        sync = DeletingSync.start(org, directory, "sync.retries", "1");
        sync.runWithRows(4);
        sync.runWithRows(2);
        org.faults().add(FaultMatch.on(CallKind.SOAP), action);

        RestoreReport broken = restore();

        assertThat(broken.status()).isIn(RunStatus.FAILED, RunStatus.STOPPED);
        assertThat(broken.message()).isNotBlank().doesNotContain("<", "Exception", "sessionId");
        assertThat(broken.count(Way.UNDELETED)).isZero();
        org.faults().clear();
        assertThat(restore().count(Way.UNDELETED)).isEqualTo(2);
    }

    static List<FaultAction> anAnswerThatIsNoneEndsItWithAReasonAndTheSameCommandCarriesOn() {
        return List.of(
                FaultAction.html(),
                FaultAction.dropConnection(),
                FaultAction.respond(503, "SERVER_UNAVAILABLE", "later"));
    }

    @Test
    void anAnswerThatIsNoneThoughTheCallWasCarriedOutLeavesNothingOpen() throws Exception {
        deleteTwoOfFour();
        org.faults().add(FaultMatch.on(CallKind.SOAP).once(), FaultAction.garbage());
        assertThat(restore("3").count(Way.UNDELETED)).isEqualTo(1);
        org.faults().add(FaultMatch.on(CallKind.SOAP).once(), FaultAction.emptyBody());
        assertThat(restore("4").count(Way.UNDELETED)).isEqualTo(1);
        assertThat(org.records("Account")).hasSize(4);
    }

    @Test
    void aRecordThatPointsToADeletedOneThatNobodyAskedForWaitsForThat() throws Exception {
        sync = DeletingSync.start(org, directory);
        sync.runWithRows(4);
        org.edit("Account", sync.idOf("4"), Map.of("ParentId", sync.idOf("3")));
        sync.runWithRows(2);
        clock.advance(LONGER_THAN_THE_BIN);

        assertThat(restore("4").status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(restored).extracting(Restored::code).containsExactly("REFERENCE_DELETED");
        assertThat(restore("4", "3").count(Way.CREATED)).isEqualTo(2);
        assertThat(org.find("Account", "Customer_Id__c", "4").orElseThrow()).containsEntry("ParentId", sync.idOf("3"));
    }

    @Test
    void aParentWhoseChildWasMadeAnewIsRefusedWithARemedy() throws Exception {
        sync = DeletingSync.start(org, directory);
        sync.runWithRows(4);
        org.insert("Contact", Map.of("LastName", "Child", "Contact_Id__c", "c", "AccountId", sync.idOf("4")));
        sync.runWithRows(3);
        String anew = org.insert("Contact", Map.of("LastName", "Child", "Contact_Id__c", "c"));

        assertThat(restore().status()).isEqualTo(RunStatus.PARTIAL);

        assertThat(restored).singleElement().satisfies(refused -> {
            assertThat(refused.code()).isEqualTo("DUPLICATE_VALUE");
            assertThat(refused.message()).contains(anew, "Delete the new one, or clear its value, and restore again");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recordsThatAreAllInDoubtAreSaidSoAndNothingIsAskedOfNone(boolean dryRun) throws Exception {
        deleteTwoOfFour();
        List<String> ids =
                List.of(sync.deletion("3").salesforceId(), sync.deletion("4").salesforceId());
        long later = clock.millis() + Duration.ofHours(1).toMillis();
        sync.sync().ofState(state -> {
            state.deletions().unknown(ids, later);
            state.deletions().deleted(ids);
            return null;
        });

        RestoreReport report = restoration().restore("accounts", new Chosen(List.of(), null), dryRun, restored::add);

        assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.PARTIAL);
        assertThat(restored).extracting(Restored::code).containsExactly("IN_DOUBT", "IN_DOUBT");
    }

    @Test
    void whatIsNotKeptAnyMoreIsSaidSo() throws Exception {
        sync = DeletingSync.start(org, directory, "sync.deleted-payload-age", "1ms");
        sync.runWithRows(4);
        sync.runWithRows(2);
        sync.runWithRows(2);
        clock.advance(LONGER_THAN_THE_BIN);
        assertThat(restore().count(Way.REFUSED)).isEqualTo(2);
        assertThat(restored).extracting(Restored::code).containsOnly("NOT_KEPT");
    }

    @Test
    void aKeyThatWasNotDeletedIsAMistakeAndNothingIsChanged() throws Exception {
        deleteTwoOfFour();
        assertThatThrownBy(() -> restore("4", "1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Not among the deleted records of accounts: 1");
        assertThat(org.records("Account")).hasSize(2);
    }

    private void deleteTwoOfFour() {
        sync = DeletingSync.start(org, directory);
        sync.runWithRows(4);
        assertThat(sync.runWithRows(2).count(Count.DELETED)).isEqualTo(2);
    }

    private RestoreReport restore(String... keys) throws Exception {
        return restoration().restore("accounts", new Chosen(List.of(keys), null), false, restored::add);
    }

    private Restoration restoration() {
        restored.clear();
        return new Restoration(sync.sync().context());
    }
}
