package io.accountsync.run.send;

import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.state.Change;
import io.accountsync.state.SyncCursor;
import java.util.Collection;
import java.util.List;

/**
 * Records that a run leaves out since a stream changed them after the run began: what the run read may be the older row. It is not
 * sent, and nothing is kept of it; the cursor stays before it, so that the next run reads its row again and compares it with what
 * the stream brought.
 */
public final class NewerByStream {
    /** The code of a record that a stream changed since the run began. */
    public static final String CODE = "NEWER_BY_STREAM";

    private final Sending sending;
    private final Run run;

    public NewerByStream(Sending sending) {
        this.sending = sending;
        this.run = sending.run();
    }

    /** Takes them out of the change set, and counts and names them. */
    public void leaveOut(Collection<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        List<String> keys = changes.stream().map(Change::key).toList();
        List<String> flags =
                changes.stream().filter(Change::isFlag).map(Change::key).toList();
        if (!flags.isEmpty()) {
            run.state().write(() -> run.state().gone().done(flags));
        }
        sending.changes().done(keys);
        for (Change change : changes) {
            run.findings().leftOut(CODE, run.sync().mapping().written(change.key(), change.payload()));
            if (change.origin() == Change.Origin.READ) {
                run.counts().add(Count.DUPLICATE, 1);
                run.progress().leftToStream();
                sending.reading().seenCursors().mustComeAgain(change.cursor());
            } else if (change.isFlag()) {
                // The row that said so may have come after the stream's: it is read once more.
                sending.reading()
                        .before()
                        .map(SyncCursor::cursorValue)
                        .ifPresent(sending.reading().seenCursors()::mustComeAgain);
            }
        }
    }
}
