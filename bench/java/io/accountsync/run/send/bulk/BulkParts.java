package io.accountsync.run.send.bulk;

import io.accountsync.run.send.TestSending;
import io.accountsync.state.Change;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;
import org.apache.camel.component.salesforce.api.dto.bulkv2.JobStateEnum;

/** Records on their way by a Bulk job: kept as changes, written as CSV, judged by the job's results. */
public final class BulkParts implements AutoCloseable {
    private final TestSending sending;
    private final List<Change> changes = new ArrayList<>();
    private final byte[] results;
    private BulkJob job;

    /** So many new records, and the results that Salesforce gives when it takes all of them. */
    public BulkParts(Path directory, int records) {
        this.sending = TestSending.in(directory, "sync.bulk.job-size", "100MB");
        StringBuilder csv =
                new StringBuilder("\"sf__Id\",\"sf__Created\",\"Customer_Id__c\",\"Name\",\"BillingCity\"\n");
        for (int i = 0; i < records; i++) {
            String key = String.format("c-%09d", i);
            String name = "Company " + i + " of the long and winding name";
            changes.add(sending.row(key, name));
            csv.append(String.format("\"001I1%09dIAA\",\"true\",\"%s\",\"%s\",\"Graz\"\n", i, key, name));
        }
        this.results = csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Adds them to the change set and puts that into the order of sending. */
    public void collect() {
        sending.read(changes);
    }

    /** Makes a job of them. */
    public void write() {
        job = new JobWriter(sending.sending()).next().orElseThrow();
    }

    /** Reads the job's results, and notes them in the state. */
    public void judge() {
        Job status = new Job();
        status.setState(JobStateEnum.JOB_COMPLETE);
        status.setNumberRecordsProcessed((long) changes.size());
        status.setNumberRecordsFailed(0L);
        job.tally().status(status);
        job.to(BulkJob.Step.SUCCESSES);
        try (InputStream in = new ByteArrayInputStream(results)) {
            new BulkResults(sending.sending(), job).read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sending.close();
    }
}
