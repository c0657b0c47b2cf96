package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions next to a run, and what those leave behind that end without a word. */
abstract class StreamSessionsContract extends StateContract {
    private static final Duration EXPIRY = Duration.ofSeconds(60);

    private SyncState run;

    StreamSessionsContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void createRun() {
        run = new SyncState(database, "accounts", leases(database));
    }

    @Test
    void severalSessionsHoldTheirLeasesNextToARun() {
        assertThat(run.leases().acquire("accounts")).isEmpty();
        SyncState one = session(1);
        SyncState other = session(2);

        one.write(() -> confirm(one, "a"));
        other.write(() -> confirm(other, "b"));
        run.write(() -> confirm(run, "c"));

        assertThat(run.records().count()).isEqualTo(3);
        assertThat(run.sessions().leases())
                .containsExactly(LeaseName.ofSession("accounts", 1), LeaseName.ofSession("accounts", 2));
    }

    @Test
    void aSessionWithoutItsLeaseWritesNothingAlsoWhileTheSyncsOwnOneIsHeld() {
        assertThat(run.leases().acquire("accounts")).isEmpty();
        SyncState session = new SyncState(database, LeaseName.ofSession("accounts", 7), run.leases());

        assertThatThrownBy(() -> session.write(() -> confirm(session, "a")))
                .isInstanceOf(LeaseLostException.class)
                .hasMessage("The lease of stream session 7 of sync accounts went to another process while this one was"
                        + " held up; that one carries on.");
        assertThat(run.records().count()).isZero();
    }

    @Test
    void aRunThatBeginsLeavesTheNotesOfLivingSessionsAlone() {
        SyncState session = session(1);
        session.write(() -> session.sent().begin(1, List.of("a")));
        assertThat(run.leases().acquire("accounts")).isEmpty();
        run.write(() -> run.sent().begin(2, List.of("b")));

        assertThat(run.sessions().buryDead(500)).isZero();
        run.write(() -> assertThat(run.sent().endAllInDoubt(500)).isEqualTo(1));

        assertThat(run.doubts().among(List.of("a", "b"))).containsOnlyKeys("b");
    }

    @Test
    void ofADeadSessionTheClaimsGoAndWhatWasOnItsWayIsInDoubt() {
        SyncState dead = session(1);
        SyncState living = session(2);
        dead.write(() -> {
            dead.claims().take(List.of("a", "b"));
            dead.sent().begin(1, List.of("a"));
        });
        expire(dead);

        assertThat(living.sessions().buryDead(500)).isEqualTo(1);

        living.write(() -> assertThat(living.claims().take(List.of("a", "b"))).hasSize(2));
        assertThat(living.doubts().among(List.of("a", "b"))).containsOnlyKeys("a");
        assertThatThrownBy(() -> dead.write(() -> confirm(dead, "a"))).isInstanceOf(LeaseLostException.class);
        assertThat(living.sessions().buryDead(500)).isZero();
    }

