package io.accountsync.localorg.data;

import java.util.ArrayDeque;
import java.util.Deque;

/** What must be done to take back the changes of a composite call; guarded by the org's lock. */
final class UndoLog {

    private Deque<Runnable> steps;

    /** Whether changes must be noted now. */
    boolean active() {
        return steps != null;
    }

    /** Notes how to take back a change that is about to be made. */
    void add(Runnable step) {
        steps.push(step);
    }

    void begin() {
        steps = new ArrayDeque<>();
    }

    /** Forgets the notes; the changes stay. */
    void commit() {
        steps = null;
    }

    /** Takes back everything since {@link #begin}, last change first. */
    void rollBack() {
        Deque<Runnable> undone = steps;
        steps = null;
        undone.forEach(Runnable::run);
    }
}
