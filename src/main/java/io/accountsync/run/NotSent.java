package io.accountsync.run;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.sync.RunMode;
import java.util.Locale;

/**
 * What a guard says of the rows that it holds back. A run has sent nothing then; a session of a stream has sent the batches before, and
 * the rows of this one are handed over again.
 */
public final class NotSent {
    private static final String NOTHING = "Nothing was sent";

    private NotSent() {}

    /** In a sentence. */
    public static String of(Run run) {
        return Sentence.closed(isStream(run) ? ofBatch(run, "") : ofRun(run));
    }

    /** The same of a guard that would have rejected records otherwise. */
    public static String norRejected(Run run) {
        return Sentence.closed(
                isStream(run)
                        ? ofBatch(run, ", none of its records rejected")
                        : ofRun(run) + ", and no record rejected");
    }

    /**
     * A message of somebody who knows no run, such as a source that breaks off: where records went before it, it must not say that
     * nothing was sent.
     */
    static String corrected(Run run, String message) {
        return message.replace(NOTHING, ofRun(run));
    }

    private static String ofRun(Run run) {
        long sent = run.progress().sentEarly();
        return sent == 0
                ? NOTHING
                : "Nothing more was sent; before that, while rows were read, "
                        + Quantity.of(sent, "record was", "records were") + openOf(run);
    }

    /** What is to be added where records went of which it is not known whether they arrived. */
    public static String openOf(Run run) {
        long open = run.progress().openEarly();
        return open == 0 ? "" : String.format(Locale.ROOT, ", of which no outcome was kept for %,d", open);
    }

    /** Whether the rows are those of a stream. */
    public static boolean isStream(Run run) {
        return run.mode() == RunMode.STREAM;
    }

    private static String ofBatch(Run session, String more) {
        long sent = session.counts().get(Count.CREATED)
                + session.counts().get(Count.UPDATED)
                + session.counts().get(Count.CONFIRMED_ON_REPEAT);
        return "Nothing of this batch was sent" + more + ", and its rows come again"
                + (sent == 0 ? "" : "; before it, this session sent " + Quantity.of(sent, "record"));
    }
}
