package io.accountsync.run.send.bulk;

import io.accountsync.mapping.Operation;
import io.accountsync.mapping.Payload;
import io.accountsync.run.RecordResult;
import io.accountsync.run.Run;
import io.accountsync.run.claims.RunClaims;
import io.accountsync.run.claims.RunClaims.Taken;
import io.accountsync.run.send.NewerByStream;
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
import java.util.stream.Collectors;

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
        List<String> keys = new ArrayList<>();
        for (Change change = peek(); change != null; change = peek()) {
            JobCsv.Added added = csv.add(payload(change));
            if (added == JobCsv.Added.FULL) {
                break;
            }
            if (added == JobCsv.Added.YES) {
                keys.add(change.key());
                if (change.salesforceId() != null) {
                    known.add(change.key());
                }
            }
            if (added == JobCsv.Added.YES && outgoing.get(change.key()) instanceof Outgoing.WithoutParent) {
                firstSteps.add(change.key());
            }
            ahead = null;
        }
        return csv.records() == 0
                ? Optional.empty()
                : Optional.of(BulkJob.of(csv, known)
                        .carrying(keys)
                        .withFirstSteps(firstSteps)
                        .doing(operation));
    }

    private Payload payload(Change change) {
        return passes.element()
                .operation()
                .sent(Outgoing.payload(outgoing.get(change.key()), change), change.salesforceId());
    }

    /** A page without those records of which nothing is left to send. */
    private Iterator<Change> nextPage() {
        List<Change> all = changesOfPass();
        while (!all.isEmpty()) {
            List<Change> changes = ours(all);
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
            ResultWriter.record(sending, kept, kept.isEmpty() ? null : () -> release(kept));
            if (!rest.isEmpty()) {
                return rest.iterator();
            }
            last = all.get(all.size() - 1);
            all = changesOfPass();
        }
        return List.<Change>of().iterator();
    }

    /**
     * Without those that a stream changed since the run began, and without those that one has in hands: these stay in the change set,
     * and collections wait for them.
     */
    private List<Change> ours(List<Change> changes) {
        RunClaims claims = new RunClaims(run);
        if (!claims.areNeeded()) {
            return changes;
        }
        Map<String, byte[]> records = changes.stream().collect(Collectors.toMap(Change::key, Change::fingerprint));
        Taken[] taken = new Taken[1];
        run.state().write(() -> taken[0] = claims.takeNow(records));
        new NewerByStream(sending)
                .leaveOut(changes.stream()
                        .filter(change -> taken[0].newer().contains(change.key()))
                        .toList());
        return changes.stream()
                .filter(change -> taken[0].ours().contains(change.key()))
                .toList();
    }

    private void release(List<RecordResult> kept) {
        new RunClaims(run)
                .release(kept.stream().map(result -> result.change().key()).toList());
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
