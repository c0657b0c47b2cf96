package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random runs against what a few maps in memory say. A failure names its seed: add it to the list of {@link
 * #aKnownSeedAgreesWithTheModel}.
 */
class ChangeSetModelTest {
    private static final int RUNS = 150;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20260301})
    void aKnownSeedAgreesWithTheModel(long seed) {
        run(seed);
    }

    @Test
    void randomRunsAgreeWithTheModel() {
        long seed = new Random().nextLong();
        System.out.println("ChangeSetModelTest: " + RUNS + " runs from seed " + seed);
        for (int i = 0; i < RUNS; i++) {
            run(seed + i);
        }
    }

    private void run(long seed) {
        Random random = new Random(seed);
        try (ChangeSet changes = ChangeSet.create(directory, "accounts", 1)) {
            Model model = new Model();
            read(changes, model, random, seed);
            Duplicates duplicates = changes.deduplicate();

            assertThat(duplicates).as("seed %d", seed).isEqualTo(model.settle());
            assertThat(contents(changes)).as("seed %d", seed).isEqualTo(model.contents());
            assertThat(changes.counts().size(Change.Origin.READ))
                    .as("seed %d", seed)
                    .isEqualTo(model.size(Change.Origin.READ));
            assertThat(changes.counts().size(Change.Origin.RETRIED))
                    .as("seed %d", seed)
                    .isEqualTo(model.size(Change.Origin.RETRIED));
            assertThat(model.rows)
                    .as("seed %d: every row is a change, needs no sending, or is a duplicate", seed)
                    .isEqualTo(model.size(Change.Origin.READ)
                            + model.unchanged
                            + changes.counts().stillRejected()
                            - duplicates.amongUnchanged()
                            + model.fellOut
                            + duplicates.total());
            send(changes, model, random, seed);
        }
    }

    /** Pages of rows as compare hands them over, then the parked records. */
    private static void read(ChangeSet changes, Model model, Random random, long seed) {
        int keys = 1 + random.nextInt(60);
        int cursors = 1 + random.nextInt(4);
        long sequence = 0;
        for (int page = random.nextInt(12); page > 0; page--) {
            List<Change> toAdd = new ArrayList<>();
            List<Change> asleep = new ArrayList<>();
            for (int row = random.nextInt(20); row > 0; row--) {
                String key = key(random, keys);
                long cursor = random.nextInt(cursors) - 1L;
                sequence++;
                switch (random.nextInt(4)) {
                    case 0 -> {
                        changes.unchanged(key, cursor, sequence);
                        model.dropped(key, cursor, sequence);
                    }
                    case 1 -> asleep.add(Changes.read(key, cursor, sequence, parent(random, keys)));
                    default -> toAdd.add(Changes.read(key, cursor, sequence, parent(random, keys)));
                }
            }
            model.asleep.addAll(asleep);
            assertThat(changes.add(toAdd)).as("seed %d", seed).isEqualTo(model.add(toAdd));
            assertThat(changes.addRejected(asleep)).as("seed %d", seed).isEqualTo(model.add(asleep));
        }
        List<Change> parked = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            parked.add(Changes.parked(key(random, keys), parent(random, keys)));
        }
        assertThat(changes.addRetried(parked)).as("seed %d", seed).isEqualTo(model.addRetried(parked));
    }

    /** Sends waves in pages; some records are taken out, some put off, some forgotten as by a batch that broke. */
    private static void send(ChangeSet changes, Model model, Random random, long seed) {
        Set<String> sentBefore = new HashSet<>();
        Set<String> putOff = new HashSet<>();
        Set<String> left = new HashSet<>();
        int limit = 1 + random.nextInt(10);
        for (Integer wave = changes.waveAfter(-1); wave != null; wave = changes.waveAfter(wave)) {
            boolean last = changes.isLastWave(wave);
            List<String> seen = new ArrayList<>();
            List<Change> page = changes.page(wave, null, limit);
            while (!page.isEmpty()) {
                List<String> done = new ArrayList<>();
                List<String> later = new ArrayList<>();
                for (Change change : page) {
                    seen.add(change.key());
                    if (!last && !model.mayGo(change, sentBefore)) {
                        throw new AssertionError("seed " + seed + ": " + change + " overtook its parent");
                    }
                    int fate = random.nextInt(5);
                    (fate == 0 ? left : fate == 1 && !last ? putOff : new HashSet<String>()).add(change.key());
                    (fate == 0 ? new ArrayList<String>() : fate == 1 && !last ? later : done).add(change.key());
                }
                changes.done(done);
                changes.defer(later);
                page = changes.page(wave, page.get(page.size() - 1), limit);
            }
            assertThat(seen).as("seed %d, wave %d", seed, wave).doesNotHaveDuplicates();
            if (last) {
                assertThat(seen).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(putOff);
            } else {
                assertThat(sentBefore).as("seed %d, wave %d", seed, wave).doesNotContainAnyElementsOf(seen);
                sentBefore.addAll(seen);
            }
        }
        assertThat(sentBefore).as("seed %d", seed).isEqualTo(model.contents().keySet());
        assertThat(changes.counts().size(Change.Origin.READ) + changes.counts().size(Change.Origin.RETRIED))
                .as("seed %d", seed)
                .isEqualTo(left.size());
    }

    private static Map<String, String> contents(ChangeSet changes) {
        Map<String, String> contents = new TreeMap<>();
        Changes.all(changes).forEach(change -> contents.put(change.key(), describe(change)));
        return contents;
    }

    private static String describe(Change change) {
        return change.origin() + " " + change.sequence() + " " + change.cursor() + " " + change.parentKey() + " "
                + Arrays.toString(change.payload().bytes());
    }

    private static String key(Random random, int keys) {
        int number = random.nextInt(keys);
        return (number % 3 == 0 ? "ü😀'\"\\" : "K-") + number;
    }

    private static String parent(Random random, int keys) {
        return random.nextInt(3) == 0 ? key(random, keys + 5) : null;
    }

    /** The same, in memory and one key at a time. */
    private static final class Model {
        private static final Comparator<Change> AGE =
                Comparator.comparingLong(Change::cursor).thenComparingLong(Change::sequence);

        private record Dropped(String key, long cursor, long sequence) {}

        private final Map<String, Change> set = new HashMap<>();
        private final Set<Change> asleep = new HashSet<>();
        private final List<Dropped> dropped = new ArrayList<>();
        private long rows;
        private long unchanged;
        private long fellOut;

        private long add(List<Change> changes) {
            long duplicates = 0;
            for (Change change : changes) {
                rows++;
                Change before = set.get(change.key());
                duplicates += before == null ? 0 : 1;
                if (before == null || AGE.compare(change, before) > 0) {
                    set.put(change.key(), change);
                }
            }
            fellOut += duplicates;
            return duplicates;
        }

        private long addRetried(List<Change> changes) {
            return changes.stream()
                    .filter(change -> set.putIfAbsent(change.key(), change) == null)
                    .count();
        }

        private void dropped(String key, long cursor, long sequence) {
            rows++;
            unchanged++;
            dropped.add(new Dropped(key, cursor, sequence));
        }

        private Duplicates settle() {
            long[] counts = new long[2];
            for (Dropped row : dropped) {
                Change change = set.get(row.key());
                if (change == null || change.origin() == Change.Origin.RETRIED) {
                    continue;
                }
                if (AGE.compare(Changes.read(row.key(), row.cursor(), row.sequence()), change) > 0) {
                    set.remove(row.key());
                    counts[0]++;
                } else {
                    counts[1]++;
                }
            }
            return new Duplicates(counts[0], counts[1]);
        }

        private Map<String, String> contents() {
            Map<String, String> contents = new TreeMap<>();
            awake().forEach((key, change) -> contents.put(key, describe(change)));
            return contents;
        }

        private long size(Change.Origin origin) {
            return awake().values().stream()
                    .filter(change -> change.origin() == origin)
                    .count();
        }

        private Map<String, Change> awake() {
            Map<String, Change> awake = new HashMap<>(set);
            awake.values().removeIf(change -> asleep.stream().anyMatch(each -> each == change));
            return awake;
        }

        /** Whether its parent was sent, needs no sending, or hangs on a circle with it. */
        private boolean mayGo(Change change, Set<String> sent) {
            Map<String, Change> awake = awake();
            Set<String> way = new HashSet<>();
            for (String key = change.key();
                    awake.containsKey(key);
                    key = awake.get(key).parentKey()) {
                if (!way.add(key)) {
                    return true;
                }
            }
            String parent = change.parentKey();
            return !awake.containsKey(parent) || sent.contains(parent);
        }
    }
}
