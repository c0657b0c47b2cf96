package io.accountsync.alert;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Has channels notified in threads of their own, side by side, one pass of a channel at a time: neither a run nor a channel waits
 * for what another receiver does.
 */
final class AlertDispatch {
    /** Notifies one channel of all that it does not know yet. It throws nothing, and ends in time. */
    interface Pass {
        void notify(AlertChannel channel, boolean early);
    }

    private final Executor threads;
    private final Pass pass;
    private final Map<AlertChannel, Lane> lanes = new EnumMap<>(AlertChannel.class);

    AlertDispatch(Executor threads, Pass pass) {
        this.threads = threads;
        this.pass = pass;
        for (AlertChannel channel : AlertChannel.values()) {
            lanes.put(channel, new Lane(channel));
        }
    }

    /** Has a channel notified soon; what is asked for during a pass is one more pass after it. */
    void ask(AlertChannel channel, boolean early) {
        lanes.get(channel).ask(early);
    }

    /** Waits until all passes that were asked for have ended, or so long. */
    void awaitEnd(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try {
            for (Lane lane : lanes.values()) {
                lane.awaitEnd(end);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The passes of one channel. */
    private final class Lane {
        private final AlertChannel channel;
        private boolean isWanted;
        private boolean isEarly;
        private boolean isBusy;

        private Lane(AlertChannel channel) {
            this.channel = channel;
        }

        private synchronized void ask(boolean early) {
            isWanted = true;
            isEarly |= early;
            if (!isBusy) {
                isBusy = true;
                threads.execute(this::work);
            }
        }

        private void work() {
            while (isNext()) {
                pass.notify(channel, takeEarly());
            }
        }

        private synchronized boolean isNext() {
            boolean isNext = isWanted;
            isWanted = false;
            isBusy = isNext;
            notifyAll();
            return isNext;
        }

        private synchronized boolean takeEarly() {
            boolean early = isEarly;
            isEarly = false;
            return early;
        }

        private synchronized void awaitEnd(long end) throws InterruptedException {
            for (long left = millis(end); isBusy && left > 0; left = millis(end)) {
                wait(left);
            }
        }

        private static long millis(long end) {
            return Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
    }
}
