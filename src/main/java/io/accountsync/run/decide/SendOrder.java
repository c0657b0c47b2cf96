package io.accountsync.run.decide;

import io.accountsync.run.Run;
import io.accountsync.run.send.Batch;
import io.accountsync.run.send.Sending;
import io.accountsync.run.send.WaveBatches;
import io.accountsync.run.send.bulk.BulkOrder;
import io.accountsync.run.send.bulk.JobQueue;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.run.sync.RunMode;
import java.util.Iterator;

/**
 * Which records go next, and by which path: parents before their children, and what Bulk leaves over once more before the
 * wave after it.
 */
public final class SendOrder implements BulkOrder {
    /** How many records go first when the last run stopped since too much was rejected. */
    public static final int PROBE = 200;

    private final Sending sending;
    private final Run run;
    private boolean probes;
    private boolean probing;
    private ApiPath api = ApiPath.COLLECTIONS;
    private int passes;
    private JobQueue jobs;

    /** @param probes whether a few records go first, to see whether they are rejected as those of the last run were */
    public SendOrder(Sending sending, boolean probes) {
        this.sending = sending;
        this.run = sending.run();
        this.probes = probes;
    }

    /** The batches of the current wave that go now. */
    public Iterator<Batch> batches() {
        return new WaveBatches(sending, probing ? PROBE : Integer.MAX_VALUE);
    }

    /** Goes on to what is next; false when all was sent, or the run stops. */
    public boolean next() {
        if (run.isStopping()) {
            return false;
        }
        if (probing) {
            probing = false;
            if (sending.changes().counts().size(sending.wave()) > 0) {
                begin(sending.wave());
                return true;
            }
        }
        if (api == ApiPath.BULK && sending.changes().counts().size(sending.wave()) > 0) {
            boolean onceMore =
                    jobs.unprocessed() > 0 && passes <= run.settings().retries();
            go(onceMore ? WaveChoice.of(sending, sending.wave(), jobs.unprocessed()) : ApiPath.COLLECTIONS);
            return true;
        }
        Integer wave = sending.changes().waveAfter(sending.wave());
        if (wave == null
                && run.limit() == 0
                && run.mode() != RunMode.STREAM
                && sending.healing().wakeAll()) {
            sending.joined();
            wave = sending.changes().waveAfter(-1);
        }
        if (wave == null) {
            return false;
        }
        if (sending.path() == null) {
            // Nothing was to be sent but what a probe has released.
            sending.path(new ApiChoice(sending).choose());
        }
        sending.wave(wave);
        if (probes && run.progress().toSend() > PROBE) {
            probes = false;
            probing = true;
            api = ApiPath.COLLECTIONS;
            run.findings()
                    .note("The last run stopped since Salesforce rejected too much: this one began with " + PROBE
                            + " records.");
        } else {
            begin(wave);
        }
        return true;
    }

    private void begin(int wave) {
        passes = 0;
        go(WaveChoice.of(sending, wave, sending.changes().counts().size(wave)));
    }

    /** The Bulk jobs that an earlier run left behind come first, so that nothing is sent twice. */
    public void pickUpJobs() {
        jobs = JobQueue.left(sending);
    }

    /** What sends in this order. */
    public Sending sending() {
        return sending;
    }

    /** The Bulk jobs of the current wave. */
    @Override
    public JobQueue jobs() {
        return jobs;
    }

    /** By which API the wave goes. */
    public ApiPath api() {
        return api;
    }

    private void go(ApiPath next) {
        api = next;
        if (api == ApiPath.BULK) {
            passes++;
            jobs = JobQueue.ofWave(sending);
        }
    }
}
