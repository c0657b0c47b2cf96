package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One run of a sync at once, whoever starts it. */
abstract class LeasesContract extends StateContract {
    private static final Duration EXPIRY = Duration.ofSeconds(60);

    private Leases leases;

    LeasesContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void createLeases() {
        leases = ofAnotherRun();
    }

    @Test
    void aFreeLeaseIsTaken() {
        assertThat(leases.acquire("accounts")).isEmpty();
    }

    @Test
    void aLeaseThatIsHeldIsRefusedAndItsHolderNamed() {
        LeaseOwner first = owner("some-host", 17);
        new Leases(database, first, EXPIRY).acquire("accounts");

        assertThat(leases.acquire("accounts")).map(HeldLease::owner).contains(first);
    }

    @Test
    void anotherRunOfTheSameProcessIsRefused() {
        leases.acquire("accounts");

        assertThat(ofAnotherRun().acquire("accounts")).isPresent();
        assertThat(leases.acquire("accounts")).isPresent();
    }

    @Test
    void everySyncHasItsOwn() {
        leases.acquire("accounts");

        assertThat(ofAnotherRun().acquire("accounts-eu")).isEmpty();
    }

    @Test
    void aReleasedLeaseIsFree() {
        leases.acquire("accounts");

        leases.release("accounts");

        assertThat(ofAnotherRun().acquire("accounts")).isEmpty();
    }

    @Test
    void aLeaseThatIsNotRenewedIsTakenOverAfterItsExpiry() {
        leases.acquire("accounts");
        pass(EXPIRY.plusMillis(1));

        assertThat(ofAnotherRun().acquire("accounts")).isEmpty();
    }

    @Test
    void aLeaseIsNotTakenOverBeforeItsExpiry() {
        leases.acquire("accounts");
        pass(EXPIRY.minusSeconds(5));

        assertThat(ofAnotherRun().acquire("accounts")).isPresent();
    }

    @Test
    void renewingPutsTheExpiryOff() {
        leases.acquire("accounts");
        pass(EXPIRY.minusSeconds(5));
        assertThat(leases.renew("accounts")).isTrue();
        pass(EXPIRY.minusSeconds(5));

        assertThat(ofAnotherRun().acquire("accounts")).isPresent();
    }

    @Test
    void anExpiredLeaseThatNobodyTookCanBeRenewed() {
        leases.acquire("accounts");
        pass(EXPIRY.plus(Duration.ofHours(1)));

        assertThat(leases.renew("accounts")).isTrue();
        assertThat(ofAnotherRun().acquire("accounts")).isPresent();
    }

    @Test
    void whoLostTheLeaseCannotRenewIt() {
        Leases successor = takenOver();

        assertThat(leases.renew("accounts")).isFalse();
        assertThat(successor.renew("accounts")).isTrue();
    }

    @Test
    void whoLostTheLeaseCannotGiveItBackForTheNewHolder() {
        Leases successor = takenOver();

        leases.release("accounts");

        assertThat(successor.renew("accounts")).isTrue();
        assertThat(ofAnotherRun().acquire("accounts")).isPresent();
    }

    @Test
    void whoNeverHadALeaseCannotRenewIt() {
        assertThat(leases.renew("accounts")).isFalse();
    }

    @Test
    void theClockOfTheHostCountsOnlyWhereThereIsOneHost() {
        leases.acquire("accounts");

        state.clock().advance(Duration.ofDays(1));

        assertThat(ofAnotherRun().acquire("accounts").isEmpty()).isEqualTo(isSqlite());
    }

    @Test
    void thatOfAProcessThatWasKilledOnThisMachineIsTakenOverAtOnce() {
        try (OtherProcess process = holderInAnotherProcess()) {
            assertThat(leases.acquire("accounts")).isPresent();

            process.kill();

            assertThat(leases.acquire("accounts")).isEmpty();
        }
    }

    @Test
    void thatOfALivingProcessIsNot() {
        try (OtherProcess process = holderInAnotherProcess()) {
            assertThat(leases.acquire("accounts"))
                    .get()
                    .extracting(held -> held.owner().pid())
                    .isEqualTo(process.pid());
        }
    }

    @Test
    void thatOfAContainerWithTheSameHostNameIsTakenOverAfterItsExpiryOnly() {
        LeaseOwner self = LeaseOwner.self();
        LeaseOwner namesake = new LeaseOwner(self.host(), self.space() + "0", 1, 1, "r");
        new Leases(database, namesake, EXPIRY).acquire("accounts");

        assertThat(leases.acquire("accounts")).map(HeldLease::owner).contains(namesake);
        pass(EXPIRY.plusMillis(1));
        assertThat(leases.acquire("accounts")).isEmpty();
    }

    @Test
    void anOwnerWrittenInAnotherFormIsTakenOverAfterItsExpiryOnly() {
        leases.acquire("accounts");
        state.sql().update("update sync_lease set owner = 'host/12/34'");

        assertThat(ofAnotherRun().acquire("accounts"))
                .get()
                .extracting(held -> held.owner().host())
                .isEqualTo("host/12/34");
        pass(EXPIRY.plusMillis(1));
        assertThat(ofAnotherRun().acquire("accounts")).isEmpty();
    }

