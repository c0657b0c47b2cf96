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

    private final Run run;
    private Way way = Way.WAVE;
    private int passes;

    WaveOrder(Run run) {
        this.run = run;
    }

    /** Goes on to what is next; false when all was sent, or the run stops. */
    boolean next() {
        if (run.isStopping()) {
            return false;
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
        passes = 0;
        boolean bulk = run.path().bulk()
                && PathChoice.goesByBulk(
                        run.settings().bulk(), run.changes().counts().size(wave));
        go(bulk ? Way.BULK : Way.WAVE);
        return true;
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
