package io.accountsync.cli;

import io.accountsync.run.RunStatus;

/** How a run ended, as a word. */
final class StatusWord {
    private StatusWord() {}

    static Shown of(RunStatus status) {
        return of(status.name());
    }

    /** The same of a run that the state knows, which may be going on. */
    static Shown of(String status) {
        return switch (status) {
            case "SUCCEEDED" -> Colour.GREEN.of(status);
            case "FAILED" -> Colour.RED.of(status);
            default -> Colour.YELLOW.of(status);
        };
    }
}
