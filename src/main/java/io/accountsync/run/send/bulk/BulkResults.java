package io.accountsync.run.send.bulk;

import io.accountsync.mapping.Operation;
import io.accountsync.run.Count;
import io.accountsync.run.RecordResult;
import io.accountsync.run.RecordResult.Kind;
import io.accountsync.run.Run;
import io.accountsync.run.send.KeyAnswers;
import io.accountsync.run.send.KeyQuestions;
import io.accountsync.run.send.KnownIds;
import io.accountsync.run.send.OutgoingPayloads;
import io.accountsync.run.send.ResultWriter;
import io.accountsync.run.send.Sending;
import io.accountsync.run.send.bulk.BulkJob.Step;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.RetryPolicy;
import io.accountsync.salesforce.RetryPolicy.Next;
import io.accountsync.salesforce.bulk.JobResults;
import io.accountsync.salesforce.bulk.JobResults.Result;
import io.accountsync.state.Change;
import io.accountsync.state.SyncedRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the results of a job page by page, joined with the change set by External ID. Records that ask for another try get
 * no verdict and stay in the change set. Of a job that an earlier run left behind only results of the very same payload
 * count; a record that has changed since is sent as it is now.
 */
final class BulkResults {
    /** Judged and written at once: the more, the fewer transactions. */
    private static final int PAGE = 5000;

    private final Sending sending;
    private final Run run;
    private final BulkJob job;
    private long read;
    private long crowded;

    BulkResults(Sending sending, BulkJob job) {
        this.sending = sending;
        this.run = sending.run();
        this.job = job;
    }

    /**
     * Reads one of the two lists of results to its end.
     *
     * @throws IOException when it is no such list, or is not as long as the job says
     */
    void read(InputStream csv) throws IOException {
        boolean successes = job.step() == Step.SUCCESSES;
        long expected = successes
                ? job.tally().processed() - job.tally().failed()
                : job.tally().failed();
        try (JobResults results = new JobResults(csv, run.sync().mapping().externalId(), job.wasFound())) {
            Map<String, Result> page = new LinkedHashMap<>();
            while (results.hasNext()) {
                Result result = results.next();
                String key = sending.reading().mapper().keyOf(result.key());
                if (key != null) {
                    page.put(key, result);
                }
                read++;
                if (page.size() == PAGE) {
                    judge(page);
                    page.clear();
                }
            }
            judge(page);
        }
        if (successes) {
            job.tally().sawSuccesses(read);
        } else {
            job.tally().sawFailures(read, crowded);
            sending.calls().gate().answered(crowded > 0);
        }
        if (read != expected) {
            throw new IOException("other results than the job has");
        }
    }

    private void judge(Map<String, Result> results) throws IOException {
        Map<String, Change> changes = sending.changes().find(results.keySet());
        requireKnownIds(results, changes);
        List<RecordResult> verdicts = new ArrayList<>();
        List<SyncedRecord> others = new ArrayList<>();
        List<String> isNew = new ArrayList<>();
        Set<String> firstSteps =
                job.wasFound() ? run.state().halfDone().notes().ofJob(job.id(), results.keySet()) : Set.of();
        Map<Change, CallError> questions = new LinkedHashMap<>();
        results.forEach((key, result) -> {
            Change change = changes.get(key);
            if (change != null && lacksWhatWasLeftOut(change, result)) {
                // Somebody deleted it. It stays in the change set, and collections give it all its fields.
                isNew.add(key);
                run.counts().add(Count.RECREATED, result.created() && !job.wasFound() ? 1 : 0);
            } else if (change != null
                    && result.error() != null
                    && KeyQuestions.isRaisedBy(sending.operation(change), result.error())) {
                questions.put(change, result.error());
            } else if (change != null && (!job.wasFound() || result.isOf(change.payload()))) {
                judge(change, result, verdicts);
            } else if (result.salesforceId() != null) {
                others.add(
                        result.created() && firstSteps.contains(key)
                                ? SyncedRecord.halfDone(key, result.salesforceId(), true)
                                : new SyncedRecord(key, null, result.salesforceId(), null, result.created()));
            }
        });
        answer(questions, verdicts);
        ResultWriter.record(sending, verdicts, null);
        sendWhole(isNew);
        keepIds(others);
    }

