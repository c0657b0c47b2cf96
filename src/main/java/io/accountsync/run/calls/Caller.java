package io.accountsync.run.calls;

import io.accountsync.salesforce.CallError;
import java.time.Duration;
import java.util.Optional;

/** On whose behalf calls with records are made, and who watches them. Used by the thread that makes them. */
interface Caller {
    /** Why no call may be made now; empty when one may. */
    Optional<String> refusal();

    /** Whether nothing new may be sent. */
    boolean isStopping();

    /** Nothing new is to be sent from now on, for this reason. */
    void stop(String reason);

    /** Waits, but not longer than until it is stopping. */
    void pause(Duration time);

    /**
     * A call leaves.
     *
     * @param tries how often its records were sent before
     */
    void calling(int tries);

    /**
     * It is over, if one was made.
     *
     * @param error why it failed as a whole; null when it did not
     */
    void called(CallError error);
}
