package io.accountsync.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What channels were notified. Who sends a message claims it first, so that no other process sends it, too; a process that dies
 * between the message and the note of it leaves a claim that ends by itself, and the message is sent once more.
 */
public final class AlertDeliveries {
    /** Longer than a channel may take, with all its timeouts. */
    private static final Duration CLAIM = Duration.ofMinutes(3);

    private final StateDatabase database;

    public AlertDeliveries(StateDatabase database) {
        this.database = database;
    }

    /** All of them. */
    public List<AlertDelivery> all() {
        return database.with(
                db -> db.query("select * from alert_delivery order by subject, kind, channel", (row, n) -> read(row)));
    }

    /**
     * Claims the right to tell a channel what it does not know yet.
     *
     * @param early whether to try again although the next try is not due
     * @return whether we have it; not while another process has it, or before the next try is due
     */
    public boolean claim(AlertDelivery known, long number, boolean early) {
        long now = database.now();
        database.with(db -> db.update(
                "insert into alert_delivery (channel, subject, kind) values (?, ?, ?)"
                        + " on conflict (channel, subject, kind) do nothing",
                known.channel(),
                known.subject(),
                known.kind()));
        return database.with(db -> db.update(
                        """
                        update alert_delivery set claimed_until = ?
                        where channel = ? and subject = ? and kind = ? and notified = ? and notified < ?
                          and claimed_until <= ? and (due_at <= ? or tried < ?)
                        """,
                        now + CLAIM.toMillis(),
                        known.channel(),
                        known.subject(),
                        known.kind(),
                        known.notified(),
                        number,
                        now,
                        early ? Long.MAX_VALUE : now,
                        number))
                == 1;
    }

    /** Notes what the channel believes from now on, and ends the claim. */
    public void notified(AlertDelivery known, long number, String level, String incident) {
        database.with(db -> db.update(
                """
                update alert_delivery set notified = ?, notified_level = ?, notified_incident = ?, tries = 0, due_at = 0,
                  claimed_until = 0, error = null
                where channel = ? and subject = ? and kind = ?
                """,
                number,
                level,
                incident,
                known.channel(),
                known.subject(),
                known.kind()));
    }

    /**
     * Notes that it could not be notified, and ends the claim.
     *
     * @param number of the change that it was to be notified
     * @param wait how long until the next try
     * @param error why, without addresses
     */
    public void failed(AlertDelivery known, long number, Duration wait, String error) {
        database.with(db -> db.update(
                """
                update alert_delivery set tries = tries + 1, tried = ?, due_at = ?, claimed_until = 0, error = ?
                where channel = ? and subject = ? and kind = ?
                """,
                number,
                database.now() + wait.toMillis(),
                error,
                known.channel(),
                known.subject(),
                known.kind()));
    }

    private static AlertDelivery read(ResultSet row) throws SQLException {
        return new AlertDelivery(
                row.getString("channel"),
                row.getString("subject"),
                row.getString("kind"),
                row.getLong("notified"),
                row.getString("notified_level"),
                row.getString("notified_incident"),
                row.getLong("tries"),
                row.getLong("due_at"),
                row.getString("error"));
    }
}
