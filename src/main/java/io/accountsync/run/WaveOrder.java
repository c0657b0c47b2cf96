package io.accountsync.run;

/**
 * Which records go next, and by which path: parents before their children, and what Bulk leaves over once more before the
 * wave after it.
 */
final class WaveOrder {
    /** The last part of the id of the route that sends a wave. */
    enum Way {
        WAVE,
        BULK
    }

    /** How many records go first when the last run stopped since too much was refused. */
    static final int PROBE = 200;

    private final Run run;
    private boolean probes;
    private boolean probing;
    private Way way = Way.WAVE;
    private int passes;

    /** @param probes whether a few records go first, to see whether they are refused as those of the last run were */
    WaveOrder(Run run, boolean probes) {
        this.run = run;
        this.probes = probes;
    }

    /** How many records of the current wave go now at most. */
    int most() {
        return probing ? PROBE : Integer.MAX_VALUE;
    }

    /** Goes on to what is next; false when all was sent, or the run stops. */
    boolean next() {
        if (run.isStopping()) {
            return false;
        }
        if (probing) {
            probing = false;
            if (run.changes().counts().size(run.wave()) > 0) {
                begin(run.wave());
                return true;
            }
        }
        if (way == Way.BULK && run.changes().counts().size(run.wave()) > 0) {
            boolean untouched =
                    PathChoice.goesByBulk(run.settings().bulk(), run.jobs().unprocessed());
            go(
                    untouched
                                    && run.jobs().unprocessed() > 0
                                    && passes <= run.settings().retries()
                            ? Way.BULK
                            : Way.WAVE);
            return true;
        }
        Integer wave = run.changes().waveAfter(run.wave());
        if (wave == null && run.limit() == 0 && run.healing().wakeAll()) {
            run.outgoing().joined();
            wave = run.changes().waveAfter(-1);
        }
        if (wave == null) {
            return false;
        }
        if (run.path() == null) {
            // Nothing was to be sent but what healing has woken.
            run.path(new PathChoice(run).choose());
        }
        run.wave(wave);
        if (probes && run.toSend() > PROBE) {
            probes = false;
            probing = true;
            way = Way.WAVE;
            run.findings()
                    .note("The last run stopped since Salesforce refused too much: this one began with " + PROBE
                            + " records.");
        } else {
            begin(wave);
        }
        return true;
    }

    private void begin(int wave) {
        passes = 0;
        boolean bulk = run.path().bulk()
                && PathChoice.goesByBulk(
                        run.settings().bulk(), run.changes().counts().size(wave));
        go(bulk ? Way.BULK : Way.WAVE);
    }

    /** How the wave goes. */
    Way way() {
        return way;
    }

    private void go(Way next) {
        way = run.path().bulk() ? next : Way.WAVE;
        if (way == Way.BULK) {
            passes++;
            run.jobs(JobQueue.ofWave(run));
        }
    }
}
