package io.accountsync.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The conditions that alerts are about, as the last look at them found them: one change is made by one process only. */
public final class AlertStates {
    private final StateDatabase database;

    public AlertStates(StateDatabase database) {
        this.database = database;
    }

    /** All of them, in the order of their subjects. */
    public List<AlertState> all() {
        return database.with(db -> db.query("select * from alert_state order by subject, kind", (row, n) -> read(row)));
    }

    /** One of them; empty when nobody has looked yet. */
    public Optional<AlertState> find(String subject, String kind) {
        return database
                .with(db -> db.query(
                        "select * from alert_state where subject = ? and kind = ?",
                        (row, n) -> read(row),
                        subject,
                        kind))
                .stream()
                .findFirst();
    }

    /** Since when a condition is watched, from now on where nobody has looked yet. */
    public Instant watchedSince(String subject, String kind) {
        return find(subject, kind).map(AlertState::watchedSince).orElseGet(() -> {
            watch(subject, kind);
            return find(subject, kind).orElseThrow().watchedSince();
        });
    }

    /**
     * Writes what a look at a condition found, where that is a change.
     *
     * @param incident the one that begins, if it was well so far
     * @param body the alert as JSON
     * @return whether it was, and this process is the one that made it
     */
    public boolean change(AlertState before, String level, String status, String incident, String body) {
        watch(before.subject(), before.kind());
        long now = database.now();
        return database.with(db -> db.update(
                        """
                        update alert_state set level = ?, status = ?, number = number + 1, body = ?, changed_at = ?,
                          incident = case when level = 'OK' then ? else incident end,
                          began_at = case when level = 'OK' then ? else began_at end,
                          worst = case when level = 'OK' or ? = 'CRITICAL' then ? else worst end
                        where subject = ? and kind = ? and number = ?
                        """,
                        level,
                        status,
                        body,
                        now,
                        incident,
                        now,
                        level,
                        level,
                        before.subject(),
                        before.kind(),
                        before.number()))
                == 1;
    }

    /** Notes how many rows a run read that came to their end. */
    public void addRows(String sync, long runId, boolean everyRow, long rows) {
        database.with(db -> db.update(
                "insert into alert_rows (run_id, sync, every_row, rows_read) values (?, ?, ?, ?)"
                        + " on conflict (run_id) do nothing",
                runId,
                sync,
                everyRow ? 1 : 0,
                rows));
    }

    /** How many rows the latest runs of one kind read before a run, and forgets older ones. */
    public List<Long> rowsBefore(String sync, long runId, boolean everyRow, int runs) {
        List<Long> ids = database.with(db -> db.queryForList(
                "select run_id from alert_rows where sync = ? and every_row = ? and run_id < ? order by run_id desc limit ?",
                Long.class,
                sync,
                everyRow ? 1 : 0,
                runId,
                runs));
        if (ids.isEmpty()) {
            return List.of();
        }
        long oldest = ids.get(ids.size() - 1);
        if (ids.size() == runs) {
            database.with(db -> db.update(
                    "delete from alert_rows where sync = ? and every_row = ? and run_id < ?",
                    sync,
                    everyRow ? 1 : 0,
                    oldest));
        }
        return database.with(db -> db.queryForList(
                "select rows_read from alert_rows where sync = ? and every_row = ? and run_id < ? and run_id >= ?",
                Long.class,
                sync,
                everyRow ? 1 : 0,
                runId,
                oldest));
    }

    private void watch(String subject, String kind) {
        long now = database.now();
        database.with(db -> db.update(
                "insert into alert_state (subject, kind, level, status, changed_at, watched_since)"
                        + " values (?, ?, 'OK', '', ?, ?) on conflict (subject, kind) do nothing",
                subject,
                kind,
                now,
                now));
    }

    private static AlertState read(ResultSet row) throws SQLException {
        return new AlertState(
                row.getString("subject"),
                row.getString("kind"),
                row.getString("level"),
                row.getString("status"),
                row.getLong("number"),
                row.getString("incident"),
                row.getString("body"),
                Instant.ofEpochMilli(row.getLong("changed_at")),
                row.getObject("began_at") == null ? null : Instant.ofEpochMilli(row.getLong("began_at")),
                row.getString("worst"),
                Instant.ofEpochMilli(row.getLong("watched_since")));
    }
}
