package io.accountsync.run.send.bulk;

import io.accountsync.run.Run;
import io.accountsync.run.calls.Calls;
import io.accountsync.salesforce.CallError;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.dto.bulkv2.ColumnDelimiterEnum;
import org.apache.camel.component.salesforce.api.dto.bulkv2.ContentTypeEnum;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;
import org.apache.camel.component.salesforce.api.dto.bulkv2.LineEndingEnum;
import org.apache.camel.component.salesforce.api.dto.bulkv2.OperationEnum;

/** Whose records a {@link JobQueue} takes to Salesforce. Used by one thread. */
public interface JobOwner {
    Run run();

    /** By which the run calls Salesforce. */
    Calls calls();

    /** What a new job is to be: object, operation, and the field that tells records apart. */
    Job newJob(BulkJob job);

    /** A job whose data is CSV as we write it. */
    static Job csvJob(String object, OperationEnum operation) {
        Job job = new Job();
        job.setObject(object);
        job.setOperation(operation);
        job.setContentType(ContentTypeEnum.CSV);
        job.setColumnDelimiter(ColumnDelimiterEnum.COMMA);
        job.setLineEnding(LineEndingEnum.LF);
        return job;
    }

    /** Whether its jobs delete records. */
    boolean deletes();

    /** Writes what else the state must know before the records of a job are uploaded; within the transaction that notes the job. */
    default void begun(BulkJob job, String id) {}

    /** Writes what else follows when all results of a job are judged; within the transaction that ends it. */
    default void ended(BulkJob job) {}

    /** Whether jobs are to be made still: not once collections have taken over. */
    boolean makesJobs();

    /** The next job, complete; empty when there are no more records. */
    Optional<BulkJob> next();

    /**
     * Judges one of the two lists of results of a job.
     *
     * @throws IOException when it is no such list, or is not as long as the job says
     */
    void read(BulkJob job, InputStream results) throws IOException;

    /** Whether collections take over, since Salesforce made no job. */
    boolean turnsToCollections(CallError refusal);
}
