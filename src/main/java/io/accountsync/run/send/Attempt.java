package io.accountsync.run.send;

import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import java.util.List;
import java.util.Optional;

/**
 * Records that go into one call.
 *
 * @param tries how often they were sent before
 * @param ambiguous whether an answer to an earlier try was lost, so that Salesforce may have them already
 * @param split what it is a half of; null when it is none
 */
record Attempt(List<Change> records, int tries, boolean ambiguous, Split split) {
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

    static Attempt first(List<Change> records) {
        return new Attempt(records, 0, false, null);
    }

    /** Some of the records, sent for the first time in this company. */
    Attempt with(List<Change> some) {
        return new Attempt(some, tries, ambiguous, null);
    }

    /** Some of the records, sent once more. */
    Attempt again(List<Change> some, boolean answerLost) {
        return new Attempt(some, tries + 1, ambiguous || answerLost, split);
    }

    /** The two halves, each to be sent by itself. */
    List<Attempt> halves() {
        int middle = records.size() / 2;
        Split halves = new Split();
        return List.of(
                new Attempt(records.subList(0, middle), tries, ambiguous, halves),
                new Attempt(records.subList(middle, records.size()), tries, ambiguous, halves));
    }

    /** Whether the fault is in what all records have in common, since both halves were refused with the same words. */
    boolean isRefusedLikeItsOtherHalf(CallError error) {
        return Optional.ofNullable(split)
                .map(halves -> halves.bothRefusedAlike(error))
                .orElse(false);
    }
}
