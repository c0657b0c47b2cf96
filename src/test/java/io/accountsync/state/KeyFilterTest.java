package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sparing look-ups must never lose a key. */
class KeyFilterTest {
    private final KeyFilter filter = new KeyFilter();

    @Test
    void anEmptyFilterHoldsNothing() {
        assertThat(filter.mayContain("a")).isFalse();
        assertThat(filter.mayContain("")).isFalse();
    }

    @Test
    void aKeyThatWasAddedIsNeverDenied() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> keys = IntStream.range(0, 300_000)
                .mapToObj(i -> random.ints(random.nextInt(12), 0, Character.MAX_VALUE)
                        .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                        .toString())
                .toList();

        keys.forEach(filter::add);

        assertThat(keys).as("seed %d", seed).allMatch(filter::mayContain);
    }

    @Test
    void keysWithOneHashAreTheSameToIt() {
        filter.add("Aa");

        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(filter.mayContain("BB")).isTrue();
    }

    @Test
    void ofKeysThatWereNotAddedFewAreTakenForAdded() {
        IntStream.range(0, 1_000_000).forEach(i -> filter.add("C-" + i));

        long mistaken = IntStream.range(1_000_000, 2_000_000)
                .filter(i -> filter.mayContain("C-" + i))
                .count();

        assertThat(mistaken).isLessThan(20_000);
    }
}
