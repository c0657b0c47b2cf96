package io.accountsync.run.send.bulk;

import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.CallWatch;
import io.accountsync.salesforce.bulk.JobCsv;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;
import org.apache.camel.component.salesforce.api.dto.bulkv2.JobStateEnum;

/** A Bulk job on its way: which call it needs next, and what the last one brought. Used by one thread at a time. */
public final class BulkJob {
    /** The calls, each a route of its own. */
    public enum Step {
        CREATE,
        UPLOAD,
        CLOSE,
        ABORT,
        POLL,
        SUCCESSES,
        FAILURES,
        ENDED;

        /** The last part of its route's id. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final double GROWTH = 1.5;
    private static final int LONGEST = 30;

    private final boolean found;
    private final long records;
    private final List<Long> notes = new ArrayList<>();
    private String id;
    private JobCsv csv;
    private List<String> knownKeys = List.of();
    private boolean givenUp;
    private Step step;
    private int tries;
    private int polls;
    private boolean closeAnswered;
    private long dueNanos;
    private Job status;
    private CallWatch.Call waiting;
    private long callBegan;
    private Object answer;
    private CallError error;
    private long successes;
    private long failures;
    private long crowded;

    private BulkJob(String id, JobCsv csv, long records, Step step) {
        this.found = csv == null;
        this.id = id;
        this.csv = csv;
        this.records = records;
        this.step = step;
        this.dueNanos = System.nanoTime();
    }

    /**
     * A job whose data is complete and that Salesforce does not know yet.
     *
     * @param knownKeys of those of its records that Salesforce has already
     */
    static BulkJob of(JobCsv csv, List<String> knownKeys) {
        BulkJob job = new BulkJob(null, csv, csv.records(), Step.CREATE);
        job.knownKeys = knownKeys;
        return job;
    }

    /** A job that an earlier run left behind. */
    static BulkJob found(String id, long records) {
        return new BulkJob(id, null, records, Step.POLL);
    }

    /** Whether an earlier run made it. */
    boolean wasFound() {
        return found;
    }

    /** Null before Salesforce has given it one. */
    public String id() {
        return id;
    }

    long records() {
        return records;
    }

    public Step step() {
        return step;
    }

    /** How many calls in a row have failed. */
    public int tries() {
        return tries;
    }

    /** What is uploaded. */
    public InputStream data() {
        return csv.open();
    }

    /** Those of its records that Salesforce has already; none once they are noted. */
    List<String> knownKeys() {
        return knownKeys;
    }

    /** The notes that the state holds of its records. */
    List<Long> notes() {
        return notes;
    }

    /** Takes Salesforce's id; the notes are written with it. */
    void created(String newId) {
        id = newId;
        knownKeys = List.of();
        to(Step.UPLOAD);
    }

    /** Goes on with another step. */
    void to(Step next) {
        step = next;
        if (next == Step.POLL) {
            csv = null;
        }
    }

    /** It is to be aborted, and not to be closed any more. */
    void giveUp() {
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    /** Counts a call that failed: the next one waits. */
    void callFailed() {
        tries++;
    }

    /** Whether the last call to close it was answered as if that were done. */
    boolean closeAnswered() {
        return closeAnswered;
    }

    void closeAnswered(boolean answered) {
        closeAnswered = answered;
    }

    /** From here on the count of failed calls begins anew. */
    void isWell() {
        tries = 0;
    }

    /** Is looked at later: not before its interval, which grows. */
    void pollLater(Duration interval) {
        double factor = Math.min(LONGEST, Math.pow(GROWTH, polls++));
        step = Step.POLL;
        csv = null;
        dueNanos = System.nanoTime() + (long) (interval.toNanos() * factor);
    }

    /** When it is to be looked at, by {@link System#nanoTime}. */
    long dueNanos() {
        return dueNanos;
    }

    /** Notes that a call is about to be made. */
    public void calling(CallWatch.Call call) {
        waiting = call;
        callBegan = System.nanoTime();
    }

    /** The call that has no answer yet. */
    public CallWatch.Call waiting() {
        return waiting;
    }

    /** How long ago that was. */
    public Duration callTime() {
        return Duration.ofNanos(System.nanoTime() - callBegan);
    }

    /** Keeps what a call brought: an answer or an error. */
    public void answered(Object body, CallError failure) {
        answer = body;
        error = failure;
    }

    /** What the last call brought; gone afterwards, since it can be large. */
    Object takeAnswer() {
        Object body = answer;
        answer = null;
        return body;
    }

    /** Why the last call failed; null when it did not. */
    CallError error() {
        return error;
    }

    void status(Job job) {
        status = job;
    }

    /** As it was last looked at. */
    Job status() {
        return status;
    }

    JobStateEnum state() {
        return status.getState();
    }

    long processed() {
        return numberOf(status.getNumberRecordsProcessed());
    }

    long failed() {
        return numberOf(status.getNumberRecordsFailed());
    }

    void sawSuccesses(long number) {
        successes = number;
    }

    void sawFailures(long number, long ofThemCrowded) {
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
