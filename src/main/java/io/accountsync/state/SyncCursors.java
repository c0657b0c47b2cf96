package io.accountsync.state;

import java.util.List;
import java.util.Optional;

/** The cursors of all syncs. */
public final class SyncCursors {
    private final StateDatabase database;

    public SyncCursors(StateDatabase database) {
        this.database = database;
    }

    /** The cursor of a sync; empty before its first write to an org. */
    public Optional<SyncCursor> find(String sync) {
        List<SyncCursor> rows = database.with(db -> db.query(
                """
                select org_id, org_name, org_type, object, external_id, cursor_column, cursor_type, cursor_value,
                  mapping_version, cursor_form, full_read_at
                from sync_cursor where sync = ?
                """,
                (row, n) -> {
                    Number value = (Number) row.getObject(8);
                    Number fullReadAt = (Number) row.getObject(11);
                    return new SyncCursor(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            value == null ? null : value.longValue(),
                            row.getString(9),
                            row.getString(10),
                            fullReadAt == null ? null : fullReadAt.longValue());
                },
                sync));
        return rows.stream().findFirst();
    }

    /** Stores the cursor of a sync. */
    public void save(String sync, SyncCursor cursor) {
        database.with(db -> db.update(
                """
                insert into sync_cursor (sync, org_id, org_name, org_type, object, external_id, cursor_column, cursor_type,
                  cursor_value, mapping_version, cursor_form, full_read_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (sync) do update set
                  org_id = excluded.org_id, org_name = excluded.org_name, org_type = excluded.org_type,
                  object = excluded.object, external_id = excluded.external_id,
                  cursor_column = excluded.cursor_column, cursor_type = excluded.cursor_type,
                  cursor_value = excluded.cursor_value, mapping_version = excluded.mapping_version,
                  cursor_form = excluded.cursor_form, full_read_at = excluded.full_read_at,
                  updated_at = excluded.updated_at
                """,
                sync,
                cursor.orgId(),
                cursor.orgName(),
                cursor.orgType(),
                cursor.object(),
                cursor.externalId(),
                cursor.cursorColumn(),
                cursor.cursorType(),
                cursor.cursorValue(),
                cursor.mappingVersion(),
                cursor.cursorForm(),
                cursor.fullReadAt(),
                database.now()));
    }

    /** Forgets where the next run begins, so that it reads every row; all else stays known. */
    public void rewind(String sync) {
        database.with(db -> db.update(
                "update sync_cursor set cursor_value = null, cursor_form = null, updated_at = ? where sync = ?",
                database.now(),
                sync));
    }

    /** Forgets the cursor of a sync, and which org it is about. */
    public void remove(String sync) {
        database.with(db -> db.update("delete from sync_cursor where sync = ?", sync));
    }
}