    @Test
    void ofADeadRunTheClaimsGoToTheSessionThatNeedsThem() {
        assertThat(run.leases().acquire("accounts")).isEmpty();
        SyncState session = session(1);
        run.write(() -> {
            run.claims().take(List.of("a"));
            run.sent().begin(9, List.of("a"));
        });
        assertThat(session.sessions().buryDead(500)).isZero();
        expire(run);

        assertThat(session.sessions().buryDead(500)).isEqualTo(1);

        session.write(() -> assertThat(session.claims().take(List.of("a"))).hasSize(1));
        assertThat(session.doubts().among(List.of("a"))).containsOnlyKeys("a");
        assertThatThrownBy(() -> run.write(() -> confirm(run, "a"))).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void aSessionThatGaveItsLeaseBackWithNotesLeftIsBuriedLikeADeadOne() {
        SyncState session = session(1);
        session.write(() -> {
            session.claims().take(List.of("a"));
            session.sent().begin(1, List.of("a"));
        });
        session.leases().release(session.lease().text());

        assertThat(run.sessions().buryDead(500)).isEqualTo(1);
        assertThat(run.doubts().among(List.of("a"))).containsOnlyKeys("a");
        assertThat(run.claims().areInUse()).isFalse();
    }

    @Test
    void aSessionThatRenewsItsExpiredLeaseInTimeIsNotDead() {
        SyncState session = session(1);
        session.write(() -> session.claims().take(List.of("a")));
        expire(session);
        session.write(() -> confirm(session, "a"));

        assertThat(run.sessions().buryDead(500)).isZero();
        assertThat(run.claims().holders(List.of("a"))).containsOnlyKeys("a");
    }

    @Test
    void whatARunHasOnItsWayWhenASessionBeginsIsClaimedForTheRun() {
        assertThat(run.leases().acquire("accounts")).isEmpty();
        run.write(() -> run.sent().begin(9, List.of("a")));

        SyncState session = session(10);

        session.write(() -> assertThat(session.claims().take(List.of("a", "b"))).containsExactly("b"));
        run.write(() -> run.claims().release(List.of("a")));
        session.write(() -> assertThat(session.claims().take(List.of("a"))).containsExactly("a"));
    }

    @Test
    void noSessionBeginsWhileABulkJobGoesOnWhoseRecordsNobodyClaims() {
        assertThat(run.leases().acquire("accounts")).isEmpty();
        run.write(() -> run.jobs().begin("750", 9, 100));
        SyncState session = new SyncState(database, LeaseName.ofSession("accounts", 10), leases(database));
        assertThat(session.leases().acquire(session.lease().text())).isEmpty();

        session.write(() -> assertThat(session.sessions().begin()).isFalse());
        run.write(() -> run.jobs().end("750", "JobComplete", 0));
        session.write(() -> assertThat(session.sessions().begin()).isTrue());
    }

    @Test
    void claimsOfABulkJobOutliveItsRunUntilTheNextOneHasSeenItsEnd() {
        SyncState session = session(1);
        assertThat(run.leases().acquire("accounts")).isEmpty();
        run.write(() -> {
            run.claims().take(List.of("a", "b"));
            assertThat(run.claims().giveToJobs(List.of("a", "c"))).containsExactly("a");
            run.jobs().begin("750", 9, 1, false, true);
        });
        expire(run);

        session.sessions().buryDead(500);

        session.write(() -> assertThat(session.claims().take(List.of("a", "b"))).containsExactly("b"));
        assertThat(run.leases().acquire("accounts")).isEmpty();
        run.write(() -> run.sessions().aRunBegins());
        session.write(() -> assertThat(session.claims().take(List.of("a"))).isEmpty());
        run.write(() -> {
            run.jobs().end("750", "JobComplete", 0);
            run.sessions().releaseEndedJobs();
        });
        session.write(() -> assertThat(session.claims().take(List.of("a"))).hasSize(1));
    }

    @Test
    void aSessionOfAProcessOfThisMachineThatIsGoneIsDeadAtOnce() {
        LeaseOwner self = LeaseOwner.self();
        SyncState killed = new SyncState(
                database,
                LeaseName.ofSession("accounts", 3),
                new Leases(
                        database,
                        new LeaseOwner(self.host(), self.space(), self.pid(), self.startedAt() + 1, "run"),
                        EXPIRY));
        killed.leases().acquire(killed.lease().text());
        killed.write(() -> killed.claims().take(List.of("a")));

        assertThat(run.sessions().buryDead(500)).isEqualTo(1);
        assertThat(run.claims().areInUse()).isFalse();
    }

    @Test
    void aRunThatWritesOfAnyRecordsInAnyOrderNeverWaitsInACircleWithSessionsNorWhoBuriesTheDead() throws Exception {
        assertThat(run.leases().acquire("accounts")).isEmpty();
        List<String> keys = IntStream.range(0, 40).mapToObj(i -> "key-" + i).toList();
        List<String> backwards = new ArrayList<>(keys);
        Collections.reverse(backwards);
        session(1);
        StateDatabase other = state.open();
        SyncState elsewhere = new SyncState(other, LeaseName.ofSession("accounts", 2), leases(other));
        assertThat(elsewhere.leases().acquire(elsewhere.lease().text())).isEmpty();

        CompletableFuture<Void> session = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 25; i++) {
                elsewhere.write(() -> {
                    for (String key : elsewhere.claims().take(keys)) {
                        elsewhere.doubts().begin(List.of(key), 5);
                    }
                    elsewhere.claims().releaseAll();
                });
            }
        });
        CompletableFuture<Void> burier = CompletableFuture.runAsync(() -> {
            SyncState dead = new SyncState(other, LeaseName.ofSession("accounts", 4), run.leases());
            for (int i = 0; i < 25; i++) {
                dead.leases().acquire(dead.lease().text());
                dead.write(() -> dead.sent().begin(4, dead.claims().take(keys)));
                dead.leases().release(dead.lease().text());
                elsewhere.sessions().buryDead(7);
            }
        });
        for (int i = 0; i < 25; i++) {
            run.write(() -> backwards.forEach(key -> run.doubts().begin(List.of(key), 6)));
        }

        session.get();
        burier.get();
        assertThat(run.doubts().among(keys)).hasSize(40);
    }

    @Test
    void theTransactionOfARunAndThatOfASessionDoNotMeet() throws Exception {
        assertThat(run.leases().acquire("accounts")).isEmpty();
        SyncState session = session(1);
        CompletableFuture<Void> written = new CompletableFuture<>();
        CompletableFuture<Void> other = new CompletableFuture<>();
        SyncState elsewhere = new SyncState(state.open(), session.lease(), session.leases());

        run.write(() -> {
            other.completeAsync(() -> {
                elsewhere.write(() -> written.complete(null));
                return null;
            });
            confirm(run, "a");
            assertThat(written).isNotDone();
        });

        other.get();
        assertThat(written).isDone();
    }

    @Test
    void aResetEndsTheSessionsThatGoOn() {
        SyncState session = session(1);
        session.write(() -> {
            session.claims().take(List.of("a"));
            session.sent().begin(1, List.of("a"));
        });
        assertThat(run.leases().acquire("accounts")).isEmpty();

        run.forget(Duration.ofMinutes(1));

        assertThat(run.doubts().among(List.of("a"))).containsOnlyKeys("a");
        assertThatThrownBy(() -> session.write(() -> confirm(session, "a"))).isInstanceOf(LeaseLostException.class);
        assertThat(run.sent().mentions("a")).isFalse();
    }

    private static void confirm(SyncState who, String key) {
        who.records().confirm(List.of(IncrementalRepositoryContract.record(key, 1)), 1);
    }

    private void expire(SyncState who) {
        state.sql()
                .update(
                        "update sync_lease set expires_at = 5, acquired_at = 5 where sync = ?",
                        who.lease().text());
    }

    private SyncState session(long runId) {
        return RecordClaimsContract.session(database, LeaseName.ofSession("accounts", runId));
    }

    private static Leases leases(StateDatabase database) {
        return new Leases(database, LeaseOwner.self(), EXPIRY);
    }
}

class StreamSessionsSqliteTest extends StreamSessionsContract {
    StreamSessionsSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class StreamSessionsPostgresTest extends StreamSessionsContract {
    StreamSessionsPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
