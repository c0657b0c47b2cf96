package io.accountsync.run.stream;

import io.accountsync.run.Run;
import java.time.Duration;

/** How long a session goes on. */
final class SessionTime {
    private final Run session;
    private final long end;

    SessionTime(Run session, Duration longest) {
        this.session = session;
        this.end = System.nanoTime() + longest.toNanos();
    }

    /** Whether no further batch begins: its time is over, or it was stopped. */
    boolean isOver() {
        return System.nanoTime() - end >= 0 || session.isStopping();
    }
}