    @Test
    void oneThatAWrongClockDatedIsTakenOverAfterOneExpiryOfSilence() {
        Duration expiry = Duration.ofMillis(300);
        database = state.inRealTime().open();
        LeaseOwner elsewhere = owner("some-host", 17);
        new Leases(database, elsewhere, expiry).acquire("accounts");
        state.sql()
                .update(
                        "update sync_lease set expires_at = expires_at + ?",
                        Duration.ofHours(5).toMillis());

        assertThat(new Leases(database, LeaseOwner.self(), expiry).acquire("accounts"))
                .isEmpty();
        assertThat(state.sql().queryForObject("select expires_at from sync_lease", Long.class))
                .isLessThan(database.now() + Duration.ofMinutes(1).toMillis());
    }

    @Test
    void oneThatAWrongClockDatedAndThatIsRenewedStaysAndNoFalseTimeIsTold() throws Exception {
        Duration expiry = Duration.ofSeconds(30);
        database = state.inRealTime().open();
        Leases living = new Leases(database, owner("some-host", 17), expiry);
        living.acquire("accounts");
        state.sql()
                .update(
                        "update sync_lease set expires_at = expires_at + 18000000, acquired_at = acquired_at + 18000000");
        try (CapturedLogs logs = new CapturedLogs("io.accountsync.state")) {
            CompletableFuture<Optional<HeldLease>> next = CompletableFuture.supplyAsync(
                    () -> new Leases(database, LeaseOwner.self(), expiry).acquire("accounts"));
            await().until(() -> logs.texts().stream().anyMatch(text -> text.contains("clock that was wrong")));
            state.sql().update("update sync_lease set expires_at = expires_at + 1");

            HeldLease held = next.get().orElseThrow();
            assertThat(held.holder()).isEqualTo("process 17 on some-host");
            assertThat(held.endsIn()).isLessThanOrEqualTo(expiry);
            assertThat(held.remedy()).contains("within 30 s");
        }
    }

    @Test
    void whoHasLongerLeasesIsWatchedForAsLong() {
        database = state.inRealTime().open();
        new Leases(database, owner("some-host", 17), Duration.ofHours(1)).acquire("accounts");

        Optional<HeldLease> held = new Leases(database, LeaseOwner.self(), Duration.ofMillis(10)).acquire("accounts");

        assertThat(held.orElseThrow().remedy()).contains("within 3600 s");
    }

    @Test
    void ofManyThreadsNeverTwoHoldTheLease() throws Exception {
        AtomicInteger holders = new AtomicInteger();
        int threads = 6;
        CyclicBarrier start = new CyclicBarrier(threads);

        int won = IncrementalRepositoryContract.sumOf(threads, () -> {
            Leases own = ofAnotherRun();
            int wins = 0;
            start.await();
            for (int i = 0; i < 150; i++) {
                if (own.acquire("accounts").isEmpty()) {
                    assertThat(holders.incrementAndGet()).isEqualTo(1);
                    wins++;
                    holders.decrementAndGet();
                    own.release("accounts");
                }
            }
            return wins;
        });

        assertThat(won).isPositive();
    }

    @Test
    @Tag("full")
    void ofManyProcessesExactlyOneWinsEachRound() {
        List<OtherProcess> contenders = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                contenders.add(OtherProcess.start(Contender.class, state.arguments()));
            }
            contenders.forEach(contender -> assertThat(contender.line()).isEqualTo("ready"));
            for (int round = 0; round < 40; round++) {
                state.sql().update("delete from sync_lease");
                contenders.forEach(contender -> contender.say("go"));
                List<String> results =
                        contenders.stream().map(OtherProcess::line).toList();
                assertThat(Collections.frequency(results, "won"))
                        .as("round %d: %s", round, results)
                        .isEqualTo(1);
            }
        } finally {
            contenders.forEach(OtherProcess::close);
        }
    }

    private Leases takenOver() {
        leases.acquire("accounts");
        pass(EXPIRY.plusMillis(1));
        Leases successor = ofAnotherRun();
        assertThat(successor.acquire("accounts")).isEmpty();
        return successor;
    }

    private Leases ofAnotherRun() {
        return new Leases(database, LeaseOwner.self(), EXPIRY);
    }

    /** Lets time go by on the clock that counts for leases. */
    private void pass(Duration time) {
        if (isSqlite()) {
            state.clock().advance(time);
        } else {
            // Nobody can set the server's clock; for a lease it is the same to have been taken earlier.
            state.sql().update("update sync_lease set expires_at = expires_at - ?", time.toMillis());
        }
    }

    private OtherProcess holderInAnotherProcess() {
        database = state.inRealTime().open();
        createLeases();
        OtherProcess process = OtherProcess.start(Contender.class, state.arguments());
        assertThat(process.line()).isEqualTo("ready");
        process.say("go");
        assertThat(process.line()).isEqualTo("won");
        return process;
    }

    private static LeaseOwner owner(String host, long pid) {
        return new LeaseOwner(host, "space", pid, 1, "run");
    }

    /** Tries to take the lease each time that it is told to. */
    static final class Contender {
        private Contender() {}

        public static void main(String[] arguments) throws Exception {
            try (StateDatabase database = TestState.open(TestState.pairs(arguments, 0))) {
                System.out.println("ready");
                while (System.in.read() >= 0) {
                    System.in.readNBytes("o\n".length());
                    Leases leases = new Leases(database, LeaseOwner.self(), Duration.ofHours(1));
                    System.out.println(leases.acquire("accounts").isEmpty() ? "won" : "lost");
                }
            }
        }
    }
}

class LeasesSqliteTest extends LeasesContract {
    LeasesSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class LeasesPostgresTest extends LeasesContract {
    LeasesPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
