package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that a call without an answer may still overwrite. */
abstract class DoubtfulRecordsContract extends StateContract {
    private SyncState run;

    DoubtfulRecordsContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void takeLease() {
        run = new SyncState(database, "accounts", new Leases(database, LeaseOwner.self(), Duration.ofMinutes(1)));
        assertThat(run.leases().acquire("accounts")).isEmpty();
        run.records()
                .confirm(
                        List.of(
                                IncrementalRepositoryContract.record("a", 1),
                                IncrementalRepositoryContract.record("b", 2)),
                        1);
    }

    @Test
    void aNoteThatIsLeftPutsAllItsRecordsInDoubtNewOnesToo() {
        run.write(() -> run.sent().begin(1, List.of("a", "new")));
        run.write(() -> assertThat(run.sent().endAllInDoubt(500)).isEqualTo(1));

        assertThat(run.doubts().summary()).contains(new DoubtfulRecords.Summary(2, 500));
        assertThat(run.records().find(List.of("a")).get("a").fingerprint()).isNull();
        assertThat(run.records().find(List.of("b")).get("b").fingerprint()).isNotNull();
        assertThat(run.doubts().confirmedSince("", 10)).isEmpty();
    }

    @Test
    void aNoteOfABulkJobLeavesNoDoubtSinceItsResultsAreRead() {
        run.write(() -> run.sent().beginOfJob(1, List.of("a")));
        run.write(() -> run.sent().endAllInDoubt(500));

        assertThat(run.doubts().summary()).isEmpty();
        assertThat(run.records().find(List.of("a")).get("a").fingerprint()).isNull();
    }

    @Test
    void theLongerDoubtCountsAndWhatWasConfirmedMeanwhileIsKept() {
        run.doubts().begin(List.of("a", "a"), 500);
        run.doubts().keep(List.of(new Doubt("a", 500, new byte[] {1}, "{}", "p")));
        run.doubts().begin(List.of("a"), 400);
        assertThat(run.doubts().among(List.of("a", "b"))).containsOnlyKeys("a");
        run.doubts().begin(List.of("a"), 600);

        assertThat(run.doubts().confirmedSince("", 10)).singleElement().satisfies(doubt -> {
            assertThat(doubt.until()).isEqualTo(600);
            assertThat(doubt.payload()).isEqualTo("{}");
            assertThat(doubt.parentKey()).isEqualTo("p");
            assertThat(doubt.toString()).doesNotContain("{}");
        });
        assertThat(run.doubts().confirmedSince("a", 10)).isEmpty();
        run.doubts().end(List.of("a"));
        assertThat(run.doubts().summary()).isEmpty();
    }

    @Test
    void whoLostItsLeaseAsksForTheRowsUnlessWhatWasConfirmedIsKept() {
        run.doubts().begin(List.of("a"), 500);
        run.doubts().keep(List.of(new Doubt("a", 500, new byte[] {1}, "{}", null)));
        run.doubts().beginWithoutLease(List.of("a"), 600);
        assertThat(run.doubts().needRows()).isFalse();

        run.doubts().beginWithoutLease(List.of("b"), 600);
        assertThat(run.doubts().needRows()).isTrue();
        run.doubts().endUnread(1000);
        assertThat(run.doubts().find("b")).isPresent();
        run.doubts().rowsWereRead();
        run.doubts().endUnread(1000);
        assertThat(run.doubts().find("b")).isEmpty();
        assertThat(run.doubts().find("a")).as("has what was confirmed").isPresent();
    }

    @Test
    void aResetForgetsWhatWasConfirmedAndNotWhatIsInDoubt() {
        run.doubts().begin(List.of("a"), 500);
        run.doubts().keep(List.of(new Doubt("a", 500, new byte[] {1}, "{}", null)));
        run.write(() -> run.sent().begin(1, List.of("b")));
        run.forget(Duration.ofMinutes(1));

        assertThat(run.doubts().among(List.of("a", "b"))).containsOnlyKeys("a", "b");
        assertThat(run.doubts().confirmedSince("", 10)).isEmpty();
    }

    @Test
    void whoHasAnIdIsFoundAndLosesIt() {
        String id = run.records().find(List.of("a")).get("a").salesforceId();
        assertThat(run.ids().keysOf(List.of(id, "001000000000000AAA")).get(id)).contains("a");
        run.ids().forgetIds(List.of("a"));
        assertThat(run.records().find(List.of("a")).get("a").salesforceId()).isNull();
    }

    @Test
    void aRunThatTrippedIsRememberedUntilOneComesToItsEnd() {
        long first = run.runs().begin("accounts", "incremental");
        run.runs().tripped(first);
        assertThat(run.runs().isTripped("accounts")).isTrue();
        assertThat(run.runs().isTripped("others")).isFalse();
        run.runs().end(run.runs().begin("accounts", "plan"), "SUCCEEDED", null, java.util.Map.of());
        assertThat(run.runs().isTripped("accounts")).isTrue();
        run.runs().end(run.runs().begin("accounts", "incremental"), "PARTIAL", null, java.util.Map.of());
        assertThat(run.runs().isTripped("accounts")).isFalse();
    }

    @Test
    void thatARecordIsHalfDoneIsKnownThroughDoubtsUntilItIsConfirmedWhole() {
        run.records()
                .confirm(
                        List.of(
                                SyncedRecord.halfDone("a", "id-a", false),
                                SyncedRecord.halfDone("b", "id-b", true),
                                new SyncedRecord("c", null, "id-c"),
                                new SyncedRecord("d", new byte[16], "id-d", new byte[8])),
                        1);
        run.doubts().begin(List.of("a", "d"), 500);

        assertThat(run.halfDone().among(List.of("a", "b", "c", "d", "e"))).containsExactlyInAnyOrder("a", "b");
        assertThat(run.records().find(List.of("a")).get("a").fingerprint()).isNull();
        run.records().confirm(List.of(new SyncedRecord("a", null, "id-a")), 2);
        assertThat(run.halfDone().among(List.of("a", "b"))).containsExactly("b");
    }
}

class DoubtfulRecordsSqliteTest extends DoubtfulRecordsContract {
    DoubtfulRecordsSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class DoubtfulRecordsPostgresTest extends DoubtfulRecordsContract {
    DoubtfulRecordsPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
