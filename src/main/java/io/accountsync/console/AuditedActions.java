package io.accountsync.console;

import io.accountsync.state.AuditLog;
import io.accountsync.state.StateDatabase;
import java.util.function.Supplier;

/** Does what a person asked for only when it was written who asked for it; then writes what came of it. */
final class AuditedActions {
    private final AuditLog audit;
    private final StateDatabase database;

    AuditedActions(StateDatabase database) {
        this.database = database;
        this.audit = new AuditLog(database);
    }

    /** Writes that something is about to be done; returns its number. */
    long begin(Asked asked, String action, String sync, String subject) {
        return audit.begin(asked.session().who(), asked.address(), action, sync, subject);
    }

    /** Writes what came of it. */
    void end(long id, String result) {
        audit.end(id, result);
    }

    /**
     * Does something with the state: it and its result are written together, or neither is.
     *
     * @param work says what came of it
     * @throws RefusedException when the work is refused; that is written, too
     */
    String perform(Asked asked, String action, String sync, String subject, Supplier<String> work) {
        long id = begin(asked, action, sync, subject);
        String[] result = new String[1];
        try {
            database.atomically(() -> {
                result[0] = work.get();
                audit.end(id, result[0]);
            });
        } catch (RefusedException e) {
            audit.end(id, "refused: " + e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            endAfter(e, id);
            throw e;
        }
        return result[0];
    }

    /** What keeps the work from being written may keep this from it, too: without a result the action is known as cut off. */
    private void endAfter(RuntimeException error, long id) {
        try {
            audit.end(id, "failed, with nothing done");
        } catch (RuntimeException e) {
            error.addSuppressed(e);
        }
    }
}
