package io.accountsync.run.send.bulk;

import io.accountsync.mapping.Mapping;
import io.accountsync.run.Run;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.salesforce.CallError;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;

/** The jobs of one wave of a run's change set, or those that an earlier run left behind. */
final class SentJobs implements JobOwner {
    private final Sending sending;
    private final JobWriter writer;

    /** @param writer null where no new jobs are made */
    SentJobs(Sending sending, JobWriter writer) {
        this.sending = sending;
        this.writer = writer;
    }

    @Override
    public Run run() {
        return sending.run();
    }

    @Override
    public Calls calls() {
        return sending.calls();
    }

    @Override
    public Job newJob(BulkJob job) {
        Mapping mapping = sending.run().sync().mapping();
        Job created = JobOwner.csvJob(mapping.object(), job.operation().bulk());
        if (job.operation().isByExternalId()) {
            created.setExternalIdFieldName(mapping.externalId());
        }
        return created;
    }

    @Override
    public boolean deletes() {
        return false;
    }

    @Override
    public boolean makesJobs() {
        return writer != null && sending.path().api() == ApiPath.BULK;
    }

    @Override
    public Optional<BulkJob> next() {
        return writer.next();
    }

    @Override
    public void read(BulkJob job, InputStream results) throws IOException {
        new BulkResults(sending, job).read(results);
    }

    @Override
    public boolean turnsToCollections(CallError refusal) {
        return JobFailure.turnsToCollections(sending, refusal);
    }
}
