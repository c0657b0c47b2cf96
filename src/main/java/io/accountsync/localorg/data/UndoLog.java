package io.accountsync.localorg.data;

import java.util.ArrayDeque;
import java.util.Deque;

/** What must be done to take back the changes of a call; a part of the call may be taken back alone. Guarded by the org's lock. */
final class UndoLog {

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final Deque<Integer> begun = new ArrayDeque<>();
    private boolean undoing;

    /** Whether changes must be noted now. */
    boolean active() {
        return !begun.isEmpty() && !undoing;
    }

    /** Notes how to take back a change that is about to be made. */
    void add(Runnable step) {
        steps.push(step);
    }

    void begin() {
        begun.push(steps.size());
    }

    /** The changes since the last {@link #begin} stay, unless what was begun before is taken back. */
    void commit() {
        begun.pop();
        if (begun.isEmpty()) {
            steps.clear();
        }
    }

    /** Takes back everything since the last {@link #begin}, last change first. */
    void rollBack() {
        int before = begun.pop();
        undoing = true;
        while (steps.size() > before) {
            steps.pop().run();
        }
        undoing = false;
    }
}
