package io.accountsync.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One row for each run, for the status command and for whoever asks the database. */
public final class RunLog {
    /** The columns that count something, in the order of the report. */
    public static final List<String> COUNTS = List.of(
            "rows_read",
            "created",
            "updated",
            "confirmed_on_repeat",
            "not_in_salesforce",
            "already_in_salesforce",
            "unchanged",
            "rejected",
            "still_rejected",
            "retry_later",
            "invalid",
            "duplicate",
            "unsent",
            "parked_sent",
            "parked_confirmed",
            "recreated",
            "gone_in_salesforce",
            "merged_in_salesforce",
            "missing",
            "tombstone",
            "flagged",
            "deleted",
            "already_gone",
            "not_deleted",
            "unconfirmed",
            "api_calls");

    /** The mode of a run that read no rows, but gave records of the org their External ID. */
    public static final String ADOPT = "adopt";

    /** The mode of a run that ended before its first write. */
    public static final String PLAN = "plan";

    /** The mode of a comparison that read rows and records and wrote nothing. */
    public static final String RECONCILE = "reconcile";

    /** The mode of a run that read no rows, but brought deleted records back. */
    public static final String RESTORE = "restore";

    /** The mode of a command that said what a restoration would do, and restored nothing. */
    public static final String RESTORE_DRY_RUN = "restore --dry-run";

    /** The mode of a session of a stream, which sends rows, but asks no source for them: no run says by it that all is there. */
    public static final String STREAM = "stream";

    /** The modes of what is not a run of rows that it asked for. */
    private static final List<String> NO_RUNS = List.of(ADOPT, PLAN, RECONCILE, RESTORE, RESTORE_DRY_RUN, STREAM);

    private final StateDatabase database;

    public RunLog(StateDatabase database) {
        this.database = database;
    }

    /**
     * Writes that a run has begun.
     *
     * @return its number
     */
    public long begin(String sync, String mode) {
        return database.with(db -> db.queryForObject(
                "insert into sync_run (sync, mode, status, started_at) values (?, ?, 'RUNNING', ?) returning run_id",
                Long.class,
                sync,
                mode,
                database.now()));
    }

    /**
     * Writes how a run ended.
     *
     * @param counts by the names of {@link #COUNTS}; one that is missing counts as 0
     * @throws IllegalStateException when the state does not know the run
     */
    public void end(long runId, String status, String message, Map<String, Long> counts) {
        String columns = COUNTS.stream().map(name -> name + " = ?").collect(Collectors.joining(", "));
        Object[] values = new Object[COUNTS.size() + 4];
        values[0] = status;
        values[1] = message;
        values[2] = database.now();
        for (int i = 0; i < COUNTS.size(); i++) {
            values[3 + i] = counts.getOrDefault(COUNTS.get(i), 0L);
        }
        values[values.length - 1] = runId;
        int known = database.with(db -> db.update(
                "update sync_run set status = ?, message = ?, ended_at = ?, " + columns + " where run_id = ?", values));
        if (known == 0) {
            throw new IllegalStateException("the state knows no run " + runId + "; was it forgotten while it went on?");
        }
    }

    /** Notes that a run stops since Salesforce rejects too much. */
    public void tripped(long runId) {
        database.with(db -> db.update("update sync_run set tripped = 1 where run_id = ?", runId));
    }

    /** Whether a run of a sync stopped for that, and none has completed since. */
    public boolean isTripped(String sync) {
        // From the last one backwards, whatever the number of runs that there were.
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from sync_run where sync = ? and tripped = 1 and run_id > coalesce((select run_id"
                        + " from sync_run where sync = ? and status in ('SUCCEEDED', 'PARTIAL') and mode not in ('"
                        + String.join("', '", NO_RUNS) + "') order by run_id desc limit 1), 0))",
                Boolean.class,
                sync,
                sync));
    }

    /** Whether something of this mode sends rows. */
    public static boolean isRun(String mode) {
        return !NO_RUNS.contains(mode);
    }

    /** The latest runs of a sync, the last one first. */
    public List<RunRecord> latest(String sync, int limit) {
        return database.with(db -> db.query(
                "select * from sync_run where sync = ? order by run_id desc limit ?",
                (row, n) -> read(row),
                sync,
                limit));
    }

