package io.accountsync.state;

import static io.accountsync.state.Changes.keysOf;
import static io.accountsync.state.Changes.parked;
import static io.accountsync.state.Changes.read;
import static io.accountsync.state.Changes.wave;
import static io.accountsync.state.Changes.waves;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A child never overtakes its parent. */
class ParentsFirstTest {
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
    void childrenComeInTheWaveAfterTheirParent() {
        add("child 1 < p", "p", "child 2 < p", "q", "child 3 < q");

        assertThat(waves(changes, 10)).containsExactly(List.of("p", "q"), List.of("child 1", "child 2", "child 3"));
    }

    @Test
    void aChainTakesAWaveForEachLink() {
        add("d < c", "b < a", "a", "c < b");

        assertThat(waves(changes, 10)).containsExactly(List.of("a"), List.of("b"), List.of("c"), List.of("d"));
    }

    @Test
    void aChainWhoseNamesRunAgainstItsOrderDoesToo() {
        add("a < b", "b < c", "c < d", "d");

        assertThat(waves(changes, 10)).containsExactly(List.of("d"), List.of("c"), List.of("b"), List.of("a"));
    }

    @Test
    void aParentOutsideTheSetIsNotWaitedFor() {
        add("a < elsewhere", "b < a", "c");

        assertThat(waves(changes, 10)).containsExactly(List.of("c", "a"), List.of("b"));
    }

    @Test
    void aRecordThatIsItsOwnParentIsNotWaitedFor() {
        add("a < a", "b < a", "c < b");

        assertThat(waves(changes, 10)).containsExactly(List.of("a"), List.of("b"), List.of("c"));
    }

    @Test
    void aCircleGoesFirstWithoutParentsAndWhatHangsOnItAfterIt() {
        add("a < b", "b < a", "below < a", "deeper < below", "x", "y < x");

        assertThat(waves(changes, 10))
                .containsExactly(List.of("x", "b", "a"), List.of("below", "y"), List.of("deeper"));
        assertThat(changes.circles().twoSteps().first(List.of("a", "b", "below", "x")))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aRecordOfACircleGoesWholeOnceTheOthersAreThere() {
        add("a < b", "b < a");
        int first = changes.waveAfter(-1);
        done("a", "b");

        Integer second = changes.waveAfter(first);
        assertThat(second).isEqualTo(first + 1);
        assertThat(keysOf(wave(changes, second, 10))).containsExactly("b", "a");
        assertThat(changes.circles().twoSteps().first(List.of("a", "b"))).isEmpty();
        assertThat(changes.circles().twoSteps().second(List.of("a", "b")))
                .containsEntry("a", "CREATED")
                .containsEntry("b", "CREATED");
        assertThat(changes.find(List.of("a")).get("a").salesforceId()).isEqualTo("id of a");
    }

    @Test
    void whatSalesforceHasOfACircleGoesOnceOnlyAfterTheNewOnes() {
        changes.add(List.of(known("a", 1, "b"), read("b", 0, 2, "c"), read("c", 0, 3, "a"), read("d", 0, 4, "a")));
        changes.deduplicate();

        assertThat(waves(changes, 10)).containsExactly(List.of("c", "b"), List.of("a"), List.of("d"));
        assertThat(changes.circles().twoSteps().first(List.of("a", "b", "c"))).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void circlesAreNamedByTheirKeysInTheOrderInWhichTheyPoint() {
        add("a < c", "b < a", "c < b", "self < self", "hang < b", "p", "q < p");

        assertThat(changes.circles().count()).isEqualTo(2);
        assertThat(changes.circles().members()).isEqualTo(4);
        assertThat(changes.circles().of(List.of("a", "hang", "self")))
                .containsOnlyKeys("a", "self")
                .hasEntrySatisfying(
                        "a", circle -> assertThat(circle.text(key -> key)).isEqualTo("a, c, b"))
                .hasEntrySatisfying(
                        "self", circle -> assertThat(circle.text(key -> key)).isEqualTo("self"));
    }

    @Test
    void twoCirclesThatAChainJoinsAreTwoAndTheChainIsNone() {
        add("a < b", "b < a", "c < d", "d < c", "x < a", "y < x", "z < y", "w < c");

        assertThat(changes.circles().count()).isEqualTo(2);
        assertThat(changes.circles().members("", 10)).containsOnlyKeys("a", "b", "c", "d");
        changes.circles().findHanging();
        assertThat(changes.circles().hanging("", 10)).containsOnlyKeys("w", "x", "y", "z");
        assertThat(changes.circles().hanging("w", 1)).containsOnlyKeys("x");
    }

    @Test
    void nothingHangsOnARecordThatSalesforceHas() {
        changes.add(List.of(known("a", 1, "b"), read("b", 0, 2, "a"), read("x", 0, 3, "a"), read("y", 0, 4, "b")));
        changes.deduplicate();

        changes.circles().findHanging();
        assertThat(changes.circles().hanging("", 10)).containsOnlyKeys("y");
    }

    @Test
    void aRingOfAThousandTakesTwoWavesAndIsNamedInShort() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(i + " < " + (i + 1) % 1000);
        }
        Collections.shuffle(rows, new Random(1));
        add(rows.toArray(String[]::new));

        assertThat(waves(changes, 100)).singleElement().satisfies(wave -> assertThat(wave)
                .hasSize(1000));
        assertThat(changes.circles().first().text(key -> key)).isEqualTo("0, 1, 2, 3, 4 and 995 more");
        assertThat(changes.circles().twoSteps().toCome()).isEqualTo(1000);
    }

