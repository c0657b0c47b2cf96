package io.accountsync.run.send;

import io.accountsync.config.Quantity;
import io.accountsync.run.RecordResult;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Notices when Salesforce rejects so many records for one reason that the reason is not in the records: an admin added
 * a
 * rule, or the mapping is wrong. Safe for several threads.
 */
public final class CircuitBreaker {
    private final int percent;
    private final int after;
    private final String said;
    private final Map<String, Long> refused = new TreeMap<>();
    private long judged;
    private boolean open;

    /**
     * A breaker that opens when more than some percent are rejected with one code.
     *
     * @param after how many records must have been judged before
     */
    public CircuitBreaker(int percent, int after) {
        this(
                percent,
                after,
                "Salesforce rejected %,d of %s with %s: that looks like a rule of the org or a mistake in the "
                        + "mapping rather than like single records. Fix it, and the next run sends everything; "
                        + "or allow more than %d %% with sync.max-rejected");
    }

    /**
     * The same with other words.
     *
     * @param said a format of how many were rejected, of which records, with which code, and the percentage
     */
    public CircuitBreaker(int percent, int after, String said) {
        this.percent = percent;
        this.after = after;
        this.said = said;
    }

    /**
     * Counts verdicts.
     *
     * @return why the run must stop, when these verdicts open the breaker
     */
    synchronized Optional<String> judged(Collection<RecordResult> verdicts) {
        return judged(
                (int) verdicts.stream()
                        .filter(verdict -> !verdict.kind().isLeftOut())
                        .count(),
                verdicts.stream()
                        .filter(verdict -> verdict.kind() == RecordResult.Kind.REJECTED)
                        .map(verdict -> verdict.error().code())
                        .toList());
    }

    /**
     * Counts records by the codes that some of them were rejected with.
     *
     * @return why the run must stop, when these open the breaker
     */
    public synchronized Optional<String> judged(int records, Collection<String> codesOfRejected) {
        judged += records;
        codesOfRejected.forEach(code -> refused.merge(code, 1L, Long::sum));
        if (open || judged < after) {
            return Optional.empty();
        }
        Optional<String> reason = refused.entrySet().stream()
                .filter(entry -> entry.getValue() * 100 > judged * percent)
                .findFirst()
                .map(entry -> String.format(
                        Locale.ROOT, said, entry.getValue(), Quantity.of(judged, "record"), entry.getKey(), percent));
        open = reason.isPresent();
        return reason;
    }

    /** Whether it has opened: from then on no record is kept as rejected, since all will be read again. */
    public synchronized boolean isOpen() {
        return open;
    }
}
