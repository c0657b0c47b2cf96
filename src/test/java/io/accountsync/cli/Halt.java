package io.accountsync.cli;

/**
 * Ends the process as {@code kill -9} does. The crash tests put a step that calls it into a copy of the engine routes, so
 * that the jar that is shipped has no crash point which somebody could trigger.
 */
public final class Halt {
    public void now() {
        Runtime.getRuntime().halt(137);
    }

    /** Only when the call of a Bulk job that is due is the one that is meant. */
    public void at(String meant, String call) {
        if (meant.equals(call)) {
            now();
        }
    }
}
