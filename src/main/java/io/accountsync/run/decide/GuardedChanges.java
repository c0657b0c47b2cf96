package io.accountsync.run.decide;

import java.util.function.LongSupplier;

/**
 * What guards judge of what is about to be sent, together with what counts with it.
 *
 * @param isFirst whether nobody has seen yet what happens
 * @param known records sent before, which is dear to know: asked only where it matters
 */
record GuardedChanges(
        boolean isStream, boolean isFirst, Guarded creates, Guarded updates, Guarded clears, LongSupplier known) {
    /** Shares of a few records say nothing. */
    private static final long FEW = 500;

    /** Whether it creates so many that an admin wants to know where they may be the same as others. */
    boolean createsMany(long most) {
        return creates.isAbove(isFirst ? 0 : most);
    }

    /** Whether records are more than a share of those sent before. Of any number nothing is too much. */
    boolean isTooMuch(Guarded records, long knownRecords, int percent) {
        return records.counted() * 100 > knownRecords * percent;
    }

    /** Whether a share is to be looked at. */
    static boolean isWorthALook(Guarded records, int percent) {
        return percent < 100 && records.isAbove(FEW);
    }

    /** Of how many records sent before the changed ones are a share: what the stream made itself within its window is new. */
    long changeable() {
        return Math.max(0, known.getAsLong() - creates.before());
    }

    /** The beginning of a sentence that says what would happen. */
    String subject() {
        return isStream ? "Within 24 hours, or since its last approval, this stream would" : "This run would";
    }
}
