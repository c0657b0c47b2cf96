package io.accountsync.run.steps;

import io.accountsync.config.Sentence;
import io.accountsync.run.RunStoppedException;

/** Another run, of this process or of another one, has the lease of the sync. */
final class LeaseHeldException extends RunStoppedException {
    private static final long serialVersionUID = 1L;

    LeaseHeldException(String message) {
        super(Sentence.closed(message));
    }
}
