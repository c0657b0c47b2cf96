package io.accountsync.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;

/**
 * Which times of schedules have been taken, by whichever process serves. Times are those that schedules name, so that clocks of
 * several machines need not agree to the second.
 */
public final class ScheduleFires {
    private static final RowMapper<Fire> FIRE = ScheduleFires::read;
    private static final String SELECT = "select route, sync, taken_until, owed, attempts from schedule_fire ";

    private final StateDatabase database;

    public ScheduleFires(StateDatabase database) {
        this.database = database;
    }

    /**
     * The latest time that was taken.
     *
     * @param route which starts the sync by its schedule
     * @param takenUntil milliseconds since 1970; no earlier time is begun any more
     * @param owed whether its run goes on, or ended with its process
     * @param attempts how often it was taken over since a process ended without a word
     */
    public record Fire(String route, String sync, long takenUntil, boolean owed, int attempts) {}

    /** What is known of a route; empty before the first time. */
    public Optional<Fire> find(String route) {
        return database.with(db -> db.query(SELECT + "where route = ?", FIRE, route)).stream()
                .findFirst();
    }

    /** Those whose runs go on, or ended with their processes. */
    public List<Fire> owed() {
        return database.with(db -> db.query(SELECT + "where owed = 1 order by route", FIRE));
    }

    /**
     * Takes a time, unless somebody else did since.
     *
     * @param before as it was found; null for nothing
     * @return whether it is ours
     */
    public boolean take(Fire before, Fire taken) {
        if (before == null) {
            return database.with(db -> db.update(
                            "insert into schedule_fire (route, sync, taken_until, owed, attempts) values (?, ?, ?, ?, ?)"
                                    + " on conflict (route) do nothing",
                            taken.route(),
                            taken.sync(),
                            taken.takenUntil(),
                            taken.owed() ? 1 : 0,
                            taken.attempts()))
                    > 0;
        }
        return database.with(db -> db.update(
                        "update schedule_fire set sync = ?, taken_until = ?, owed = ?, attempts = ?"
                                + " where route = ? and taken_until = ? and owed = ? and attempts = ?",
                        taken.sync(),
                        taken.takenUntil(),
                        taken.owed() ? 1 : 0,
                        taken.attempts(),
                        before.route(),
                        before.takenUntil(),
                        before.owed() ? 1 : 0,
                        before.attempts()))
                > 0;
    }

    /** The run of the time that was taken has come to its own end. Call it within {@link SyncState#write}. */
    public void conclude(String route) {
        database.with(db -> db.update("update schedule_fire set owed = 0, attempts = 0 where route = ?", route));
    }

    /** The run ends since its process does: whoever serves takes it over. Call it within {@link SyncState#write}. */
    public void owe(String route) {
        database.with(db -> db.update("update schedule_fire set owed = 1, attempts = 0 where route = ?", route));
    }

    private static Fire read(ResultSet row, int number) throws SQLException {
        return new Fire(row.getString(1), row.getString(2), row.getLong(3), row.getInt(4) == 1, row.getInt(5));
    }
}
