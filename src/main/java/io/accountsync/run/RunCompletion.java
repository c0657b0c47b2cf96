package io.accountsync.run;

import io.accountsync.mapping.CursorType;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.Change;
import io.accountsync.state.OpenRecords;
import io.accountsync.state.SyncCursor;
import java.time.Clock;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The complete phase: checks the accounting, moves the cursor if everything has its end, and writes the report. */
final class RunCompletion {
    private static final Logger LOG = LoggerFactory.getLogger(RunCompletion.class);

    private final Clock clock;

    RunCompletion(Clock clock) {
        this.clock = clock;
    }

    /** Ends a run that came through all its phases. */
    RunReport complete(Run run) {
        long heldBack = run.changes().counts().heldBack(Change.Origin.READ);
        run.counts().add(Count.UNSENT, run.changes().counts().size(Change.Origin.READ) + heldBack);
        run.counts().mismatch().ifPresent(mismatch -> run.fail(new IllegalStateException(mismatch)));
        boolean everySent = heldBack + run.changes().counts().heldBack(Change.Origin.PARKED) == 0;
        if (!everySent) {
            run.findings()
                    .note(String.format(
                            Locale.ROOT,
                            "The run was limited to %,d records; %,d remain due, and the cursor stays.",
                            run.limit(),
                            heldBack + run.changes().counts().heldBack(Change.Origin.PARKED)));
        }
        run.seenCursors().note(run.sync().mapping().cursor()).ifPresent(note -> run.findings()
                .note(note));
        if (run.counts().nothingMapped()) {
            run.findings().note("Not one of the rows that were read could be mapped: this run counts as no success.");
        }
        if (run.failure().isEmpty() && run.stopReason().isEmpty()) {
            finish(run, everySent);
        }
        return end(run);
    }

    private static void finish(Run run, boolean everySent) {
        // Of a limited run nothing is over: neither the reading, nor a full refresh, nor what was approved.
        if (everySent) {
            run.state().write(() -> {
                run.state().cursors().save(run.name(), cursor(run, nextCursor(run), run.mappingVersion()));
                run.payloads().tidy(run);
                if (run.readsEverything()) {
                    run.state().invalid().removeUnseen(run.id());
                }
                run.state().plans().remove();
                if (run.mode() == RunMode.FULL_REFRESH) {
                    run.state().refreshes().end();
                }
            });
            run.payloads().tell(run);
        }
        run.finish();
    }

    /** Ends a run that an error broke off in one of its phases. */
    RunReport breakOff(Run run, Throwable error) {
        run.fail(error);
        // Rows of a page that was never compared are unsent like those of the change set.
        run.counts()
                .add(Count.UNSENT, run.counts().get(Count.READ) - run.counts().outcomes());
        return end(run);
    }

    /** A record that we knew and that Salesforce made anew is a surprise to somebody. */
    private static void warnOfRecreated(Run run) {
        long recreated = run.counts().get(Count.RECREATED);
        if (recreated > 0) {
            LOG.warn(
                    "{} records of sync {} had been deleted or merged in the org, and were made anew. Leave their rows out of "
                            + "the source query if they shall stay away.",
                    recreated,
                    run.name());
        }
    }

    private static void lookForDoubts(Run run) {
        try {
            run.state().doubts().summary().ifPresent(run::doubts);
        } catch (RuntimeException e) {
            LOG.warn("How many records are in doubt could not be read: {}", e.getMessage());
        }
    }

    private RunReport end(Run run) {
        warnOfRecreated(run);
        if (run.outcomes() != null) {
            run.outcomes().noteIn(run.findings());
        }
        lookForDoubts(run);
        RunReport report = RunReport.of(run, open(run), clock.instant());
        try {
            run.state()
                    .runs()
                    .end(
                            run.id(),
                            report.status().name(),
                            report.message(),
                            run.counts().byColumn());
        } catch (RuntimeException e) {
            LOG.error("The end of run {} could not be written: {}", run.id(), e.getMessage());
        }
        run.close();
        return report;
    }

    private static OpenRecords open(Run run) {
        try {
            return run.state().open();
        } catch (RuntimeException e) {
            LOG.error("What of run {} has not passed could not be counted: {}", run.id(), e.getMessage());
            return OpenRecords.NONE;
        }
    }

    /**
     * The greatest cursor that was read, but not past the source's own time when the run began, nor past a row that must be
     * read again, and, where not every row was read, never backwards.
     */
    private static Long nextCursor(Run run) {
        CursorType type = run.sync().mapping().cursorType();
        if (type == null) {
            return null;
        }
        Long before = run.before()
                .filter(cursor -> run.sync().mapping().cursor().equals(cursor.cursorColumn())
                        && type.name().equals(cursor.cursorType()))
                .map(SyncCursor::cursorValue)
                .orElse(null);
        Long seen = run.seenCursors().greatest();
        if (seen == null) {
            return before;
        }
        long next = Math.min(seen, type.at(run.sourceTime()));
        Long held = run.payloads().heldCursor();
        if (held != null) {
            return Math.min(held, next);
        }
        // Of all rows there are the greatest is the truth, also where a table was rebuilt and counts from 1 again.
        return before == null || run.since().readsAll() != null ? next : Math.max(before, next);
    }

    /** The cursor row for this run's org and mapping. */
    static SyncCursor cursor(Run run, Long value, String mappingVersion) {
        OrgIdentity org = run.org();
        CursorType type = run.sync().mapping().cursorType();
        return new SyncCursor(
                org.id(),
                org.name(),
                org.kind(),
                run.sync().mapping().object(),
                run.sync().mapping().externalId(),
                run.sync().mapping().cursor(),
                type == null ? null : type.name(),
                value,
                mappingVersion,
                run.cursorForm() == null ? null : run.cursorForm().toString(),
                run.since() != null && run.since().readsAll() != null
                        ? Long.valueOf(run.startedAt().toEpochMilli())
                        : run.before().map(SyncCursor::fullReadAt).orElse(null));
    }
}
