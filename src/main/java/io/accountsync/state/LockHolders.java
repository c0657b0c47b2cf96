package io.accountsync.state;

import io.accountsync.config.Sentence;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who may have locked the state: other processes with a lease, and on a PostgreSQL server the sessions in a transaction. */
final class LockHolders {
    private static final Logger LOG = LoggerFactory.getLogger(LockHolders.class);

    private LockHolders() {}

    /** Who they are and what to do about them, in sentences; empty when nobody is known, or the state cannot be read. */
    static Optional<String> of(StatePlace place) {
        try {
            JdbcTemplate db = new JdbcTemplate(place.dataSource());
            List<String> sentences = new ArrayList<>();
            db.query("select sync, owner, acquired_at from sync_lease order by sync", row -> {
                LeaseOwner owner = LeaseOwner.parse(row.getString(2));
                if (!owner.isOurs() && !owner.isGone()) {
                    sentences.add(sentence(row.getString(1), owner, Instant.ofEpochMilli(row.getLong(3))));
                }
            });
            if (place.dialect() == Dialect.POSTGRESQL) {
                sentences.addAll(sessions(db));
            }
            return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
        } catch (RuntimeException e) {
            LOG.debug("the holder cannot be named", e);
            return Optional.empty();
        }
    }

    private static String sentence(String sync, LeaseOwner owner, Instant since) {
        return Sentence.closed(capital(owner.name()) + " has had the " + LeaseName.parse(sync) + " since " + since)
                + " "
                + (owner.isStopped() ? owner.stoppedRemedy() : "If it does not finish, end it; then start again.");
    }

    private static List<String> sessions(JdbcTemplate db) {
        return db.query(
                """
                select distinct a.pid, host(a.client_addr), a.xact_start from pg_stat_activity a
                join pg_locks l on l.pid = a.pid and l.mode = 'RowExclusiveLock' and l.granted
                where l.relation in (to_regclass('sync_lease'), to_regclass('synced_record'))
                  and a.state like 'idle in transaction%'
                """,
                (row, n) -> {
                    Timestamp since = row.getTimestamp(3);
                    return "Session " + row.getLong(1) + " of the server"
                            + (row.getString(2) == null ? "" : ", from " + row.getString(2) + ",")
                            + " has been idle in a transaction"
                            + (since == null ? "" : " since " + since.toInstant())
                            + "; who may can end it with: select pg_terminate_backend(" + row.getLong(1) + ").";
                });
    }

    private static String capital(String text) {
        return text.startsWith("process ") ? "P" + text.substring(1) : text;
    }
}
