package io.accountsync.run.send.bulk;

import io.accountsync.mapping.Mapping;
import io.accountsync.run.Run;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.FirstStepNotes;
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
    public void begun(BulkJob job, String id) {
        if (sending.outgoing().notesFirstSteps()) {
            notes().beginOfJob(id, job.firstSteps());
        }
    }

    /** Of a job that Salesforce does not know any more, or did not get to, nobody can say which of its records it made. */
    @Override
    public void ended(BulkJob job) {
        if (job.tally().unprocessed() > 0) {
            notes().keepOfJob(job.id());
        } else {
            notes().endOfJob(job.id());
        }
    }

    private FirstStepNotes notes() {
        return run().state().halfDone().notes();
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
