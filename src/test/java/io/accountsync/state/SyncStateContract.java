package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one run may write, and when. */
abstract class SyncStateContract extends StateContract {
    private SyncState run;

    SyncStateContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void createRun() {
        run = newRun(database);
    }

    @Test
    void withTheLeaseEverythingIsWritten() {
        run.leases().acquire("accounts");

        run.write(() -> {
            confirm(run, "a");
            run.rejected().add(List.of(RejectedRecordsContract.parked("b")));
        });

        assertThat(run.records().count()).isEqualTo(1);
        assertThat(run.rejected().count()).isEqualTo(1);
    }

    @Test
    void recordsThatSalesforceHasOtherwiseOrNotAtAllAreTheOthers() {
        run.leases().acquire("accounts");
        run.write(() -> run.records()
                .confirm(
                        List.of(
                                new SyncedRecord("a", fingerprint(1), "001A"),
                                new SyncedRecord("\"\\\n\u0141,", fingerprint(2), "001B"),
                                SyncedRecord.halfDone("c", "001C", true)),
                        1));

        assertThat(run
                        .records()
                        .others(
                                List.of("\"\\\n\u0141,", "c", "a", "unknown", "a"),
                                List.of(fingerprint(2), fingerprint(3), fingerprint(9), fingerprint(4), fingerprint(1)))
                        .stream())
                .containsExactly(1, 2, 3);
        assertThat(run.records().others(List.of(), List.of()).isEmpty()).isTrue();
    }

    private static byte[] fingerprint(int last) {
        byte[] fingerprint = new byte[16];
        fingerprint[15] = (byte) last;
        return fingerprint;
    }

    @Test
    void whoLostTheLeaseWritesNothing() {
        run.leases().acquire("accounts");
        SyncState successor = newRun(state.open());
        takeOver(successor);

        assertThatThrownBy(() -> run.write(() -> confirm(run, "a")))
                .isInstanceOf(LeaseLostException.class)
                .hasMessage("The lease of sync accounts went to another process while this one was held up; that one "
                        + "carries on.");

        assertThat(run.records().count()).isZero();
        successor.write(() -> confirm(successor, "b"));
        assertThat(run.records().find(List.of("a", "b"))).containsOnlyKeys("b");
    }

    @Test
    void whoNeverHadTheLeaseWritesNothing() {
        assertThatThrownBy(() -> run.write(() -> confirm(run, "a"))).isInstanceOf(LeaseLostException.class);

        assertThat(run.records().count()).isZero();
    }

    @Test
    void theWorkIsNotEvenBegunWithoutTheLease() {
        CompletableFuture<Void> begun = new CompletableFuture<>();

        assertThatThrownBy(() -> run.write(() -> begun.complete(null))).isInstanceOf(LeaseLostException.class);

        assertThat(begun).isNotDone();
    }

    @Test
    void confirmAndParkAreAllOrNothing() {
        run.leases().acquire("accounts");

        assertThatThrownBy(() -> run.write(() -> {
                    confirm(run, "a");
                    run.rejected().add(List.of(RejectedRecordsContract.parked("b")));
                    run.cursors().save("accounts", new SyncCursor("o", null, null, "A", "K", null, null, 1L, null));
                    throw new IllegalStateException("in the middle");
                }))
                .hasMessage("in the middle");

        assertThat(run.records().count()).isZero();
        assertThat(run.rejected().count()).isZero();
        assertThat(run.cursors().find("accounts")).isEmpty();
        assertThat(run.leases().renew("accounts")).isTrue();
    }

    @Test
    void aRecordThatTheDatabaseRefusesTakesTheWholeBatchBack() {
        run.leases().acquire("accounts");
        RejectedRecord withoutCode = new RejectedRecord("b", null, null, null, "reject", null, null, null);

        assertThatThrownBy(() -> run.write(() -> {
                    confirm(run, "a");
                    run.rejected().add(List.of(withoutCode));
                }))
                .isInstanceOf(StateException.class);

        assertThat(run.records().count()).isZero();
        run.write(() -> confirm(run, "a"));
        assertThat(run.records().count()).isEqualTo(1);
    }

    @Test
    void nobodyTakesTheLeaseInTheMiddleOfAWrite() throws Exception {
        run.leases().acquire("accounts");
        state.sql().update("update sync_lease set expires_at = 0");
        SyncState other = newRun(state.open());
        CompletableFuture<Optional<HeldLease>> attempt = new CompletableFuture<>();

        run.write(() -> {
            attempt.completeAsync(() -> other.leases().acquire("accounts"));
            confirm(run, "a");
        });

        assertThat(attempt.get()).as("the holder that the other one met").isPresent();
    }

    @Test
    void manyThreadsWriteBesideTheHeartbeat() throws Exception {
        run.leases().acquire("accounts");
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);

        IncrementalRepositoryContract.sumOf(threads, () -> {
            long thread = Thread.currentThread().getId();
            start.await();
            for (int i = 0; i < 20; i++) {
                String key = thread + "-" + i;
                assertThat(run.leases().renew("accounts")).isTrue();
                run.write(() -> {
                    confirm(run, key);
                    run.rejected().add(List.of(RejectedRecordsContract.parked(key)));
                    run.rejected().remove(List.of(key));
                });
            }
            return 0;
        });

