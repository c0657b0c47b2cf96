package io.accountsync.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a run gives back when it ends, the latest first; an error does not keep the others. Used by one thread at a time. */
final class HeldResources implements AutoCloseable {
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    void add(AutoCloseable resource) {
        resources.push(resource);
    }

    @Override
    public void close() {
        IllegalStateException failed = null;
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                if (failed == null) {
                    failed = new IllegalStateException(e.getMessage(), e);
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
