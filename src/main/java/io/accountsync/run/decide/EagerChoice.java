package io.accountsync.run.decide;

import io.accountsync.run.Run;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.SyncCursor;
import java.util.Optional;

/**
 * Whether one run may send while it still reads, of a sync that asks for it. Where it may not it goes the usual way, and says why: that
 * is nobody's mistake.
 */
public final class EagerChoice {
    private final Reading reading;
    private final Run run;

    public EagerChoice(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
    }

    /** Decides it, once it is known from where the rows are read. */
    public boolean isMade() {
        if (!run.settings().eager() || run.isPlanning() || run.mode() == RunMode.STREAM) {
            return false;
        }
        Optional<String> reason = obstacle();
        reason.ifPresent(text ->
                run.findings().note("All rows were compared before anything was sent (sync.eager), since " + text));
        return reason.isEmpty();
    }

    private Optional<String> obstacle() {
        if (reading.before().map(SyncCursor::mappingVersion).isEmpty()) {
            return Optional.of("no run has completed yet");
        }
        if (reading.mappingChanged()) {
            return Optional.of("the mapping, the source query or a time zone changed since the last run");
        }
        if (run.mode() == RunMode.FULL_REFRESH) {
            return Optional.of("a full refresh sends every record");
        }
        if (run.limit() > 0) {
            return Optional.of("the run is limited by --limit");
        }
        if (reading.readsEverything() && run.settings().maxMissing() < 100) {
            return Optional.of("this run reads every row, and sync.max-missing is a share of them");
        }
        if (run.state().plans().ofRuns().find().isPresent()) {
            return Optional.of("a guard held the last run back, and its plan is still there");
        }
        if (run.state().runs().isTripped(run.name())) {
            return Optional.of("Salesforce rejected too much of what the last run sent");
        }
        return run.state().jobs().open().isEmpty()
                ? Optional.empty()
                : Optional.of("an earlier run left Bulk jobs behind, which come first");
    }
}
