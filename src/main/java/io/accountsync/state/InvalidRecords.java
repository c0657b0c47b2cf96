package io.accountsync.state;

import java.util.List;

/** The rows of one sync that could not be mapped, among its rejected records; known until they pass, are gone, or are dropped. */
public final class InvalidRecords {
    private static final String INVALID = "invalid";

    /** What the messages about changes that never come ask for: they are about no row, but about all. */
    private static final String ASKS_FOR_A_RUN = "%--compare-all%";

    private static final String UNREADABLE = "MALFORMED_ROW";

    private final StateDatabase database;
    private final String sync;

    public InvalidRecords(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** Notes rows that a run could not map, or adds an attempt to those that are known. */
    public void add(List<InvalidRow> rows, long runId) {
        if (rows.isEmpty()) {
            return;
        }
        long now = database.now();
        database.with(db -> db.batchUpdate(
                """
                insert into rejected_record (record_key, sync, error_class, code, message, fields, place, external_id, seen_run,
                  attempts, first_at, last_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
                on conflict (record_key, sync) do update set
                  fingerprint = null, payload = null, parent_key = null, error_class = excluded.error_class,
                  code = excluded.code, message = excluded.message, fields = excluded.fields, place = excluded.place,
                  external_id = excluded.external_id, seen_run = excluded.seen_run, attempts = rejected_record.attempts + 1, last_at = excluded.last_at, due = 0
                """,
                rows,
                rows.size(),
                (statement, row) -> {
                    statement.setString(1, row.key());
                    statement.setString(2, sync);
                    statement.setString(3, INVALID);
                    statement.setString(4, row.code());
                    statement.setString(5, row.message());
                    statement.setString(6, row.field());
                    statement.setString(7, row.place());
                    statement.setString(
                            8,
                            row.externalId() == null ? null : row.externalId().replace('\0', '\uFFFD'));
                    statement.setLong(9, runId);
                    statement.setLong(10, now);
                    statement.setLong(11, now);
                }));
    }

    /** The places where a stream lost changes, such as a slot or a TRUNCATE, which no run has healed so far; a few of them. */
    public List<String> lostChanges() {
        return database.with(db -> db.queryForList(
                "select place from rejected_record where sync = ? and code = ? and message like ? and place is not null"
                        + " order by last_at limit 3",
                String.class,
                sync,
                UNREADABLE,
                ASKS_FOR_A_RUN));
    }

    /**
     * Forgets the rows that a run did not come by, which read every row: they are gone from the source, or have changed and
     * passed under another key. Those that a stream brought stay, since they need not be at the source of runs; but what it said of changes that
     * never come, before the run began, is healed by the run. Only a row that could not be mapped has no fingerprint, whatever class a person made it.
     */
    public void removeUnseen(long runId) {
        database.with(db -> db.update(
                "delete from rejected_record where sync = ? and fingerprint is null and payload is null"
                        + " and (seen_run is null or seen_run <> ?)"
                        + " and not exists (select 1 from sync_run s where s.run_id = seen_run and s.mode = ?"
                        + " and not (code = ? and rejected_record.message like ?"
                        + " and last_at < (select r.started_at from sync_run r where r.run_id = ?)))",
                sync,
                runId,
                RunLog.STREAM,
                UNREADABLE,
                ASKS_FOR_A_RUN,
                runId));
    }
}