    @Test
    void aChainOfAThousandThatHangsOnARingIsNoCircle() {
        List<String> rows = new ArrayList<>(List.of("a < b", "b < a", "0 < a"));
        for (int i = 1; i < 1000; i++) {
            rows.add(i + " < " + (i - 1));
        }
        add(rows.toArray(String[]::new));

        assertThat(changes.circles().members("", 10)).containsOnlyKeys("a", "b");
        assertThat(waves(changes, 1000)).hasSize(102);
        assertThat(changes.circles().twoSteps().toCome())
                .as("the ring, and the end of the chain")
                .isEqualTo(902);
    }

    @Test
    void ordersAreMadeAnewWithTheRecordsThatAreThereThen() {
        add("a < b", "b < a");
        changes.done(List.of("b"));
        changes.reorder();

        assertThat(changes.circles().first()).isNull();
        assertThat(changes.circles().twoSteps().any()).isFalse();
    }

    @Test
    void onlyACircle() {
        add("a < c", "b < a", "c < b");

        assertThat(waves(changes, 10)).containsExactly(List.of("b", "c", "a"));
        assertThat(changes.circles().first().text(key -> key)).isEqualTo("a, c, b");
    }

    @Test
    void aParkedParentGoesBeforeAChildThatWasRead() {
        changes.addRetried(List.of(parked("p"), parked("parked child", "r")));
        add("child < p", "r");

        assertThat(waves(changes, 10)).containsExactly(List.of("p", "r"), List.of("child", "parked child"));
    }

    @Test
    void aParentThatFellOutAsUnchangedIsNotWaitedFor() {
        changes.add(List.of(read("p", 1, 1), read("child", 1, 2, "p")));
        changes.unchanged("p", 2, 3);
        changes.deduplicate();

        assertThat(waves(changes, 10)).containsExactly(List.of("child"));
    }

    @Test
    void theNewestRowSaysWhoTheParentIs() {
        changes.add(List.of(read("a", 1, 1, "p"), read("p", 1, 2), read("q", 1, 3, "p"), read("a", 2, 4, "q")));
        changes.deduplicate();

        assertThat(waves(changes, 10)).containsExactly(List.of("p"), List.of("q"), List.of("a"));
    }

    @Test
    void aChildThatIsPutOffIsSentAfterAllWaves() {
        add("p", "child < p", "grandchild < child");

        changes.defer(List.of("p"));

        assertThat(waves(changes, 10)).containsExactly(List.of("child"), List.of("grandchild"), List.of("p"));
    }

    @Test
    void aChainThatIsLongerThanAnyHierarchyEndsInOneWave() {
        List<String> rows = new ArrayList<>(List.of("0"));
        for (int i = 1; i < 300; i++) {
            rows.add(i + " < " + (i - 1));
        }
        Collections.shuffle(rows, new Random(1));
        add(rows.toArray(String[]::new));

        List<List<String>> waves = waves(changes, 50);

        assertThat(waves).hasSize(102);
        assertThat(waves.get(100)).containsExactly("100");
        assertThat(waves.get(101)).hasSize(199);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aHundredThousandRecordsBelowACircleTakeNoLongerThanOthers() {
        List<Change> rows = new ArrayList<>(List.of(read("a", 0, 1, "b"), read("b", 0, 2, "a")));
        for (int i = 0; i < 100_000; i++) {
            rows.add(read("K-" + i, 0, i + 3, i < 100 ? "a" : "K-" + i / 100));
        }
        changes.add(rows);

        changes.deduplicate();

        assertThat(waves(changes, 10_000)).hasSize(4);
    }

    @Test
    void inRandomForestsEveryParentGoesBeforeItsChildren() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<String, String> parents = new HashMap<>();
        List<Change> rows = new ArrayList<>();
        int count = 2000;
        for (int i = 0; i < count; i++) {
            // Parents by a random numbering, so that no order of keys or rows helps; no circles.
            String parent = random.nextInt(4) == 0 ? null : key(random.nextInt(i + 1));
            if (!key(i).equals(parent)) {
                parents.put(key(i), parent);
            }
            rows.add(read(key(i), 0, i + 1, parents.get(key(i))));
        }
        Collections.shuffle(rows, random);
        changes.add(rows);
        changes.deduplicate();

        Map<String, Integer> waveOf = new HashMap<>();
        List<List<String>> waves = waves(changes, 100);
        for (int wave = 0; wave < waves.size(); wave++) {
            for (String key : waves.get(wave)) {
                assertThat(waveOf.put(key, wave)).as("seed %d, %s", seed, key).isNull();
            }
        }
        assertThat(waveOf).as("seed %d", seed).hasSize(count);
        parents.forEach((child, parent) -> {
            if (parent != null) {
                assertThat(waveOf.get(child))
                        .as("seed %d, %s < %s", seed, child, parent)
                        .isEqualTo(waveOf.get(parent) + 1);
            }
        });
    }

    private static String key(int number) {
        return Integer.toHexString(number * 0x9E3779B1);
    }

    private static Change known(String key, long sequence, String parent) {
        Change change = read(key, 0, sequence, parent);
        return new Change(
                key,
                sequence,
                0,
                change.fingerprint(),
                change.payload(),
                parent,
                "id of " + key,
                null,
                change.origin());
    }

    private void done(String... keys) {
        changes.circles()
                .twoSteps()
                .firstDone(
                        Stream.of(keys)
                                .map(key -> new TwoSteps.Done(key, "id of " + key, "CREATED"))
                                .toList(),
                        1);
    }

    /** Rows as {@code key} or {@code key < parent}. */
    private void add(String... rows) {
        List<Change> all = new ArrayList<>();
        for (String row : rows) {
            String[] parts = row.split(" < ");
            all.add(read(parts[0], 0, all.size() + 1, parts.length == 1 ? null : parts[1]));
        }
        changes.add(all);
        changes.deduplicate();
    }
}
