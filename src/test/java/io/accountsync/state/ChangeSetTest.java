package io.accountsync.state;

import static io.accountsync.state.Changes.all;
import static io.accountsync.state.Changes.keysOf;
import static io.accountsync.state.Changes.parked;
import static io.accountsync.state.Changes.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.mapping.Payload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run has to send: each key once, with its newest row. */
class ChangeSetTest {
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
    void rowsThatCannotBeSentStandBesideWhatIsSent() {
        changes.add(List.of(read("A", 1, 1), read("B", 1, 2), read("D", 1, 3, "C")));

        long duplicates = changes.addUnresolved(List.of(
                unresolved(read("A", 2, 4), "newer"),
                unresolved(read("B", 0, 5), "older"),
                unresolved(read("C", 2, 6), "first"),
                unresolved(read("C", 1, 7), "older than the first")));
        changes.add(List.of(read("E", 1, 8)));
        duplicates += changes.addUnresolved(List.of(unresolved(read("E", 1, 9), "later row")));
        changes.deduplicate();

        assertThat(duplicates).isEqualTo(4);
        assertThat(changes.unresolved(10))
                .extracting(row -> row.change().key() + " " + row.reason().message())
                .containsExactly("A newer", "C first", "E later row");
        assertThat(changes.counts().unresolved()).isEqualTo(3);
        assertThat(changes.counts().newlyUnresolved()).isEqualTo(3);
        assertThat(Changes.waves(changes, 10)).containsExactly(List.of("B", "D"));
        assertThat(changes.counts().size(Change.Origin.READ)).isEqualTo(2);
        assertThat(changes.addRetried(List.of(parked("A"), parked("F")))).isEqualTo(1);
        changes.done(List.of("A", "C", "E"));
        assertThat(changes.unresolved(10)).isEmpty();
    }

    @Test
    void aKeyThatIsAskedForTwiceIsFoundOnce() {
        changes.add(List.of(read("A", 1, 1)));

        assertThat(changes.find(List.of("A", "B", "A"))).containsOnlyKeys("A");
    }

    private static Unresolved unresolved(Change change, String message) {
        return new Unresolved(change, new Unresolved.Reason("reject", "REFERENCE_NOT_FOUND", message, "OwnerId"));
    }

    @Test
    void aChangeComesBackWhole() {
        Change whole = new Change(
                "Ä'\"\\😀",
                7,
                -3,
                IncrementalRepositoryContract.fingerprint(5),
                Payload.of(new byte[] {0, 1, -1, '"'}),
                "parent ü",
                "001000000000000AAA",
                new Change.Rejection("UNABLE_TO_LOCK_ROW", false),
                Change.Origin.READ);

        changes.add(List.of(whole));

        assertThat(changes.page(0, null, 10))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(whole);
    }

    @Test
    void anEmptySetHasNoWave() {
        changes.deduplicate();

        assertThat(changes.waveAfter(-1)).isNull();
        assertThat(changes.page(0, null, 10)).isEmpty();
        assertThat(changes.counts().size(Change.Origin.READ)).isZero();
    }

    @Test
    void nothingAddedIsNothing() {
        assertThat(changes.add(List.of())).isZero();
        assertThat(changes.addRetried(List.of())).isZero();
        changes.done(List.of());
        changes.defer(List.of());

        assertThat(changes.counts().size(Change.Origin.READ)).isZero();
    }

    @Test
    void ofTwoRowsThatComeTogetherTheGreaterCursorWins() {
        assertThat(changes.add(List.of(read("a", 5, 1), read("a", 4, 2)))).isEqualTo(1);

        assertThat(sequences()).containsExactly(1L);
    }

    @Test
    void ofTwoRowsThatComeApartTheGreaterCursorWins() {
        assertThat(changes.add(List.of(read("a", 4, 1)))).isZero();
        assertThat(changes.add(List.of(read("a", 5, 2)))).isEqualTo(1);
        assertThat(changes.add(List.of(read("a", 3, 3)))).isEqualTo(1);

        assertThat(sequences()).containsExactly(2L);
    }

    @Test
    void amongEqualCursorsTheLaterRowWins() {
        assertThat(changes.add(List.of(read("a", 0, 1), read("b", 0, 2), read("a", 0, 3))))
                .isEqualTo(1);
        assertThat(changes.add(List.of(read("b", 0, 4)))).isEqualTo(1);

        assertThat(sequences()).containsExactly(3L, 4L);
    }

    @Test
    void theGreatestAndLeastCursorsCompareAsNumbers() {
        changes.add(
                List.of(read("a", Long.MAX_VALUE, 1), read("a", Long.MIN_VALUE, 2), read("b", -1, 3), read("b", 1, 4)));

        assertThat(sequences()).containsExactly(1L, 4L);
    }

