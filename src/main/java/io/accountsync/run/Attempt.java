package io.accountsync.run;

import io.accountsync.state.Change;
import java.util.List;

/**
 * Records that go into one call.
 *
 * @param tries how often they were sent before
 * @param ambiguous whether an answer to an earlier try was lost, so that Salesforce may have them already
 */
record Attempt(List<Change> records, int tries, boolean ambiguous) {
    static Attempt first(List<Change> records) {
        return new Attempt(records, 0, false);
    }

    /** Some of the records, sent for the first time in this company. */
    Attempt with(List<Change> some) {
        return new Attempt(some, tries, ambiguous);
    }

    /** Some of the records, sent once more. */
    Attempt again(List<Change> some, boolean answerLost) {
        return new Attempt(some, tries + 1, ambiguous || answerLost);
    }

    /** The two halves, each to be sent by itself. */
    List<Attempt> halves() {
        int middle = records.size() / 2;
        return List.of(with(records.subList(0, middle)), with(records.subList(middle, records.size())));
    }
}
