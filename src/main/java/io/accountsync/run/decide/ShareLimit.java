package io.accountsync.run.decide;

import java.util.function.LongSupplier;

/** Which share of the records that were sent before may be changed, or emptied, without anybody's approval. */
final class ShareLimit {
    /** So many are never too many, whatever their share. */
    private static final long FEW = 500;

    private ShareLimit() {}

    /**
     * Whether records are more than a percentage allows. A stream changes one record any number of times within its window: more
     * records than there are can still be 100 percent.
     *
     * @param known asked only when it matters, since it reads all records of the sync, and a stream comes here with each batch
     */
    static boolean isExceeded(long records, LongSupplier known, int percent) {
        return percent < 100 && records > FEW && records * 100 > known.getAsLong() * percent;
    }
}