    /** The latest of a sync that sends rows; empty when there was none. */
    public Optional<RunRecord> lastRun(String sync) {
        return database
                .with(db -> db.query(
                        "select * from sync_run where sync = ? and mode not in ('" + String.join("', '", NO_RUNS)
                                + "') order by run_id desc limit 1",
                        (row, n) -> read(row),
                        sync))
                .stream()
                .findFirst();
    }

    /** The number of the run that began last, of whatever sync; 0 before the first. */
    public long lastBegun() {
        return database.with(db -> db.queryForObject("select coalesce(max(run_id), 0) from sync_run", Long.class));
    }

    /** The number of the last run of a sync that completed, and sent all that it was to send; 0 when none ever did. */
    public long lastCompleted(String sync) {
        return database.with(db -> db.queryForObject(
                "select coalesce(max(run_id), 0) from sync_run where sync = ? and status in ('SUCCEEDED', 'PARTIAL')"
                        + " and unsent = 0 and mode not in ('" + String.join("', '", NO_RUNS) + "')",
                Long.class,
                sync));
    }

    /** A run by its number. */
    public Optional<RunRecord> find(long runId) {
        return database
                .with(db -> db.query("select * from sync_run where run_id = ?", (row, n) -> read(row), runId))
                .stream()
                .findFirst();
    }

    /**
     * When a run of this sync last completed with every row judged; empty when none ever did. One that could map none
     * of
     * the rows that it read did not.
     */
    public Optional<Instant> lastSuccess(String sync) {
        return database.with(db -> Optional.ofNullable(db.queryForObject(
                        "select max(ended_at) from sync_run where sync = ? and status in ('SUCCEEDED', 'PARTIAL')"
                                + " and (rows_read = 0 or invalid < rows_read)"
                                + " and mode not in ('" + String.join("', '", NO_RUNS) + "')",
                        Long.class,
                        sync))
                .map(Instant::ofEpochMilli));
    }

    /** When a session of a stream last came to a good end, or began that goes on; empty when none did. */
    public Optional<Instant> lastSession(String sync) {
        return database.with(db -> Optional.ofNullable(db.queryForObject(
                        "select max(coalesce(ended_at, started_at)) from sync_run where sync = ? and mode = '" + STREAM
                                + "' and status in ('SUCCEEDED', 'PARTIAL', 'RUNNING')",
                        Long.class,
                        sync))
                .map(Instant::ofEpochMilli));
    }

    /** Writes how far a run is that goes on for long: what it counted counts also where it never comes to its end. */
    public void goesOn(long runId, Map<String, Long> counts) {
        String columns = COUNTS.stream().map(name -> name + " = ?").collect(Collectors.joining(", "));
        List<Object> values = new ArrayList<>();
        COUNTS.forEach(name -> values.add(counts.getOrDefault(name, 0L)));
        values.add(runId);
        database.with(db -> db.update("update sync_run set " + columns + " where run_id = ?", values.toArray()));
    }

    /** How many API calls the runs of all syncs made that began within this time. A run that crashed reported none. */
    public long callsWithin(Duration time) {
        return callsWithin(time, 0);
    }

    /** The same without those of one run. */
    public long callsWithin(Duration time, long without) {
        return database.with(db -> db.queryForObject(
                "select coalesce(sum(api_calls), 0) from sync_run where started_at > ? and run_id <> ?",
                Long.class,
                database.now() - time.toMillis(),
                without));
    }

    /** The names of all syncs that ever ran, in order. */
    public List<String> syncs() {
        return database.with(db -> db.queryForList("select distinct sync from sync_run order by sync", String.class));
    }

    static RunRecord read(ResultSet row) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String name : COUNTS) {
            counts.put(name, row.getLong(name));
        }
        Number endedAt = (Number) row.getObject("ended_at");
        return new RunRecord(
                row.getLong("run_id"),
                row.getString("sync"),
                row.getString("mode"),
                row.getString("status"),
                row.getLong("started_at"),
                endedAt == null ? null : endedAt.longValue(),
                row.getString("message"),
                counts);
    }
}