    @Test
    void keysThatDifferInOneCharacterAreTwoRecords() {
        List<String> keys = List.of("a", "A", "a ", "ä", "a\u0308", "a\u0000", "a\u0000b", "ａ", "01", "1", "1.0");

        changes.add(IntStream.range(0, keys.size())
                .mapToObj(i -> read(keys.get(i), 0, i + 1))
                .toList());

        assertThat(keysOf(all(changes))).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void aParkedRecordNeverReplacesARowThatWasRead() {
        changes.add(List.of(read("a", -5, 1)));

        assertThat(changes.addRetried(List.of(parked("a"), parked("b")))).isEqualTo(1);

        assertThat(changes.counts().size(Change.Origin.READ)).isEqualTo(1);
        assertThat(changes.counts().size(Change.Origin.RETRIED)).isEqualTo(1);
    }

    @Test
    void aRowThatWasReadReplacesAParkedRecordWhateverItsCursorAndIsNoDuplicate() {
        changes.addRetried(List.of(parked("a"), parked("b")));

        assertThat(changes.add(List.of(read("a", -5, 1), read("b", 0, 2)))).isZero();

        assertThat(changes.counts().size(Change.Origin.READ)).isEqualTo(2);
        assertThat(changes.counts().size(Change.Origin.RETRIED)).isZero();
    }

    @Test
    void aParkedRecordIsAddedOnce() {
        assertThat(changes.addRetried(List.of(parked("a"), parked("a")))).isEqualTo(1);
    }

    @Test
    void pagesHoldEachRecordOnceInTheOrderOfParentAndKey() {
        changes.add(List.of(
                read("d", 0, 1),
                read("c", 0, 2, "elsewhere"),
                read("b", 0, 3),
                read("a", 0, 4, "other"),
                read("e", 0, 5)));

        changes.deduplicate();

        assertThat(Changes.waves(changes, 2)).containsExactly(List.of("b", "d", "e", "c", "a"));
    }

    @Test
    void pagesGoOnWhileTheirRecordsAreTakenOut() {
        addMany(25);
        changes.deduplicate();
        List<String> seen = new ArrayList<>();

        List<Change> page = changes.page(0, null, 4);
        while (!page.isEmpty()) {
            seen.addAll(keysOf(page));
            Change last = page.get(page.size() - 1);
            changes.done(keysOf(page));
            page = changes.page(0, last, 4);
        }

        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(changes.counts().size(Change.Origin.READ)).isZero();
    }

    @Test
    void recordsThatArePutOffComeBackInTheLastWaveOnly() {
        addMany(10);
        changes.deduplicate();
        List<String> putOff = List.of("K-3", "K-7");
        List<String> seen = new ArrayList<>();

        List<Change> page = changes.page(0, null, 4);
        while (!page.isEmpty()) {
            seen.addAll(keysOf(page));
            changes.defer(keysOf(page).stream().filter(putOff::contains).toList());
            changes.done(
                    keysOf(page).stream().filter(key -> !putOff.contains(key)).toList());
            page = changes.page(0, page.get(page.size() - 1), 4);
        }
        Integer last = changes.waveAfter(0);

        assertThat(seen).hasSize(10).doesNotHaveDuplicates();
        assertThat(changes.isLastWave(0)).isFalse();
        assertThat(changes.isLastWave(last)).isTrue();
        assertThat(keysOf(Changes.wave(changes, last, 1))).containsExactly("K-3", "K-7");
        assertThat(changes.waveAfter(last)).isNull();
    }

    @Test
    void recordsThatNobodyTookOutAreStillCounted() {
        addMany(10);
        changes.deduplicate();

        changes.done(List.of("K-1", "K-2", "never there"));

        assertThat(changes.counts().size(Change.Origin.READ)).isEqualTo(8);
    }

    @Test
    void manyThreadsTakeRecordsOutAndPutThemOffWhileOneFetches() throws Exception {
        int count = 4000;
        for (int from = 0; from < count; from += 1000) {
            int start = from;
            changes.add(IntStream.range(from, from + 1000)
                    .mapToObj(i -> read("K-" + i, 0, start + i + 1))
                    .toList());
        }
        changes.deduplicate();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        ConcurrentLinkedQueue<Change> last = new ConcurrentLinkedQueue<>();
        AtomicInteger twice = new AtomicInteger();

        IncrementalRepositoryContract.sumOf(8, () -> {
            while (true) {
                List<Change> page;
                synchronized (last) {
                    page = changes.page(0, last.peek(), 20);
                    if (page.isEmpty()) {
                        return 0;
                    }
                    last.clear();
                    last.add(page.get(page.size() - 1));
                }
                page.forEach(change -> twice.addAndGet(seen.add(change.key()) ? 0 : 1));
                changes.done(keysOf(page.subList(0, page.size() / 2)));
                changes.defer(keysOf(page.subList(page.size() / 2, page.size())));
                changes.counts().size(Change.Origin.READ);
            }
        });

        assertThat(twice).hasValue(0);
        assertThat(seen).hasSize(count);
        assertThat(changes.counts().size(Change.Origin.READ)).isEqualTo(count / 2);
        assertThat(Changes.wave(changes, changes.waveAfter(0), 100)).hasSize(count / 2);
    }

    @Test
    void manyThreadsAddRowsOfTheSameKeys() throws Exception {
        int threads = 8;
        AtomicInteger number = new AtomicInteger();

        int duplicates = IncrementalRepositoryContract.sumOf(threads, () -> {
            int thread = number.incrementAndGet();
            int fell = 0;
            for (int page = 0; page < 10; page++) {
                int from = page * 50;
                fell += (int) changes.add(IntStream.range(from, from + 50)
                        .mapToObj(i -> read("K-" + i, thread, i))
                        .toList());
            }
            return fell;
        });

        assertThat(duplicates).isEqualTo((threads - 1) * 500);
        assertThat(all(changes)).hasSize(500).allMatch(change -> change.cursor() == threads);
    }

    private void addMany(int count) {
        changes.add(IntStream.range(0, count)
                .mapToObj(i -> read("K-" + i, 0, i + 1))
                .toList());
    }

    private Set<Long> sequences() {
        Set<Long> sequences = new TreeSet<>();
        all(changes).forEach(change -> sequences.add(change.sequence()));
        return sequences;
    }
}
