package io.accountsync.run.send.bulk;

import io.accountsync.mapping.Operation;
import io.accountsync.salesforce.bulk.JobCsv;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Bulk job on its way: which call it needs next, and what the last one brought. Used by one thread at a time. */
public final class BulkJob {
    /** The calls. */
    public enum Step {
        CREATE,
        UPLOAD,
        CLOSE,
        ABORT,
        POLL,
        SUCCESSES,
        FAILURES,
        ENDED;

        /** In a word. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final double GROWTH = 1.5;
    private static final int LONGEST = 30;

    private final boolean found;
    private final JobCall call = new JobCall();
    private final JobTally tally;
    private final List<Long> notes = new ArrayList<>();
    private String id;
    private JobCsv csv;
    private Operation operation = Operation.UPSERT;
    private List<String> knownKeys = List.of();
    private List<String> firstSteps = List.of();
    private List<String> keys = List.of();
    private boolean givenUp;
    private Step step;
    private int tries;
    private int polls;
    private boolean closeAnswered;
    private long dueNanos;

    private BulkJob(String id, JobCsv csv, long records, Step step) {
        this.found = csv == null;
        this.id = id;
        this.csv = csv;
        this.tally = new JobTally(records);
        this.step = step;
        this.dueNanos = System.nanoTime();
    }

    /**
     * A job whose data is complete and that Salesforce does not know yet.
     *
     * @param knownKeys of those of its records that Salesforce has already
     */
    public static BulkJob of(JobCsv csv, List<String> knownKeys) {
        BulkJob job = new BulkJob(null, csv, csv.records(), Step.CREATE);
        job.knownKeys = knownKeys;
        return job;
    }

    /** The same job, for another operation than an upsert. */
    BulkJob doing(Operation other) {
        operation = other;
        return this;
    }

    /** The same job, with these among its records that go without their parents. */
    BulkJob withFirstSteps(List<String> keys) {
        firstSteps = keys;
        return this;
    }

    /** Those of its records that go without their parents, by key; none once all is uploaded. */
    List<String> firstSteps() {
        return firstSteps;
    }

    /** The same job, with the keys of all its records. */
    public BulkJob carrying(List<String> all) {
        keys = all;
        return this;
    }

    /** A job that an earlier run left behind. */
    static BulkJob found(String id, long records) {
        return new BulkJob(id, null, records, Step.POLL);
    }

    /** Whether an earlier run made it. */
    public boolean wasFound() {
        return found;
    }

    /** What it asks Salesforce to do; of one that an earlier run made nobody needs to know. */
    public Operation operation() {
        return operation;
    }

    /** Null before Salesforce has given it one. */
    public String id() {
        return id;
    }

    /** The call that it needs now, or that was the last one. */
    public JobCall call() {
        return call;
    }

    /** What became of its records. */
    public JobTally tally() {
        return tally;
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

    /** Those of its records that Salesforce has already, so many at a time; none once they are noted. */
    List<List<String>> knownKeysInParts(int size) {
        List<List<String>> parts = new ArrayList<>();
        for (int i = 0; i < knownKeys.size(); i += size) {
            parts.add(knownKeys.subList(i, Math.min(knownKeys.size(), i + size)));
        }
        return parts;
    }

    /** Those of all its records; empty of one that an earlier run made. */
    List<String> keys() {
        return keys;
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
            isUploaded();
        }
    }

    private void isUploaded() {
        csv = null;
        firstSteps = List.of();
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

    /** From here on the count of failed calls begins again. */
    void isWell() {
        tries = 0;
    }

    /** Is looked at later: not before its interval, which grows. */
    void pollLater(Duration interval) {
        double factor = Math.min(LONGEST, Math.pow(GROWTH, polls++));
        step = Step.POLL;
        isUploaded();
        dueNanos = System.nanoTime() + (long) (interval.toNanos() * factor);
    }

    /** When it is to be looked at, by {@link System#nanoTime}. */
    long dueNanos() {
        return dueNanos;
    }
}
