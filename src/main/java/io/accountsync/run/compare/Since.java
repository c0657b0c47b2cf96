package io.accountsync.run.compare;

import io.accountsync.mapping.CursorForm;
import io.accountsync.mapping.CursorType;
import io.accountsync.run.Run;
import io.accountsync.run.sync.RunMode;
import io.accountsync.source.TextParameter;
import io.accountsync.state.SyncCursor;
import java.util.List;
import java.util.Optional;

/**
 * Where a run begins to read.
 *
 * @param type of the cursor; timestamp for a sync without one
 * @param form how the cursor column writes its times, where it holds texts; else null
 * @param from the cursor value to read from, inclusive
 * @param readsAll why every row is read, or null when only those since {@code from} are asked for
 */
public record Since(CursorType type, CursorForm form, long from, String readsAll) {
    private static final String NO_CURSOR = "the sync has no cursor";
    private static final String COMPARE_ALL = "--compare-all";
    private static final String FULL_SCHEDULE = "sync.full-schedule";

    public static Since of(Run run, Optional<SyncCursor> before, String mappingVersion) {
        CursorType type = run.sync().mapping().cursorType();
        if (type == null) {
            return all(CursorType.TIMESTAMP, NO_CURSOR);
        }
        if (run.mode() == RunMode.FULL_REFRESH) {
            return all(type, "full refresh");
        }
        if (run.mode() == RunMode.COMPARE_ALL) {
            return all(type, COMPARE_ALL);
        }
        if (before.isEmpty() || before.get().mappingVersion() == null) {
            return all(type, "first run");
        }
        SyncCursor cursor = before.get();
        if (cursor.cursorValue() == null) {
            return all(type, "the state has no cursor");
        }
        if (run.state().rejected().retries().needRows()) {
            return all(type, "rejected records are to be sent again whose payloads are not kept");
        }
        if (run.state().doubts().needRows()) {
            return all(type, "records are in doubt whose rows must be read again");
        }
        if (!run.settings().keepPayloads() && run.state().rejected().payloads().areKept()) {
            return all(type, "the payloads of rejected records are not kept any more");
        }
        if (!mappingVersion.equals(cursor.mappingVersion())) {
            return all(type, "the mapping, the source query or a time zone changed");
        }
        if (!run.sync().mapping().cursor().equals(cursor.cursorColumn())
                || !type.name().equals(cursor.cursorType())) {
            return all(type, "the cursor column changed");
        }
        if (SeenCursors.isNever(type, cursor.cursorValue())) {
            return all(type, "the cursor was at a number that means \"never\"");
        }
        if (run.settings().fullSchedule().isDue(cursor.fullReadAt(), run.startedAt())) {
            return all(type, FULL_SCHEDULE);
        }
        long from = type.minus(
                cursor.cursorValue(), run.settings().overlap(), run.settings().overlapSteps());
        CursorForm form =
                Optional.ofNullable(cursor.cursorForm()).flatMap(CursorForm::of).orElse(null);
        return new Since(type, form, from, null);
    }

    /** The beginning of the cursor. */
    public static Since all(CursorType type, String reason) {
        return new Since(type, null, type.floor(), reason);
    }

    /** For rows that came by themselves: nobody asks a source for any. */
    public static Since ofStream(CursorType type) {
        CursorType counted = type == null ? CursorType.TIMESTAMP : type;
        return new Since(counted, null, counted.floor(), null);
    }

    /** Whether every row is read in order to compare all of them, and not since something of before is in doubt. */
    boolean comparesAll() {
        return readsAll != null
                && List.of(NO_CURSOR, COMPARE_ALL, FULL_SCHEDULE).contains(readsAll);
    }

    /** The value for the source query; never null, since {@code column >= null} gives no rows and no error. */
    public Object sqlValue() {
        return form == null ? type.toSql(from) : new TextParameter(form.text(type, from));
    }
}
