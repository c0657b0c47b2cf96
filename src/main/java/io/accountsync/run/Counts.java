package io.accountsync.run;

import io.accountsync.config.Quantity;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** The accounting of one run. Safe for several threads. */
public final class Counts {
    private final Map<Count, LongAdder> adders = new EnumMap<>(Count.class);

    public Counts() {
        for (Count count : Count.values()) {
            adders.put(count, new LongAdder());
        }
    }

    public void add(Count count, long n) {
        adders.get(count).add(n);
    }

    public long get(Count count) {
        return adders.get(count).sum();
    }

    /** Rows that came to an end so far. */
    public long outcomes() {
        return Arrays.stream(Count.values())
                .filter(Count::isOutcome)
                .mapToLong(this::get)
                .sum();
    }

    /** Whether rows were read and not one of them could be mapped. */
    public boolean nothingMapped() {
        return get(Count.READ) > 0 && get(Count.INVALID) == get(Count.READ);
    }

    /** The accounting rule: what was read equals what came to an end. Says what is wrong, or nothing. */
    public Optional<String> mismatch() {
        long read = get(Count.READ);
        long accounted = outcomes();
        return read == accounted
                ? Optional.empty()
                : Optional.of("The accounting of this run does not add up: " + Quantity.of(read, "row was", "rows were")
                        + " read, "
                        + accounted
                        + " accounted for. This is a fault of account-sync; please report it. The cursor stays, so "
                        + "the next run reads these rows again.");
    }

    /** All of them by column name, in the order of the report. */
    public Map<String, Long> byColumn() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Count count : Count.values()) {
            counts.put(count.column(), get(count));
        }
        return counts;
    }
}
