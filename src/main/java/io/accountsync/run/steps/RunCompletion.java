package io.accountsync.run.steps;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.CursorType;
import io.accountsync.mapping.GoneRule;
import io.accountsync.mapping.WhenRowGone;
import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.RunReport;
import io.accountsync.run.compare.MissingRows;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.gone.GoneLog;
import io.accountsync.run.lost.LostRecords;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.Change;
import io.accountsync.state.HeldPlan;
import io.accountsync.state.SyncCursor;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The complete phase: checks the accounting, moves the cursor if everything has its end, and writes the report. */
final class RunCompletion {
    private final Clock clock;
    private final BiConsumer<Run, RunReport> concluding;

    /** @param concluding what becomes of the time of the schedule, while the run has its lease */
    RunCompletion(Clock clock, BiConsumer<Run, RunReport> concluding) {
        this.clock = clock;
        this.concluding = concluding;
    }

    /** Ends a run that came through all its phases. */
    RunReport complete(Sending sending) {
        Reading reading = sending.reading();
        Run run = sending.run();
        long heldBack = reading.changes().counts().heldBack(Change.Origin.READ);
        run.counts().add(Count.UNSENT, reading.changes().counts().size(Change.Origin.READ) + heldBack);
        run.counts().mismatch().ifPresent(mismatch -> run.fail(new IllegalStateException(mismatch)));
        long halfDone = reading.changes().circles().twoSteps().halfDone();
        if (halfDone > 0) {
            run.findings()
                    .note(Quantity.of(halfDone, "record is", "records are")
                            + " in Salesforce without the record that it points to: the next run sends it once more.");
        }
        boolean everySent = heldBack + reading.changes().counts().heldBack(Change.Origin.RETRIED) == 0;
        if (!everySent) {
            run.findings()
                    .note(String.format(
                            Locale.ROOT,
                            "The run was limited to %s; %,d more to be sent by later runs, and the cursor stays.",
                            Quantity.of(run.limit(), "record"),
                            heldBack + reading.changes().counts().heldBack(Change.Origin.RETRIED)));
        }
        reading.seenCursors().note(run.sync().mapping().cursor()).ifPresent(note -> run.findings()
                .note(note));
        if (run.counts().nothingMapped()) {
            run.findings().note("Not one of the rows that were read could be mapped: this run counts as no success.");
        }
        if (run.failure().isEmpty() && run.stopReason().isEmpty()) {
            finish(sending, everySent);
        }
        return new RunEnd(clock, concluding).of(run, reading, sending);
    }

    private static void finish(Sending sending, boolean everySent) {
        Reading reading = sending.reading();
        Run run = sending.run();
        // Of a limited run nothing is over: neither the reading, nor a full refresh, nor what was approved.
        if (everySent) {
            OptionalLong refresh = run.state().refreshes().find();
            reading.missing().ifPresent(MissingRows::keep);
            run.state().write(() -> {
                run.state().cursors().save(run.name(), reading.cursor(nextCursor(sending), reading.mappingVersion()));
                sending.payloads().tidy(reading);
                if (reading.readsEverything()) {
                    run.state().invalid().removeUnseen(run.id());
                }
                reading.missing().ifPresent(MissingRows::forgetThoseThatAreBack);
                reading.missing()
                        .filter(MissingRows::areAllKnown)
                        .ifPresent(all -> run.state().sessions().snapshots().isWhole(run.id()));
                new GoneLog(reading).tidy();
                forgetPlan(reading);
                if (run.mode() == RunMode.FULL_REFRESH) {
                    run.state().refreshes().end();
                }
            });
            refreshed(reading, refresh);
            sending.payloads().noteWhatIsKept(run);
        }
        run.finish();
    }

    /** A full refresh has met every record that was gone when its first run began. */
    private static void refreshed(Reading reading, OptionalLong refresh) {
        Run run = reading.run();
        if (run.mode() == RunMode.FULL_REFRESH
                && run.sync().mapping().whenGone().isWatched()) {
            refresh.stream()
                    .mapToObj(run.state().runs()::find)
                    .flatMap(Optional::stream)
                    .map(first -> Instant.ofEpochMilli(first.startedAt()))
                    .forEach(began -> LostRecords.covered(reading, began));
        }
    }

    /**
     * An approval is for one run; but who reads only changes does not come to what was missing when all rows were read, and who must
     * not delete does not come to what was to be deleted.
     */
    private static void forgetPlan(Reading reading) {
        HeldPlan plan = reading.run().state().plans().ofRuns();
        boolean isOver = plan.find()
                .filter(held -> (held.missing() <= 0 || reading.readsEverything())
                        && (held.gone() == null || reading.readsEverything() && !isWithheld(reading)))
                .isPresent();
        if (isOver) {
            plan.remove();
        }
    }

    private static boolean isWithheld(Reading reading) {
        Run run = reading.run();
        GoneRule rule = run.sync().mapping().gone();
        boolean isOff = rule.whenRowGone() == WhenRowGone.DELETE
                && !run.settings().deletions().allowed();
        boolean goesByAbsence =
                !rule.isIgnored() && !rule.hasTombstones() && !reading.absence().isOtherwiseSaid();
        return isOff || goesByAbsence && reading.absence().doubt().isPresent();
    }

    /**
     * Ends a run that an error broke off in one of its phases.
     *
     * @param reading null when it had not begun
     * @param sending null when it had not begun
     */
    RunReport breakOff(Run run, Reading reading, Sending sending, Throwable error) {
        run.fail(error);
        // Rows of a page that was never compared are unsent like those of the change set.
        run.counts()
                .add(Count.UNSENT, run.counts().get(Count.READ) - run.counts().outcomes());
        return new RunEnd(clock, concluding).of(run, reading, sending);
    }

    /**
     * The greatest cursor that was read, but not past the source's own time when the run began, nor past a row that must be
     * read again, and, where not every row was read, never backwards.
     */
    private static Long nextCursor(Sending sending) {
        Reading reading = sending.reading();
        Run run = sending.run();
        CursorType type = run.sync().mapping().cursorType();
        if (type == null) {
            return null;
        }
        Long before = reading.before()
                .filter(cursor -> run.sync().mapping().cursor().equals(cursor.cursorColumn())
                        && type.name().equals(cursor.cursorType()))
                .map(SyncCursor::cursorValue)
                .orElse(null);
        Long seen = reading.seenCursors().greatest();
        if (seen == null) {
            return before;
        }
        long next = Math.min(seen, type.at(reading.sourceTime()));
        OptionalLong held = Stream.of(
                        sending.payloads().heldCursor(), reading.seenCursors().held())
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .min();
        if (held.isPresent()) {
            return Math.min(held.getAsLong(), next);
        }
        // Of all rows there are the greatest is the truth, also where a table was rebuilt and counts from 1 again.
        return before == null || reading.since().readsAll() != null ? next : Math.max(before, next);
    }
}
