package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hangs on records that one sync is to delete: what other syncs of the same org and state know of them. */
abstract class HangingRecordsContract extends StateContract {
    private SyncState east;
    private SyncState west;

    HangingRecordsContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void threeSyncsOfTwoOrgs() {
        east = sync("east", "org", null);
        west = sync("west", "org", null);
        sync("elsewhere", "other org", null);
    }

    @Test
    void aRecordIsOfAnotherSyncOfTheSameOrgUntilItsRowIsGoneThereToo() {
        for (String sync : List.of("east", "west", "elsewhere")) {
            new SyncState(database, sync, null).records().confirm(List.of(record("1", "001A"), record("2", "001B")), 1);
        }
        west.missing().add(List.of("2"), 2);

        assertThat(east.otherSyncs().having(List.of("001A", "001B", "001C")))
                .isEqualTo(Map.of("001A", Map.of("west", "1")));
        assertThat(east.otherSyncs().keysOf(List.of("001B"))).isEqualTo(Map.of("001B", Map.of("west", "2")));
        west.gone().keep(List.of("1"), "TOMBSTONE", true, 2);
        assertThat(east.otherSyncs().having(List.of("001A"))).isEmpty();
        east.recordsAreGone(Map.of("1", "001A"), Set.of());
        assertThat(fingerprint(west, "1")).as("a row that is back is sent").isNull();
        assertThat(fingerprint(west, "2")).isNotNull();
        assertThat(fingerprint(new SyncState(database, "elsewhere", null), "1")).isNotNull();
    }

    @Test
    void aRecordWaitsFromTheRunThatFirstFoundItsRowGoneUntilItIsGoneItself() {
        WaitingDeletions waiting = east.otherSyncs().waiting();
        waiting.add(Map.of("1", "con", "2", "con and det"), 7);
        waiting.add(Map.of("1", "con"), 9);

        assertThat(waiting.afterRun(List.of("1", "2", "3"))).isEqualTo(Map.of("1", 7L, "2", 7L));
        assertThat(waiting.counts()).isEqualTo(Map.of("con", 1L, "con and det", 1L));
        assertThat(west.otherSyncs().waiting().exist()).isFalse();
        waiting.end(List.of("1"));
        assertThat(waiting.of("1")).isEmpty();
        assertThat(waiting.afterRun(List.of("1"))).as("it does not begin anew").isEqualTo(Map.of("1", 7L));
        east.recordsAreGone(Map.of("1", "001A", "2", "001B"), Set.of());
        assertThat(waiting.exist()).isFalse();
    }

    @Test
    void whatPointedToARecordIsSentAgainOnceThatIsGoneWhetherItsSyncHasACursorOrNot() {
        SyncState cursor = sync("cursor", "org", "changed");
        for (SyncState state : List.of(west, cursor)) {
            state.records().confirm(List.of(record("n1", "a01A"), record("n2", "a01B")), 1);
        }
        east.otherSyncs()
                .pointing()
                .note(
                        List.of("001A", "001B"),
                        List.of(
                                new PointingRecords.Pointing("001A", "west", "n1"),
                                new PointingRecords.Pointing("001B", "west", "n2"),
                                new PointingRecords.Pointing("001A", "cursor", "n1")));
        assertThat(fingerprint(west, "n1")).isNotNull();

        east.recordsAreGone(Map.of("1", "001A"), Set.of());

        assertThat(fingerprint(west, "n1")).isNull();
        assertThat(fingerprint(west, "n2")).as("what it points to is there").isNotNull();
        assertThat(west.doubts().needRows()).isFalse();
        assertThat(fingerprint(cursor, "n1")).isNull();
        assertThat(cursor.doubts().needRows()).as("its cursor is past the row").isTrue();
    }

    @Test
    void aRunCountsAsCompletedWhenItSentAllThatItHadToSend() {
        RunLog runs = new RunLog(database);
        long complete = runs.begin("west", "incremental");
        runs.end(complete, "PARTIAL", null, Map.of());
        runs.end(runs.begin("west", "incremental"), "SUCCEEDED", null, Map.of("unsent", 2L));
        runs.end(runs.begin("west", RunLog.PLAN), "SUCCEEDED", null, Map.of());
        runs.end(runs.begin("west", "incremental"), "STOPPED", null, Map.of());
        long last = runs.begin("east", "incremental");

        assertThat(runs.lastCompleted("west")).isEqualTo(complete);
        assertThat(runs.lastCompleted("east")).isZero();
        assertThat(runs.lastBegun()).isEqualTo(last);
    }

    private SyncState sync(String name, String org, String cursor) {
        SyncState sync = new SyncState(database, name, null);
        sync.cursors()
                .save(
                        name,
                        new SyncCursor(
                                org,
                                "Org",
                                "Sandbox",
                                "Account",
                                "Customer_Id__c",
                                cursor,
                                cursor == null ? null : "INTEGER",
                                cursor == null ? null : 1L,
                                "v1"));
        return sync;
    }

    private static SyncedRecord record(String key, String id) {
        return new SyncedRecord(key, new byte[16], id);
    }

    private static byte[] fingerprint(SyncState state, String key) {
        return state.records().find(List.of(key)).get(key).fingerprint();
    }
}

class HangingRecordsSqliteTest extends HangingRecordsContract {
    HangingRecordsSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class HangingRecordsPostgresTest extends HangingRecordsContract {
    HangingRecordsPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
