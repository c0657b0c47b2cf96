package io.accountsync.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the queries of runs saw of the database whose log a stream reads, so that a change which comes later is known to be older than
 * what a run read. Safe for several threads.
 */
public final class RunSnapshots {
    private static final String COLUMNS =
            "select run_id, begun_at, source_database, visible, log_position from run_snapshot";

    private final StateDatabase database;
    private final String sync;

    RunSnapshots(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * That of one run.
     *
     * @param begunAt when the run began by the state's clock, in milliseconds since 1970
     * @param database which one, in one history of its log
     * @param visible the transactions that it saw, as the database says it
     * @param position what has a later place in the log, it did not see
     */
    public record Snapshot(long runId, long begunAt, String database, String visible, long position) {}

    /** Keeps what a run saw, before anything is written of what it read. Call it within {@link SyncState#write}. */
    public void keep(Snapshot snapshot) {
        database.with(db -> db.update(
                "insert into run_snapshot (run_id, sync, begun_at, source_database, visible, log_position) values (?, ?, ?, ?, ?, ?)",
                snapshot.runId(),
                sync,
                snapshot.begunAt(),
                snapshot.database(),
                snapshot.visible(),
                snapshot.position()));
    }

    /** A run read every row and came to its end, if it has one. Call it within {@link SyncState#write}. */
    public void isWhole(long runId) {
        database.with(db -> db.update("update run_snapshot set whole = 1 where run_id = ?", runId));
    }

    /** Whether a run has one. */
    public boolean has(long runId) {
        return database.with(db ->
                db.queryForObject("select exists (select 1 from run_snapshot where run_id = ?)", Boolean.class, runId));
    }

    /** Whether any run has one. */
    public boolean wereThere() {
        return latest().isPresent();
    }

    /** That of the latest run that has one. */
    public Optional<Snapshot> latest() {
        return first(" where sync = ? order by run_id desc limit 1");
    }

    /** That of the latest run that read every row and came to its end. */
    public Optional<Snapshot> latestWhole() {
        return first(" where sync = ? and whole = 1 order by run_id desc limit 1");
    }

    /** Those of these runs, by run; others are absent. */
    public Map<Long, Snapshot> of(Collection<Long> runs) {
        if (runs.isEmpty()) {
            return Map.of();
        }
        String list = runs.stream().map(String::valueOf).distinct().collect(Collectors.joining(", "));
        Map<Long, Snapshot> found = new HashMap<>();
        query(" where sync = ? and run_id in (" + list + ")").forEach(one -> found.put(one.runId(), one));
        return found;
    }

    /** Forgets all of this sync. */
    void clear() {
        database.with(db -> db.update("delete from run_snapshot where sync = ?", sync));
    }

    private Optional<Snapshot> first(String condition) {
        return query(condition).stream().findFirst();
    }

    private List<Snapshot> query(String condition) {
        return database.with(db -> db.query(COLUMNS + condition, (row, n) -> read(row), sync));
    }

    private static Snapshot read(ResultSet row) throws SQLException {
        return new Snapshot(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), row.getLong(5));
    }
}
