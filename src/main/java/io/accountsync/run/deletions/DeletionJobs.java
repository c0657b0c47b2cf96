package io.accountsync.run.deletions;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.mapping.Payload;
import io.accountsync.run.Run;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.deletions.DeletionCheck.Checked;
import io.accountsync.run.send.bulk.BulkJob;
import io.accountsync.run.send.bulk.BulkOrder;
import io.accountsync.run.send.bulk.JobOwner;
import io.accountsync.run.send.bulk.JobQueue;
import io.accountsync.run.sync.BulkSettings;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.bulk.JobCsv;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;
import org.apache.camel.component.salesforce.api.dto.bulkv2.OperationEnum;

/**
 * Records that are deleted through Bulk API 2.0: jobs whose data is a single column, the Salesforce id. Before a record goes into
 * one the org is asked what it is now, and the state is told what is intended. Used by one thread.
 */
final class DeletionJobs implements JobOwner, BulkOrder {
    static final String ID = "Id";

    /** Bytes of an id in quotes and the end of its line. */
    private static final long LINE = 21;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeletionTarget target;
    private final DeletionWriter writer;
    private final Supplier<List<Candidate>> pages;
    private final JobQueue jobs;
    private List<Candidate> ahead = List.of();
    private boolean refused;

    /** @param pages the next page of at most 200 records; null to take up jobs that an earlier run left behind */
    DeletionJobs(DeletionTarget target, DeletionWriter writer, Supplier<List<Candidate>> pages) {
        this.target = target;
        this.writer = writer;
        this.pages = pages;
        this.jobs = pages == null ? JobQueue.left(this) : JobQueue.of(this);
    }

    /** Whether all of so many records go into one job, so that each is read before the first is deleted. */
    static boolean fitIntoOne(long records, BulkSettings settings) {
        return LINE * (records + 1) <= settings.jobSize();
    }

    @Override
    public JobQueue jobs() {
        return jobs;
    }

    @Override
    public Run run() {
        return target.run();
    }

    @Override
    public Calls calls() {
        return target.calls();
    }

    @Override
    public Job newJob(BulkJob job) {
        return JobOwner.csvJob(target.object(), OperationEnum.DELETE);
    }

    @Override
    public boolean deletes() {
        return true;
    }

    @Override
    public boolean makesJobs() {
        return pages != null && !refused;
    }

    @Override
    public Optional<BulkJob> next() {
        JobCsv csv = new JobCsv(List.of(ID), run().settings().bulk().jobSize());
        List<String> keys = new ArrayList<>();
        while (true) {
            if (ahead.isEmpty()) {
                ahead = nextPage();
            }
            int added = add(ahead, csv);
            ahead.subList(0, added).forEach(candidate -> keys.add(candidate.key()));
            boolean isFull = added < ahead.size();
            ahead = ahead.subList(added, ahead.size());
            if (isFull || added == 0) {
                break;
            }
        }
        return csv.records() == 0
                ? Optional.empty()
                : Optional.of(BulkJob.of(csv, List.of()).carrying(keys));
    }

    /** Those of the next page that may be deleted; pages of which none may are passed over. */
    private List<Candidate> nextPage() {
        List<Candidate> page = pages.get();
        while (!page.isEmpty() && !run().isStopping()) {
            List<Candidate> due = check(page);
            if (!due.isEmpty()) {
                return due;
            }
            page = pages.get();
        }
        return List.of();
    }

    private List<Candidate> check(List<Candidate> page) {
        try {
            Checked checked = new DeletionIntent(target, Supplier::get).look(page, Set.of());
            writer.record(checked.ended(), Set.of(), Set.of());
            return checked.due();
        } catch (SalesforceException e) {
            throw new OrgFailedException(e);
        }
    }

    /** Adds as many as there is room for; returns how many these are. */
    private static int add(List<Candidate> page, JobCsv csv) {
        for (int i = 0; i < page.size(); i++) {
            String payload = JSON.createObjectNode().put(ID, page.get(i).id()).toString();
            if (csv.add(Payload.of(payload)) == JobCsv.Added.FULL) {
                return i;
            }
        }
        return page.size();
    }

    @Override
    public void read(BulkJob job, InputStream results) throws IOException {
        new DeletionJobResults(this, writer, job).read(results);
    }

    @Override
    public boolean turnsToCollections(CallError refusal) {
        boolean ofEveryCall = refusal.status() == 401 || refusal.code().equals("REQUEST_LIMIT_EXCEEDED");
        refused = !ofEveryCall && run().settings().bulk().path().isEmpty();
        if (refused) {
            run().findings()
                    .note("Records are deleted by collections, since Salesforce made no Bulk job: "
                            + refusal.explainedInFull());
        }
        return refused;
    }
}
