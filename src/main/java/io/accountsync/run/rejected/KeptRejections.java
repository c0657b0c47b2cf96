package io.accountsync.run.rejected;

import io.accountsync.run.Run;
import io.accountsync.run.claims.RunClaims;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.InvalidRow;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncCursor;
import java.util.List;
import java.util.Set;

/**
 * Writes what a run keeps of rows that it does not send. Of a record that a stream has in hands, or has changed since the run began, it
 * keeps nothing: what the stream brought is newer. The next run reads such rows again.
 */
final class KeptRejections {
    private final Reading reading;
    private final Run run;
    private final RunClaims claims;

    KeptRejections(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
        this.claims = new RunClaims(run);
    }

    /** Rejected or deferred records. */
    void add(List<RejectedRecord> records) {
        boolean[] isLeft = new boolean[1];
        run.state().write(() -> {
            Set<String> others =
                    claims.ofStreams(records.stream().map(RejectedRecord::key).toList());
            isLeft[0] = !others.isEmpty();
            run.state()
                    .rejected()
                    .add(records.stream()
                            .filter(record -> !others.contains(record.key()))
                            .toList());
        });
        comeAgain(isLeft[0]);
    }

    /** Rows that could not be mapped. */
    void addInvalid(List<InvalidRow> rows) {
        boolean[] isLeft = new boolean[1];
        run.state().write(() -> {
            Set<String> others =
                    claims.ofStreams(rows.stream().map(InvalidRow::key).toList());
            isLeft[0] = !others.isEmpty();
            run.state()
                    .invalid()
                    .add(
                            rows.stream()
                                    .filter(row -> !others.contains(row.key()))
                                    .toList(),
                            run.id());
        });
        comeAgain(isLeft[0]);
    }

    /** Of some the rows must be read again. */
    private void comeAgain(boolean isLeft) {
        if (isLeft) {
            reading.before().map(SyncCursor::cursorValue).ifPresent(reading.seenCursors()::mustComeAgain);
        }
    }
}
