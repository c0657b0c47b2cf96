package io.accountsync.source;

/**
 * A place in one partition of a topic, whatever became of the topic: one that was deleted and made again counts its offsets from 0, and all
 * of them are later than those before. As one number it is what {@link SourceVersion#value} has, which is the offset alone as long as the
 * topic was never made again.
 *
 * @param number of the topic among those that had its name, from 0
 * @param offset in the partition
 */
public record TopicOffset(long number, long offset) {
    /** Offsets stay below: 281 trillion records of a partition. */
    private static final int OFFSET_BITS = 48;

    /** As it was written. */
    public static TopicOffset of(long value) {
        return new TopicOffset(value >> OFFSET_BITS, value & (1L << OFFSET_BITS) - 1);
    }

    /** Greater for what is later. */
    public long value() {
        return (number << OFFSET_BITS) + offset;
    }
}
