package io.accountsync.source;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The transactions of PostgreSQL whose changes a query sees. */
public final class VisibleTransactions {
    private static final long ERA = 1L << 32;
    private static final long FIRST = 3;

    private final long oldest;
    private final long next;
    private final Set<Long> underWay;

    private VisibleTransactions(long oldest, long next, Set<Long> underWay) {
        this.oldest = oldest;
        this.next = next;
        this.underWay = underWay;
    }

    /**
     * Reads what {@code pg_current_snapshot()} says, such as {@code 10:20:10,14,15}: all before the first number have ended, none from the
     * second one on has begun, and the others were under way.
     *
     * @throws IllegalArgumentException when it is nothing like that
     */
    public static VisibleTransactions parse(String snapshot) {
        String[] parts = snapshot.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a snapshot of PostgreSQL");
        }
        Set<Long> underWay = Arrays.stream(parts[2].split(","))
                .filter(number -> !number.isEmpty())
                .map(Long::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        return new VisibleTransactions(Long.parseLong(parts[0]), Long.parseLong(parts[1]), underWay);
    }

    /**
     * Whether a transaction that was committed is among them.
     *
     * @param transaction its number as the log has it, which are the last 32 bits: the one that is meant lies within 2<sup>31</sup> of
     *     the snapshot, as the log's position tells where it may not
     */
    public boolean contain(long transaction) {
        long whole = transaction >= ERA ? transaction : next + (int) (transaction - next);
        return whole >= FIRST && (whole < oldest || whole < next && !underWay.contains(whole));
    }
}
