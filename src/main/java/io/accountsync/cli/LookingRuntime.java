package io.accountsync.cli;

import io.accountsync.run.steps.Engine;
import java.nio.file.Path;

/**
 * The sync files for a command that only looks at them, beside the state: their mistakes do not stop it.
 *
 * @param runtime null where they have mistakes
 * @param mistake what is wrong with them; null for nothing
 */
record LookingRuntime(CamelRuntime runtime, String mistake) implements AutoCloseable {
    /** @param routes what {@code --routes} says; null for nothing */
    static LookingRuntime start(Path routes) {
        try {
            return new LookingRuntime(SyncStart.start(routes, null), null);
        } catch (RuntimeException e) {
            String mistake = ErrorMessages.userMistake(e);
            if (mistake == null) {
                throw e;
            }
            return new LookingRuntime(null, mistake);
        }
    }

    /** Null where the sync files have mistakes. */
    Engine engine() {
        return runtime == null ? null : runtime.engine();
    }

    @Override
    public void close() {
        if (runtime != null) {
            runtime.close();
        }
    }
}
