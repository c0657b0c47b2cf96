package io.accountsync.run;

import io.accountsync.run.ModelState.On;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random lives of a sync against a trivial oracle, see {@link Model}. A life of each path in each build, more of them
 * in the profile {@code full}, chosen so that each operation and each way of learning that rows are gone is among them; a long
 * run by {@code mvn
 * test -Dtest=ModelTest -Dmodel.lives=200 -Dmodel.steps=1000}, beginning at {@code -Dmodel.seed=}, by
 * Bulk with {@code -Dmodel.bulk=true}, on PostgreSQL with {@code -Dmodel.state=postgresql}.
 */
class ModelTest {
    @TempDir
    private Path directory;

    @ParameterizedTest(name = "seed {0} on {1}")
    @CsvSource({"29, SQLITE", "14, POSTGRESQL"})
    void wheneverItIsQuietTheOrgIsWhereTheSourceIs(long seed, On on) throws Exception {
        play(seed, 150, on, false, new TreeMap<>());
    }

    @Tag("full")
    @ParameterizedTest(name = "seed {0} on {1}")
    @CsvSource({"5, SQLITE", "6, SQLITE", "24, SQLITE", "25, POSTGRESQL", "27, POSTGRESQL"})
    void soItIsInOtherLives(long seed, On on) throws Exception {
        boolean bulk = seed % 3 == 0;
        // A job takes several calls.
        play(seed, bulk ? 100 : 250, on, bulk, new TreeMap<>());
    }

    @ParameterizedTest(name = "seed {0} on {1}")
    @CsvSource({"1011, SQLITE", "1009, POSTGRESQL"})
    void byBulkTheSameHolds(long seed, On on) throws Exception {
        play(seed, 100, on, true, new TreeMap<>());
    }

    @Test
    @EnabledIfSystemProperty(named = "model.lives", matches = "\\d+")
    void aLongRun() throws Exception {
        On on = On.valueOf(System.getProperty("model.state", "sqlite").toUpperCase(Locale.ROOT));
        long first = Long.getLong("model.seed", 1000);
        Map<String, Integer> tally = new TreeMap<>();
        for (long seed = first; seed < first + Long.getLong("model.lives"); seed++) {
            play(seed, Integer.getInteger("model.steps", 1000), on, Boolean.getBoolean("model.bulk"), tally);
            System.out.println("seed " + seed + " " + tally);
        }
    }

    private void play(long seed, int steps, On on, boolean bulk, Map<String, Integer> tally) throws Exception {
        Path place = Files.createDirectory(directory.resolve("seed-" + seed));
        try (Model model = new Model(seed, place, on.empty(place), bulk)) {
            model.play(steps);
            model.tally().forEach((what, times) -> tally.merge(what, times, Integer::sum));
        } catch (Exception | AssertionError e) {
            throw new AssertionError("seed " + seed + " on " + on + ": " + e.getMessage(), e);
        }
    }
}