    private boolean lacksWhatWasLeftOut(Change change, Result result) {
        return change.salesforceId() != null
                && sending.operation(change).isByExternalId()
                && sending.outgoing().mayLeaveOut()
                && (OutgoingPayloads.tellsNew(result.created(), result.error()) || isMadeAnew(change, result));
    }

    /** Whether a job of ours of which nobody had heard made a record that Salesforce had lost. */
    private boolean isMadeAnew(Change change, Result result) {
        return result.salesforceId() != null
                && !KnownIds.isSame(result.salesforceId(), change.salesforceId())
                && !run.state().doubts().among(List.of(change.key())).isEmpty();
    }

    /**
     * In doubt until that is done, by whichever run. The next look at the org would find records that an earlier run's job has made, and
     * take them for ones that have everything: these keep the ids that tell that they were made anew.
     */
    private void sendWhole(List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        run.state().write(() -> run.state().doubts().begin(keys, run.begunAt() - 1));
        if (!job.wasFound()) {
            sending.changes().ids().isNew(keys);
        }
    }

    /** What has moved stays in the change set, and collections send it to where it is now. */
    private void answer(Map<Change, CallError> questions, List<RecordResult> verdicts) {
        if (questions.isEmpty()) {
            return;
        }
        KeyAnswers answers = new KeyAnswers(sending, questions.keySet());
        Map<String, String> moved = new LinkedHashMap<>();
        questions.forEach((change, error) -> {
            Operation operation = sending.operation(change);
            Optional<String> other = answers.otherId(operation, change, error);
            Optional<RecordResult> outcome = answers.outcome(operation, change, error);
            if (other.isPresent() && !other.get().equals(change.salesforceId())) {
                answers.countMerge(change);
                moved.put(change.key(), other.get());
            } else if (outcome.isPresent()) {
                verdicts.add(outcome.get());
            } else {
                refuse(change, error, verdicts);
            }
        });
        sending.changes().ids().moved(moved);
    }

    /** Ids that contradict what is known count only when the org says the same. */
    private void requireKnownIds(Map<String, Result> results, Map<String, Change> changes) throws IOException {
        List<KnownIds.Claim> claims = new ArrayList<>();
        results.forEach((key, result) -> {
            Change change = changes.get(key);
            if (result.salesforceId() != null && change != null) {
                claims.add(new KnownIds.Claim(key, change.salesforceId(), result.salesforceId(), result.created()));
            }
        });
        KnownIds ids = new KnownIds(sending);
        if (ids.contradict(claims) && !ids.isConfirmedByOrg(claims)) {
            throw new IOException("results with the ids of other records");
        }
    }

    private void judge(Change change, Result result, List<RecordResult> verdicts) {
        if (result.error() == null) {
            verdicts.add(new RecordResult(
                    change, result.created() ? Kind.CREATED : Kind.UPDATED, result.salesforceId(), null));
            return;
        }
        refuse(change, result.error(), verdicts);
    }

    private void refuse(Change change, CallError error, List<RecordResult> verdicts) {
        RetryPolicy policy = sending.calls().policy();
        Next next = policy.ofRecord(error, 0);
        if (next == Next.SPLIT || error.isCrowding()) {
            crowded++;
        }
        switch (next) {
            case REPEAT, SPLIT -> {
                // Collections send it again, in batches that can be halved.
            }
            case FINAL -> {
                Kind kind = Kind.of(policy.outcomeOfRecord(error));
                // What a job of an earlier run left for later is sent by this one.
                if (kind == Kind.REJECTED || !job.wasFound()) {
                    verdicts.add(new RecordResult(change, kind, null, error));
                }
            }
            default -> run.stop(RetryPolicy.rejectedForAll(error));
        }
    }

    /** Salesforce has these, whatever their rows are now: they are known, but not what they look like. */
    private void keepIds(List<SyncedRecord> records) {
        Map<String, SyncedRecord> known = run.state()
                .records()
                .find(records.stream().map(SyncedRecord::key).toList());
        List<SyncedRecord> unknown = records.stream()
                .filter(record -> !known.containsKey(record.key())
                        || record.isHalfDone() && known.get(record.key()).fingerprint() == null)
                .toList();
        if (!unknown.isEmpty()) {
            run.state().write(() -> run.state().records().confirm(unknown, run.id()));
        }
    }
}
