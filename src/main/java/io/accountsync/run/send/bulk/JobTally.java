package io.accountsync.run.send.bulk;

import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;
import org.apache.camel.component.salesforce.api.dto.bulkv2.JobStateEnum;

/** What became of a Bulk job's records: as Salesforce counts them, and as its results list them. */
public final class JobTally {
    private final long records;
    private Job status;
    private long successes;
    private long failures;
    private long crowded;

    JobTally(long records) {
        this.records = records;
    }

    /** How many were written to it. */
    long records() {
        return records;
    }

    /** Takes what Salesforce says of the job. */
    void status(Job job) {
        status = job;
    }

    /** What it said last; null before that. */
    Job status() {
        return status;
    }

    /** Not before there is a {@link #status}, as everything that Salesforce counts. */
    JobStateEnum state() {
        return status.getState();
    }

    /** How many Salesforce got to. */
    public long processed() {
        return numberOf(status.getNumberRecordsProcessed());
    }

    /** How many of them failed. */
    public long failed() {
        return numberOf(status.getNumberRecordsFailed());
    }

    /** Takes how many successes the results list. */
    public void sawSuccesses(long number) {
        successes = number;
    }

    /** Takes how many failures the results list, and how many of these were for locks or limits of the org's own code. */
    public void sawFailures(long number, long ofThemCrowded) {
        failures = number;
        crowded = ofThemCrowded;
    }

    /** Records that failed for locks or for limits of the org's own code. */
    long crowded() {
        return crowded;
    }

    /** Records without a result. */
    long unprocessed() {
        return Math.max(0, records - successes - failures);
    }

    private static long numberOf(Long number) {
        return number == null ? 0 : number;
    }
}
