package io.accountsync.run;

import io.accountsync.salesforce.bulk.JobCsv;
import io.accountsync.state.Change;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Makes jobs of the records of one wave, one after the other. Records that a CSV cannot carry stay in the change set, for
 * collections.
 */
final class JobWriter {
    private static final int PAGE = 1000;

    private final Run run;
    private final List<String> columns;
    private Change last;
    private Iterator<Change> page = List.<Change>of().iterator();
    private Change ahead;

    JobWriter(Run run) {
        this.run = run;
        this.columns = run.mapper().columns();
    }

    /** The next job, complete; empty when the wave has no more records. */
    Optional<BulkJob> next() {
        JobCsv csv = new JobCsv(columns, run.settings().bulk().jobSize());
        List<String> known = new ArrayList<>();
        for (Change change = peek(); change != null; change = peek()) {
            JobCsv.Added added = csv.add(change.payload());
            if (added == JobCsv.Added.FULL) {
                break;
            }
            if (added == JobCsv.Added.YES && change.salesforceId() != null) {
                known.add(change.key());
            }
            ahead = null;
        }
        return csv.records() == 0 ? Optional.empty() : Optional.of(BulkJob.of(csv, known));
    }

    private Change peek() {
        if (ahead == null) {
            if (!page.hasNext()) {
                page = run.changes().page(run.wave(), last, PAGE).iterator();
            }
            if (page.hasNext()) {
                ahead = page.next();
                last = ahead;
            }
        }
        return ahead;
    }
}
