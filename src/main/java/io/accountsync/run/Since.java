package io.accountsync.run;

import io.accountsync.mapping.CursorType;
import io.accountsync.state.SyncCursor;
import java.util.Optional;

/**
 * Where a run begins to read.
 *
 * @param type of the cursor; timestamp for a sync without one
 * @param from the cursor value to read from, inclusive
 * @param readsAll why every row is read, or null when only those since {@code from} are asked for
 */
record Since(CursorType type, long from, String readsAll) {
    static Since of(Run run, Optional<SyncCursor> before, String mappingVersion) {
        CursorType type = run.sync().mapping().cursorType();
        if (type == null) {
            return all(CursorType.TIMESTAMP, "the sync has no cursor");
        }
        if (run.mode() == RunMode.FULL_REFRESH) {
            return all(type, "full refresh");
        }
        if (before.isEmpty() || before.get().cursorValue() == null) {
            return all(type, "first run");
        }
        SyncCursor cursor = before.get();
        if (run.state().rejected().needRows()) {
            return all(type, "rejected records are to be sent again whose payloads are not kept");
        }
        if (!run.settings().keepPayloads() && run.state().rejected().havePayloads()) {
            return all(type, "the payloads of rejected records are not kept any more");
        }
        if (!mappingVersion.equals(cursor.mappingVersion())) {
            return all(type, "the mapping or the source query changed");
        }
        if (!run.sync().mapping().cursor().equals(cursor.cursorColumn())
                || !type.name().equals(cursor.cursorType())) {
            return all(type, "the cursor column changed");
        }
        long from = type.minus(
                cursor.cursorValue(), run.settings().overlap(), run.settings().overlapSteps());
        return new Since(type, from, null);
    }

    private static Since all(CursorType type, String reason) {
        return new Since(type, type.floor(), reason);
    }

    /** The value for the source query; never null, since {@code column >= null} gives no rows and no error. */
    Object sqlValue() {
        return type.toSql(from);
    }
}
