package io.accountsync.run;

import java.time.Instant;
import java.util.Locale;

/**
 * How far a run is, for those who watch it: numbers alone.
 *
 * @param phase in lower case
 * @param read rows read so far
 * @param toSend records that the change set held when sending began, and those that went before; 0 until there are any
 * @param sent records that were judged so far
 * @param rejected records that Salesforce rejected so far
 * @param invalid rows that could not be mapped so far
 * @param calls that count against the org's limit
 */
public record RunSnapshot(
        String sync,
        long runId,
        String phase,
        Instant startedAt,
        long read,
        long toSend,
        long sent,
        long rejected,
        long invalid,
        long calls) {
    /** As it is now. */
    public static RunSnapshot of(Run run) {
        Counts counts = run.counts();
        return new RunSnapshot(
                run.name(),
                run.id(),
                run.progress().phase().name().toLowerCase(Locale.ROOT),
                run.startedAt(),
                counts.get(Count.READ),
                run.progress().inAll(),
                sent(counts),
                counts.get(Count.REJECTED),
                counts.get(Count.INVALID),
                counts.get(Count.API_CALLS));
    }

    /** How many records were judged so far. */
    public static long sent(Counts counts) {
        return counts.get(Count.CREATED)
                + counts.get(Count.UPDATED)
                + counts.get(Count.CONFIRMED_ON_REPEAT)
                + counts.get(Count.REJECTED)
                + counts.get(Count.RETRY_LATER)
                + counts.get(Count.RETRIED_SENT);
    }
}
