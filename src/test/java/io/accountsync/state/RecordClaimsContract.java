package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One holder a key, and nobody waits for another one. */
abstract class RecordClaimsContract extends StateContract {
    private static final Duration EXPIRY = Duration.ofSeconds(60);

    RecordClaimsContract(TestDatabase on) {
        super(on);
    }

    @Test
    void aKeyHasOneHolderAndTheOtherOneLearnsWhichAreItsOwn() {
        SyncState one = session(1);
        SyncState other = session(2);

        assertThat(take(one, "b", "a")).containsExactlyInAnyOrder("a", "b");
        assertThat(take(other, "c", "b")).containsExactly("c");
        assertThat(take(one, "a", "c")).as("its own stay its own").containsExactly("a");
        assertThat(one.claims().holders(List.of("a", "c", "d")))
                .containsOnly(Map.entry("a", one.lease()), Map.entry("c", other.lease()));
    }

    @Test
    void aReleasedKeyIsFreeAndThoseOfOthersStay() {
        SyncState one = session(1);
        SyncState other = session(2);
        take(one, "a", "b");

        other.write(() -> other.claims().release(List.of("a", "b")));
        assertThat(take(other, "a", "b")).isEmpty();
        one.write(() -> one.claims().release(List.of("a")));
        assertThat(take(other, "a", "b")).containsExactly("a");
        one.write(() -> one.claims().releaseAll());
        assertThat(take(other, "a", "b")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void syncsDoNotKnowOfEachOther() {
        SyncState one = session(1);
        SyncState other = session(database, LeaseName.ofSession("accounts-eu", 1));

        take(one, "a");

        assertThat(take(other, "a")).containsExactly("a");
        assertThat(run().claims().areInUse()).isTrue();
        assertThat(new SyncState(database, "account", leases(database)).claims().areInUse())
                .isFalse();
    }

    @Test
    void whereNoStreamLivesNoClaimsAreNeeded() {
        SyncState run = run();
        assertThat(run.claims().areInUse()).isFalse();

        SyncState session = session(1);
        assertThat(run.claims().areInUse()).isTrue();

        session.leases().release(session.lease().text());
        assertThat(run.claims().areInUse()).isFalse();
        assertThat(run.sessions().wereThere()).isTrue();
    }

    @Test
    void whatWasTakenInATransactionThatFailedIsFree() {
        SyncState one = session(1);

        assertThatThrownBy(() -> one.write(() -> {
                    one.claims().take(List.of("a"));
                    throw new IllegalStateException("in the middle");
                }))
                .hasMessage("in the middle");

        assertThat(take(session(2), "a")).containsExactly("a");
    }

    @Test
    void manyWhoClaimTheSameKeysInOppositeOrdersNeverWaitForEachOtherAndEachKeyHasOneHolder() throws Exception {
        List<String> keys = IntStream.range(0, 60).mapToObj(i -> "key-" + i).toList();
        Map<String, Integer> holders = new HashMap<>();
        int threads = 4;
        CyclicBarrier round = new CyclicBarrier(threads);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        List<SyncState> sessions = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            sessions.add(session(state.open(), LeaseName.ofSession("accounts", i)));
        }
        for (int i = 0; i < threads; i++) {
            SyncState mine = sessions.get(i);
            Random random = new Random(i);
            int number = i;
            all.add(CompletableFuture.runAsync(() -> {
                for (int n = 0; n < 15; n++) {
                    List<String> wanted = new ArrayList<>(keys);
                    if (number % 2 == 0) {
                        Collections.reverse(wanted);
                    } else {
                        Collections.shuffle(wanted, random);
                    }
                    await(round);
                    Set<String> got = take(mine, wanted.toArray(String[]::new));
                    synchronized (holders) {
                        got.forEach(key -> assertThat(holders.put(key, number))
                                .as(key + " is held by another one")
                                .isNull());
                    }
                    mine.write(() -> {
                        mine.doubts().begin(got, 5);
                        synchronized (holders) {
                            got.forEach(holders::remove);
                        }
                        mine.claims().release(got);
                    });
                }
            }));
        }
        for (CompletableFuture<Void> one : all) {
            one.get();
        }
        assertThat(sessions.get(0).claims().holders(keys)).isEmpty();
    }

    private static void await(CyclicBarrier round) {
        try {
            round.await(2, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> take(SyncState who, String... keys) {
        List<Set<String>> taken = new ArrayList<>();
        who.write(() -> taken.add(who.claims().take(List.of(keys))));
        return taken.get(0);
    }

    private SyncState run() {
        return new SyncState(database, "accounts", leases(database));
    }

    private SyncState session(long runId) {
        return session(database, LeaseName.ofSession("accounts", runId));
    }

    static SyncState session(StateDatabase database, LeaseName name) {
        SyncState session = new SyncState(database, name, leases(database));
        assertThat(session.leases().acquire(name.text())).isEmpty();
        session.write(() -> assertThat(session.sessions().begin()).isTrue());
        return session;
    }

    private static Leases leases(StateDatabase database) {
        return new Leases(database, LeaseOwner.self(), EXPIRY);
    }
}

class RecordClaimsSqliteTest extends RecordClaimsContract {
    RecordClaimsSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class RecordClaimsPostgresTest extends RecordClaimsContract {
    RecordClaimsPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
