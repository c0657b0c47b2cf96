package io.accountsync.cli;

import io.accountsync.run.steps.Engine;
import java.nio.file.Path;
import java.util.List;

/**
 * The sync files for a command that only looks at them, beside the state: their mistakes do not stop it.
 *
 * @param runtime of those that can be read; null where none can
 * @param mistake what is wrong with any; null for nothing
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
            return withoutBrokenFiles(routes, mistake);
        }
    }

    /** Without the files that Camel could not read: the syncs of others can be shown, where these have no mistakes of their own. */
    private static LookingRuntime withoutBrokenFiles(Path routes, String mistake) {
        try {
            List<String> files = SyncFiles.find(routes);
            List<String> usable = new SyncFileCheck(files).usable();
            return new LookingRuntime(
                    usable.isEmpty() || usable.size() == files.size()
                            ? null
                            : SyncStart.started(CamelRuntime.onDemand(usable)),
                    mistake);
        } catch (RuntimeException e) {
            String other = ErrorMessages.userMistake(e);
            if (other == null) {
                throw e;
            }
            return new LookingRuntime(null, other.equals(mistake) ? mistake : mistake + " " + other);
        }
    }

    /** Null where no sync file can be read. */
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
