package io.accountsync.salesforce;

import java.util.List;

/**
 * Records that go into one call.
 *
 * @param tries how often they were sent before
 * @param ambiguous whether an answer to an earlier try was lost, so that Salesforce may have them already
 * @param split what it is a half of; null when it is none
 */
public record Attempt<T>(List<T> records, int tries, boolean ambiguous, Split split) {
    /** Two halves of a request that was refused as a whole. */
    static final class Split {
        private CallError refusal;

        /** Notes that a half was refused as a whole; says whether the other half was refused with the same words. */
        boolean bothRefusedAlike(CallError error) {
            boolean alike = error.equals(refusal);
            refusal = error;
            return alike;
        }
    }

    /** The first one of these records. */
    public static <T> Attempt<T> first(List<T> records) {
        return new Attempt<>(List.copyOf(records), 0, false, null);
    }

    /** Some of the records, sent for the first time in this company. */
    public Attempt<T> with(List<T> some) {
        return new Attempt<>(List.copyOf(some), tries, ambiguous, null);
    }

    /** What is left of it, as the same half of the same call. */
    public Attempt<T> reducedTo(List<T> left) {
        return new Attempt<>(List.copyOf(left), tries, ambiguous, split);
    }

    /** Some of the records, sent once more. */
    public Attempt<T> again(List<T> some, boolean answerLost) {
        return new Attempt<>(List.copyOf(some), tries + 1, ambiguous || answerLost, split);
    }

    /** The two halves, each to be sent by itself. */
    public List<Attempt<T>> halves() {
        int middle = records.size() / 2;
        Split halves = new Split();
        return List.of(
                new Attempt<>(records.subList(0, middle), tries, ambiguous, halves),
                new Attempt<>(records.subList(middle, records.size()), tries, ambiguous, halves));
    }

    /** Whether the fault is in what all records have in common, since both halves were refused with the same words. */
    boolean isRefusedLikeItsOtherHalf(CallError error) {
        return split != null && split.bothRefusedAlike(error);
    }
}
