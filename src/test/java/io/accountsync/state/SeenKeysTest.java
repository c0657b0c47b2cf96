package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Different keys are counted exactly, in memory and beyond. */
class SeenKeysTest {
    @TempDir
    private Path directory;

    @Test
    void noKeysAreNone() {
        try (SeenKeys keys = new SeenKeys(directory, "accounts", 1)) {
            assertThat(keys.count()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 1000, 1 << 19})
    void eachKeyCountsOnceHoweverManyFit(int inMemory) throws Exception {
        Random random = new Random(inMemory);
        Set<String> expected = new HashSet<>();
        try (SeenKeys keys = new SeenKeys(directory.resolve("changes-accounts-1.keys"), inMemory)) {
            for (int i = 0; i < 20_000; i++) {
                String key = "C-" + random.nextInt(9_000);
                expected.add(key);
                keys.add(key);
            }
            assertThat(keys.count()).isEqualTo(expected.size());
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }
}