        assertThat(run.records().count()).isEqualTo(threads * 20);
        assertThat(run.rejected().count()).isZero();
    }

    @Test
    void syncsOfOneStateWriteSideBySide() {
        SyncState contacts =
                new SyncState(database, "contacts", new Leases(database, LeaseOwner.self(), Duration.ofSeconds(60)));
        run.leases().acquire("accounts");
        contacts.leases().acquire("contacts");

        run.write(() -> confirm(run, "a"));
        contacts.write(() -> confirm(contacts, "a"));

        assertThat(run.records().count()).isEqualTo(1);
        assertThat(contacts.records().count()).isEqualTo(1);
    }

    @Test
    void aJobIsOpenUntilItHasEndedAndIsForgottenAfterAWeek() {
        run.leases().acquire("accounts");
        run.write(() -> run.jobs().begin("750A", 1, 40));
        run.write(() -> run.jobs().begin("750B", 1, 2));
        run.write(() -> run.jobs().end("750B", "JOB_COMPLETE", 2));

        assertThat(run.jobs().open()).containsExactly(new BulkJobs.Open("750A", 40));
        assertThat(run.jobs().crowdedLately()).isEqualTo(2);

        state.sql().update("update bulk_job set ended_at = 1 where ended_at is not null");
        run.write(() -> run.jobs().end("750A", "FAILED", 0));
        assertThat(run.jobs().open()).isEmpty();
        assertThat(run.jobs().crowdedLately()).isZero();
        assertThat(state.sql().queryForList("select job_id from bulk_job", String.class))
                .containsExactly("750A");

        run.write(() -> run.jobs().begin("750C", 2, 1));
        run.forget(Duration.ofMinutes(1));
        assertThat(run.jobs().open()).isEmpty();
    }

    @Test
    void ofABatchThatEndsInDoubtOnlyWhatTheRunDidNotConfirmIsDoubted() {
        run.leases().acquire("accounts");
        run.write(() -> {
            confirm(run, "a");
            confirm(run, "b");
        });
        long[] note = new long[1];
        run.write(() -> note[0] = run.sent().begin(2, List.of("a", "b")));

        run.write(() -> {
            run.records().confirm(List.of(IncrementalRepositoryContract.record("b", 2)), 2);
            run.sent().endInDoubt(note[0], 2);
        });

        assertThat(run.records().find(List.of("a")).get("a").fingerprint()).isNull();
        assertThat(run.records().find(List.of("b")).get("b").fingerprint()).isNotNull();
        assertThat(state.sql().queryForObject("select count(*) from sent_batch", Long.class))
                .isZero();
    }

    @Test
    void confirmedRecordsAreReadBackAsTheyWere() {
        run.leases().acquire("accounts");
        SyncedRecord whole =
                new SyncedRecord("a\"{,}\\", new byte[] {0, 1, -1}, "001000000000001AAA", new byte[] {5, 6}, true);
        SyncedRecord inDoubt = new SyncedRecord("ü", null, "001000000000002AAA");
        run.write(() -> run.records().confirm(List.of(whole, inDoubt), 1));

        Map<String, SyncedRecord> found = run.records().find(List.of(whole.key(), inDoubt.key()));
        assertThat(found.get(whole.key()))
                .usingRecursiveComparison()
                .ignoringFields("fieldHashes")
                .isEqualTo(whole);
        assertThat(run.records().fieldHashes(List.of(whole.key())).get(whole.key()))
                .isEqualTo(whole.fieldHashes());
        assertThat(found.get(inDoubt.key())).usingRecursiveComparison().isEqualTo(inDoubt);
    }

    @Test
    void ofSeveralConfirmedRecordsWithOneKeyTheLastStaysAndWhoMadeItStaysKnown() {
        run.leases().acquire("accounts");
        SyncedRecord made = new SyncedRecord("a", new byte[] {1}, "001000000000001AAA", null, true);
        SyncedRecord updated = new SyncedRecord("a", new byte[] {2}, "001000000000001AAA");
        run.write(() -> run.records().confirm(List.of(made, IncrementalRepositoryContract.record("b", 1), updated), 1));

        SyncedRecord found = run.records().find(List.of("a")).get("a");
        assertThat(found.fingerprint()).containsExactly(2);
        assertThat(found.created()).isTrue();
    }

    private void takeOver(SyncState successor) {
        state.sql().update("update sync_lease set expires_at = 0");
        assertThat(successor.leases().acquire("accounts")).isEmpty();
    }

    private static void confirm(SyncState run, String key) {
        run.records().confirm(List.of(IncrementalRepositoryContract.record(key, 1)), 1);
    }

    private static SyncState newRun(StateDatabase database) {
        return new SyncState(database, "accounts", new Leases(database, LeaseOwner.self(), Duration.ofSeconds(60)));
    }
}

class SyncStateSqliteTest extends SyncStateContract {
    SyncStateSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class SyncStatePostgresTest extends SyncStateContract {
    SyncStatePostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
