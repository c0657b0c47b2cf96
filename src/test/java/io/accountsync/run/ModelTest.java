package io.accountsync.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of a sync against a trivial oracle, see {@link Model}. A life of each path in each build, more of them
 * in the profile {@code full}; a long run by {@code mvn
 * test -Dtest=ModelTest -Dmodel.lives=200 -Dmodel.steps=1000}, beginning at {@code -Dmodel.seed=}, by
 * Bulk with {@code -Dmodel.bulk=true}.
 */
class ModelTest {
    @TempDir
    private Path directory;

    @Test
    void wheneverItIsQuietTheOrgIsWhereTheSourceIs() throws Exception {
        play(3, 250, false, new TreeMap<>());
    }

    static Stream<Long> seeds() {
        return LongStream.rangeClosed(4, 10).boxed();
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("seeds")
    void soItIsInOtherLives(long seed) throws Exception {
        play(seed, 250, seed % 3 == 0, new TreeMap<>());
    }

    @Test
    void byBulkTheSameHolds() throws Exception {
        play(1008, 150, true, new TreeMap<>());
    }

    @Test
    @EnabledIfSystemProperty(named = "model.lives", matches = "\\d+")
    void aLongRun() throws Exception {
        long first = Long.getLong("model.seed", 1000);
        Map<String, Integer> tally = new TreeMap<>();
        for (long seed = first; seed < first + Long.getLong("model.lives"); seed++) {
            play(seed, Integer.getInteger("model.steps", 1000), Boolean.getBoolean("model.bulk"), tally);
            System.out.println("seed " + seed + " " + tally);
        }
    }

    private void play(long seed, int steps, boolean bulk, Map<String, Integer> tally) throws Exception {
        try (Model model = new Model(seed, Files.createDirectory(directory.resolve("seed-" + seed)), bulk)) {
            model.play(steps);
            model.tally().forEach((what, times) -> tally.merge(what, times, Integer::sum));
        } catch (Exception | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }
}
