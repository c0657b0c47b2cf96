package io.accountsync.run;

import io.accountsync.state.Change;
import io.accountsync.state.SentBatches;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes what became of a batch, after the results and never before. What is written before is only that records Salesforce
 * has already are on their way, see {@link SentBatches}.
 */
final class BatchRecorder {
    private BatchRecorder() {}

    static void note(Batch batch) {
        List<String> known = keysOf(batch.records().stream().filter(change -> change.salesforceId() != null));
        if (!known.isEmpty()) {
            Run run = batch.run();
            run.state().write(() -> batch.note(run.state().sent().begin(run.id(), known)));
        }
    }

    static void record(Batch batch) {
        VerdictRecorder.record(batch.run(), batch.verdicts(), batch.note() == null ? null : () -> endNote(batch));
    }

    /** Of records that were sent and got no verdict, since the run stopped, Salesforce may have either payload. */
    private static void endNote(Batch batch) {
        if (batch.wasSent()) {
            Set<String> judged = new HashSet<>(keysOf(batch.verdicts().stream().map(Verdict::change)));
            batch.run()
                    .state()
                    .sent()
                    .doubt(keysOf(batch.records().stream()
                            .filter(change -> change.salesforceId() != null && !judged.contains(change.key()))));
        }
        batch.run().state().sent().end(batch.note());
    }

    private static List<String> keysOf(Stream<Change> changes) {
        return changes.map(Change::key).toList();
    }
}
