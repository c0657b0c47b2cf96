package io.accountsync.run.send.bulk;

import io.accountsync.mapping.Operation;
import io.accountsync.mapping.Payload;
import io.accountsync.run.RecordResult;
import io.accountsync.run.Run;
import io.accountsync.run.send.Outgoing;
import io.accountsync.run.send.ResultWriter;
import io.accountsync.run.send.SendPass;
import io.accountsync.run.send.Sending;
import io.accountsync.salesforce.bulk.JobCsv;
import io.accountsync.state.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes jobs of the records of one wave, one after the other. Records that a CSV cannot carry stay in the change set, for
 * collections.
 */
final class JobWriter {
    private static final int PAGE = 1000;

    private final Sending sending;
    private final Run run;
    private final Deque<SendPass> passes;
    private Change last;
    private Iterator<Change> page = List.<Change>of().iterator();
    private Map<String, Outgoing> outgoing = Map.of();
    private Change ahead;

    JobWriter(Sending sending) {
        this.sending = sending;
        this.run = sending.run();
        this.passes = new ArrayDeque<>(sending.passes());
    }

    /** The next job, complete; empty when the wave has no more records. */
    Optional<BulkJob> next() {
        while (!passes.isEmpty()) {
            Optional<BulkJob> job = next(passes.element().operation());
            if (job.isPresent()) {
                return job;
            }
            passes.remove();
            last = null;
        }
        return Optional.empty();
    }

    private Optional<BulkJob> next(Operation operation) {
        JobCsv csv = new JobCsv(
                operation.columns(sending.reading().mapper().columns()),
                run.settings().bulk().jobSize());
        List<String> known = new ArrayList<>();
        List<String> firstSteps = new ArrayList<>();
        for (Change change = peek(); change != null; change = peek()) {
            JobCsv.Added added = csv.add(payload(change));
            if (added == JobCsv.Added.FULL) {
                break;
            }
            if (added == JobCsv.Added.YES && change.salesforceId() != null) {
                known.add(change.key());
            }
            if (added == JobCsv.Added.YES && outgoing.get(change.key()) instanceof Outgoing.WithoutParent) {
                firstSteps.add(change.key());
            }
            ahead = null;
        }
        return csv.records() == 0
                ? Optional.empty()
                : Optional.of(BulkJob.of(csv, known).withFirstSteps(firstSteps).doing(operation));
    }

    private Payload payload(Change change) {
        return passes.element()
                .operation()
                .sent(Outgoing.payload(outgoing.get(change.key()), change), change.salesforceId());
    }

    /** A page without those records of which nothing is left to send. */
    private Iterator<Change> nextPage() {
        List<Change> changes = changesOfPass();
        while (!changes.isEmpty()) {
            outgoing = sending.outgoing().of(changes);
            List<Change> rest = new ArrayList<>();
            List<RecordResult> kept = new ArrayList<>();
            for (Change change : changes) {
                if (passes.element().operation() == Operation.UPDATE && change.salesforceId() == null) {
                    // Collections ask which record it is.
                    continue;
                }
                if (!(outgoing.get(change.key()) instanceof Outgoing.KeyOnly)) {
                    rest.add(change);
                } else if (change.salesforceId() != null) {
                    kept.add(new RecordResult(change, RecordResult.Kind.KEPT, change.salesforceId(), null));
                }
            }
            ResultWriter.record(sending, kept, null);
            if (!rest.isEmpty()) {
                return rest.iterator();
            }
            last = changes.get(changes.size() - 1);
            changes = changesOfPass();
        }
        return List.<Change>of().iterator();
    }

    private List<Change> changesOfPass() {
        return sending.changes().ids().page(passes.element().which(), sending.wave(), last, PAGE);
    }

    private Change peek() {
        if (ahead == null) {
            if (!page.hasNext()) {
                page = nextPage();
            }
            if (page.hasNext()) {
                ahead = page.next();
                last = ahead;
            }
        }
        return ahead;
    }
}
