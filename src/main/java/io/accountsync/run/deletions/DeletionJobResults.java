package io.accountsync.run.deletions;

import io.accountsync.run.Run;
import io.accountsync.run.send.bulk.BulkJob;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.RetryPolicy;
import io.accountsync.salesforce.RetryPolicy.Next;
import io.accountsync.salesforce.bulk.JobResults;
import io.accountsync.salesforce.bulk.JobResults.Result;
import io.accountsync.state.Deletion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges the results of a job that deletes, page by page. Records that ask for another try get no result and stay intended; after
 * the job collections try them.
 */
final class DeletionJobResults {
    private static final int PAGE = 1000;

    private final DeletionJobs owner;
    private final Run run;
    private final DeletionWriter writer;
    private final BulkJob job;
    private long read;
    private long crowded;

    DeletionJobResults(DeletionJobs owner, DeletionWriter writer, BulkJob job) {
        this.owner = owner;
        this.run = owner.run();
        this.writer = writer;
        this.job = job;
    }

    /** @throws IOException when it is no list of results, or is not as long as the job says */
    void read(InputStream csv) throws IOException {
        boolean successes = job.step() == BulkJob.Step.SUCCESSES;
        long expected = successes
                ? job.tally().processed() - job.tally().failed()
                : job.tally().failed();
        try (JobResults results = new JobResults(csv, DeletionJobs.ID, false)) {
            Map<String, Result> page = new LinkedHashMap<>();
            while (results.hasNext()) {
                Result result = results.next();
                requireSame(result);
                page.put(result.key(), result);
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
            owner.calls().gate().answered(crowded > 0);
        }
        if (read != expected) {
            throw new IOException("other results than the job has");
        }
    }

    private static void requireSame(Result result) throws IOException {
        String id = result.salesforceId();
        if (id != null && !OrgRecords.telling(id).equals(OrgRecords.telling(result.key()))) {
            throw new IOException("results with the ids of other records");
        }
    }

    private void judge(Map<String, Result> results) {
        Map<String, Deletion> open = run.state().deletions().unconfirmed().among(results.keySet());
        List<DeletionResult> judged = new ArrayList<>();
        open.forEach((id, deletion) -> judge(deletion, results.get(id).error(), judged));
        writer.record(judged, open.keySet(), Set.of());
    }

    private void judge(Deletion deletion, CallError error, List<DeletionResult> judged) {
        Candidate candidate = Candidate.of(deletion);
        if (error == null) {
            judged.add(DeletionResult.deleted(candidate, deletion.externalId()));
            return;
        }
        if (error.code().equals(DeletionBatch.GONE)) {
            judged.add(DeletionResult.alreadyGone(candidate));
            return;
        }
        RetryPolicy policy = owner.calls().policy();
        Next next = policy.ofRecord(error, 0);
        if (next == Next.SPLIT || error.isCrowding()) {
            crowded++;
        }
        switch (next) {
            case REPEAT, SPLIT -> {
                // Collections try it again, in batches that can be halved.
            }
            case FINAL ->
                judged.add(
                        DeletionResult.refused(candidate, policy.outcomeOfRecord(error), error, deletion.externalId()));
            default -> run.stop(RetryPolicy.rejectedForAll(error));
        }
    }
}
