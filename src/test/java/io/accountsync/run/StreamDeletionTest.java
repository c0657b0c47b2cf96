package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.source.SourceEvent;
import io.accountsync.source.SourceVersion;
import io.accountsync.state.GoneRecords.Pending;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that its source deleted does what whenRowGone says, as it comes. */
class StreamDeletionTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void theRecordOfARowThatWasDeletedIsDeletedThoughItsEventNamesNothingButTheKey() {
        try (TestStream stream = start(GoneSync.DELETE, "sync.max-deletions", "100%")) {
            stream.hand(List.of(event(1, 1, false), event(2, 2, false)));
            stream.hand(List.of(event(1, 3, true)));
            assertThat(GoneSync.has(org, 1)).isFalse();
            assertThat(GoneSync.has(org, 2)).isTrue();
            assertThat(stream.known()).isEqualTo(1);

            stream.hand(List.of(event(1, 1, false)));
            assertThat(GoneSync.has(org, 1)).as("older than the deletion").isFalse();
            stream.hand(List.of(event(1, 4, false)));
            assertThat(GoneSync.has(org, 1)).as("it is back").isTrue();
        }
    }

    @Test
    void aPrimaryKeyThatChangedDeletesNothingWhenItsTwoEventsAreGivenOutAgain() {
        try (TestStream stream = start(GoneSync.DELETE, "sync.max-deletions", "100%")) {
            stream.hand(List.of(event(1, 3, true), event(1, 3, false)));
            Object id = GoneSync.field(org, 1, "Id");
            stream.hand(List.of(event(1, 3, true)));
            stream.hand(List.of(event(1, 3, false)));
            assertThat(GoneSync.field(org, 1, "Id")).isEqualTo(id);
        }
    }

    @Test
    void aDeletionThatSalesforceDeferredIsTriedAgainWhenItIsGivenOutAgain() {
        try (TestStream stream = start(GoneSync.DELETE, "sync.max-deletions", "100%")) {
            stream.hand(List.of(event(1, 1, false)));
            Fault lock = org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).withMethod("DELETE"),
                            FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "somebody has it"));
            stream.hand(List.of(event(1, 3, true)));
            assertThat(GoneSync.has(org, 1)).isTrue();
            lock.remove();
            stream.hand(List.of(event(1, 3, true)));
            assertThat(GoneSync.has(org, 1)).isFalse();
        }
    }

    @Test
    void aPrimaryKeyThatChangedDeletesNothingWhicheverOfItsTwoEventsComesFirst() {
        try (TestStream stream = start(GoneSync.DELETE, "sync.max-deletions", "100%")) {
            stream.hand(List.of(event(1, 3, false), event(1, 3, true)));
            stream.hand(List.of(event(2, 4, false)));
            stream.hand(List.of(event(2, 4, true)));
            assertThat(GoneSync.has(org, 1)).as("both in one batch").isTrue();
            assertThat(GoneSync.has(org, 2)).as("one after the other").isTrue();
        }
    }

    @Test
    void theRecordOfARowThatWasDeletedIsFlagged() {
        try (TestStream stream = start(GoneSync.FLAG, "sync.max-deletions", "100%")) {
            stream.hand(List.of(event(1, 1, false)));
            stream.hand(List.of(event(1, 2, true)));
            assertThat(GoneSync.field(org, 1, "Rating")).isEqualTo("Cold");
        }
    }

    @Test
    void aRowThatWasDeletedAndWasNeverSentStopsNobody() {
        try (TestStream stream = start(GoneSync.DELETE, "sync.max-deletions", "100%")) {
            stream.hand(List.of(event(7, 1, true), event(1, 2, false)));
            assertThat(org.records("Account")).hasSize(1);
        }
    }

    @Test
    void moreDeletionsThanAnybodyApprovedAreHeldBackAlsoWhenTheyAreDripped() {
        try (TestStream stream = start(GoneSync.DELETE, "sync.max-deletions", "2")) {
            stream.hand(IntStream.rangeClosed(1, 6)
                    .mapToObj(i -> event(i, i, false))
                    .toList());
            stream.hand(List.of(event(1, 11, true)));
            stream.hand(List.of(event(2, 12, true)));
            assertThat(stream.attempt(List.of(event(3, 13, true)))).contains("sync.max-deletions", "approve accounts");
            assertThat(org.records("Account")).hasSize(4);

            GoneSync.approve(stream.sync());

            stream.handUntilTaken(List.of(event(3, 13, true)));
            assertThat(org.records("Account")).hasSize(3);
        }
    }

    @Test
    void whatHasHappenedToARecordIsNotToHappenStill() {
        try (TestStream stream = start(GoneSync.DELETE, "sync.max-deletions", "100%")) {
            stream.hand(List.of(event(1, 1, false)));
            stream.hand(List.of(event(1, 2, true)));
            assertThat(pending(stream)).as("it is deleted").isZero();
            stream.hand(List.of(event(1, 3, false)));
            assertThat(pending(stream)).as("it is back").isZero();
            assertThat(GoneSync.has(org, 1)).isTrue();
        }
    }

    @Test
    void aRecordThatIsFlaggedIsNotToBeFlaggedStill() {
        try (TestStream stream = start(GoneSync.FLAG, "sync.max-deletions", "100%")) {
            stream.hand(List.of(event(1, 1, false)));
            stream.hand(List.of(event(1, 2, true)));
            assertThat(pending(stream)).isZero();
        }
    }

    @Test
    void aRowThatComesBackByTheStreamTakesBackADeletionThatWasWithheld() {
        try (TestStream stream = start(GoneSync.DELETE, "sync.max-deletions", "100%", "sync.deletions", "off")) {
            stream.hand(List.of(event(1, 1, false), event(2, 2, false)));
            stream.hand(List.of(event(1, 3, true), event(2, 4, true)));
            assertThat(pending(stream)).as("until deletions are on").isEqualTo(2);
            stream.hand(List.of(event(1, 5, false)));
            assertThat(stream.sync()
                            .<List<Pending>>ofState(state -> state.gone().pending("", 10)))
                    .as("else the next run that does not read it deletes its record")
                    .extracting(Pending::key)
                    .containsExactly("2");
        }
    }

    private static long pending(TestStream stream) {
        return stream.sync().<Long>ofState(state -> state.gone().countPending());
    }

    private TestStream start(String whenRowGone, String... settings) {
        return TestStream.of(
                org,
                directory,
                GoneSync.file(TestSync.ACCOUNTS, whenRowGone) + TestSync.ROWS + TestStream.CALLER,
                settings);
    }

    private static SourceEvent event(int id, long version, boolean isDeleted) {
        Map<String, Object> key = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        key.put("id", id);
        return new SourceEvent(
                isDeleted ? key : customer(id, "Number " + id),
                isDeleted,
                new SourceVersion("log", version),
                "log " + version);
    }
}
