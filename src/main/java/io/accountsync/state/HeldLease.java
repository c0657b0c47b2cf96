package io.accountsync.state;

import java.time.Duration;
import java.time.Instant;

/**
 * A lease that somebody else holds.
 *
 * @param owner who
 * @param since when that one took it; null where that lies in the future, so that its clock was wrong
 * @param endsIn when it is void, unless it is renewed until then
 */
public record HeldLease(LeaseOwner owner, Instant since, Duration endsIn) {
    /** The process that holds it, within a sentence. */
    public String process() {
        return owner.name();
    }

    /**
     * Whether a run is its holder's: it is one that began after the lease was taken, and has not ended. A session of a stream has a lease
     * of its own.
     */
    public boolean isOf(RunRecord run) {
        return run.endedAt() == null
                && !run.mode().equals(RunLog.STREAM)
                && (since == null || run.startedAt() >= since.toEpochMilli());
    }

    /** Who holds it and since when, within a sentence. */
    public String holder() {
        return owner.name() + (since == null ? "" : " since " + since);
    }

    /** What can be done about it, in sentences. */
    public String remedy() {
        String end = "its lease ends by itself within " + Math.max(1, (endsIn.toMillis() + 999) / 1000) + " s.";
        return owner.isStopped()
                ? owner.stoppedRemedy() + " Else " + end
                : "Wait until that run has ended; if that process is gone, " + end;
    }
}
