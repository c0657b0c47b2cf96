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
    private final Map<String, Long> refused = new TreeMap<>();
    private long judged;
    private boolean open;

    /**
     * A breaker that opens when more than some percent are rejected with one code.
     *
     * @param after how many records must have been judged before
     */
    public CircuitBreaker(int percent, int after) {
        this.percent = percent;
        this.after = after;
    }

    /**
     * Counts verdicts.
     *
     * @return why the run must stop, when these verdicts open the breaker
     */
    synchronized Optional<String> judged(Collection<RecordResult> verdicts) {
        for (RecordResult verdict : verdicts) {
            judged += verdict.kind().isLeftOut() ? 0 : 1;
            if (verdict.kind() == RecordResult.Kind.REJECTED) {
                refused.merge(verdict.error().code(), 1L, Long::sum);
            }
        }
        if (open || judged < after) {
            return Optional.empty();
        }
        Optional<String> reason = refused.entrySet().stream()
                .filter(entry -> entry.getValue() * 100 > judged * percent)
                .findFirst()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "Salesforce rejected %,d of %s with %s: that looks like a rule of the org or a mistake in the "
                                + "mapping rather than like single records. Fix it, and the next run sends everything; "
                                + "or allow more than %d %% with sync.max-rejected",
                        entry.getValue(),
                        Quantity.of(judged, "record"),
                        entry.getKey(),
                        percent));
        open = reason.isPresent();
        return reason;
    }

    /** Whether it has opened: from then on no record is kept as rejected, since all will be read again. */
    synchronized boolean isOpen() {
        return open;
    }
}
