package io.accountsync.state;

import static io.accountsync.state.Changes.keysOf;
import static io.accountsync.state.Changes.parked;
import static io.accountsync.state.Changes.read;
import static io.accountsync.state.Changes.waves;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the records of a change set: sent, deferred, rejected as before, or held back. */
class ChangeStatusTest {
    private static final Change.Origin READ = Change.Origin.READ;

    @TempDir
    private Path directory;

    private ChangeSet changes;

    @BeforeEach
    void create() {
        changes = ChangeSet.create(directory, "accounts", 1);
    }

    @AfterEach
    void close() {
        changes.close();
    }

    @Test
    void aRejectedRecordIsSentOnlyWhenItIsRetried() {
        changes.add(List.of(read("a", 0, 1)));
        changes.addRejected(List.of(rejected("b", 2, "X"), rejected("c", 3, "X"), rejected("d", 4, "Y")));
        changes.deduplicate();

        assertThat(changes.rejected().among(List.of("a", "b", "c", "nowhere"))).containsExactlyInAnyOrder("b", "c");
        assertThat(changes.counts().stillRejected()).isEqualTo(3);
        assertThat(changes.rejected().retry(List.of("a", "b", "nowhere"))).isEqualTo(1);
        assertThat(changes.rejected().among(List.of("b"))).isEmpty();
        assertThat(changes.rejected().retry("X")).isEqualTo(1);
        assertThat(changes.counts().stillRejected()).isEqualTo(1);
        assertThat(waves(changes, 10)).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void aRetriedRecordGoesBeforeItsChildrenOnceTheOrderIsMadeAnew() {
        changes.add(List.of(read("child", 0, 1, "p")));
        changes.addRejected(List.of(rejected("p", 2, "X")));
        changes.deduplicate();
        changes.rejected().retry(List.of("p"));

        changes.reorder();

        assertThat(waves(changes, 10)).containsExactly(List.of("p"), List.of("child"));
    }

    @Test
    void afterTheDeferredOnesRetriedRecordsGoInWavesOfTheirOwn() {
        changes.add(List.of(read("a", 0, 1), read("b", 0, 2)));
        changes.addRejected(List.of(rejected("c", 3, "X")));
        changes.deduplicate();
        changes.done(List.of("a"));
        changes.defer(List.of("b"));
        int last = changes.waveAfter(0);
        assertThat(changes.isLastWave(last)).isTrue();
        changes.done(List.of("b"));

        changes.rejected().retry("X");
        changes.reorder();
        int next = changes.waveAfter(-1);

        assertThat(changes.isLastWave(next)).isFalse();
        assertThat(keysOf(Changes.wave(changes, next, 10))).containsExactly("c");
        changes.defer(List.of("c"));
        assertThat(changes.isLastWave(changes.waveAfter(next))).isTrue();
    }

    @Test
    void aDeferredRecordIsStillToBeSentAndInNoWave() {
        changes.add(List.of(read("a", 0, 1), read("b", 0, 2)));
        changes.deduplicate();

        changes.defer(List.of("a"));

        assertThat(changes.counts().size(0)).isEqualTo(1);
        assertThat(changes.counts().size(READ)).isEqualTo(2);
        assertThat(changes.find(List.of("a"))).containsOnlyKeys("a");
    }

    @Test
    void aLimitedRunHoldsBackWhatComesLastInTheOrder() {
        changes.add(List.of(read("a", 0, 1, "z"), read("b", 0, 2), read("z", 0, 3), read("c", 0, 4)));
        changes.addRetried(List.of(parked("d")));
        changes.deduplicate();

        changes.limit(2);

        assertThat(waves(changes, 10)).containsExactly(List.of("b", "c"));
        assertThat(changes.counts().heldBack(READ)).isEqualTo(2);
        assertThat(changes.counts().heldBack(Change.Origin.RETRIED)).isEqualTo(1);
        assertThat(changes.counts().size(READ)).isEqualTo(2);
    }

    @Test
    void whatTheOrgHasIsNoLongerUnknownUntilItTurnsOutToBeNew() {
        changes.add(List.of(read("a", 0, 1), read("b", 0, 2), read("c", 0, 3)));
        changes.addRejected(List.of(rejected("d", 4, "X")));
        changes.deduplicate();
        assertThat(changes.ids().unknown("", 2)).containsExactly("a", "b");
        assertThat(changes.ids().unknown("b", 2)).containsExactly("c");

        changes.ids().found(Map.of("b", "001000000000000AAA", "nowhere", "001000000000001AAA"));
        assertThat(changes.ids().unknown("", 10)).containsExactly("a", "c");
        assertThat(changes.counts().found()).isEqualTo(1);
        assertThat(changes.counts().unknown()).isEqualTo(2);

        changes.ids().isNew(List.of("b"));
        assertThat(changes.ids().unknown("", 10)).containsExactly("a", "b", "c");
    }

    private static Change rejected(String key, long sequence, String code) {
        Change change = read(key, 0, sequence);
        return new Change(
                key,
                sequence,
                0,
                change.fingerprint(),
                change.payload(),
                null,
                null,
                new Change.Rejection(code, true),
                READ);
    }
}
