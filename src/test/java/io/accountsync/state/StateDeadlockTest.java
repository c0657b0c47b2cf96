package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.state.PointingRecords.Pointing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syncs that write at once, of which one marks records of the other one, as a real PostgreSQL server sees them. */
class StateDeadlockTest {
    @TempDir
    private Path directory;

    private TestState state;
    private StateDatabase database;
    private SyncState east;
    private SyncState west;

    @BeforeEach
    void twoSyncsOfOneState() {
        state = TestDatabase.POSTGRESQL.empty(directory);
        database = state.open();
        east = sync("east");
        west = sync("west");
        west.write(() -> west.records().confirm(List.of(record("a"), record("b")), 1));
        east.write(() -> east.otherSyncs()
                .pointing()
                .note(
                        List.of("001A", "001B"),
                        List.of(new Pointing("001A", "west", "a"), new Pointing("001B", "west", "b"))));
    }

    @AfterEach
    void closeState() {
        state.close();
    }

    @Test
    void aDeletionThatMarksRecordsOfAnotherSyncAndItsRunBothComeThroughADeadlock() {
        CyclicBarrier bothHold = new CyclicBarrier(2);
        AtomicInteger deletions = new AtomicInteger();
        AtomicInteger confirmations = new AtomicInteger();
        CompletableFuture<Void> deletion = CompletableFuture.runAsync(() -> east.write(() -> {
            east.recordsAreGone(Map.of("1", "001A"), Set.of());
            awaitFirst(deletions, bothHold);
            east.recordsAreGone(Map.of("2", "001B"), Set.of());
        }));
        CompletableFuture<Void> confirmation = CompletableFuture.runAsync(() -> west.write(() -> {
            west.records().confirm(List.of(record("b")), 2);
            awaitFirst(confirmations, bothHold);
            west.records().confirm(List.of(record("a")), 2);
        }));

        deletion.join();
        confirmation.join();

        assertThat(deletions.get() + confirmations.get())
                .as("one was undone and done again")
                .isEqualTo(3);
        assertThat(west.records().find(List.of("a", "b"))).hasSize(2);
        assertThat(database.<Long>with(db -> db.queryForObject("select count(*) from pointing_record", Long.class)))
                .as("nothing is left to be marked")
                .isZero();
    }

    @Test
    void aTransactionThatMeetsDeadlocksAgainAndAgainSaysWhatItIs() {
        AtomicInteger tries = new AtomicInteger();
        assertThatThrownBy(() -> east.write(() -> {
                    tries.incrementAndGet();
                    database.with(db -> {
                        db.execute("do $$ begin raise exception 'deadlock detected' using errcode = '40P01'; end $$");
                        return null;
                    });
                }))
                .isInstanceOf(StateException.class)
                .hasMessageEndingWith(
                        "undid a transaction, since it and another one waited for each other. Nothing of it was"
                                + " written; the next run carries on.");
        assertThat(tries).hasValue(4);
    }

    /** Only in the first try: the second one has what it needs to itself. */
    private void awaitFirst(AtomicInteger tries, CyclicBarrier bothHold) {
        if (tries.incrementAndGet() == 1) {
            try {
                bothHold.await(1, TimeUnit.MINUTES);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private SyncState sync(String name) {
        Leases leases = new Leases(database, LeaseOwner.self(), Duration.ofMinutes(5));
        leases.acquire(name);
        return new SyncState(database, name, leases);
    }

    private static SyncedRecord record(String key) {
        return new SyncedRecord(key, new byte[16], "003" + key);
    }
}
