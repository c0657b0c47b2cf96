package io.accountsync.state;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.OwnerOnlyFiles;
import io.accountsync.config.Sentence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tables of the state, brought up to date by one process at a time. They can lie next to those of other people; whatever has
 * another name is left alone.
 */
final class StateSchema {
    /** Any number that nobody else locks: the first bytes of "account-sync". */
    static final long SCHEMA_LOCK = 0x6163636f756e742dL;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Logger LOG = LoggerFactory.getLogger(StateSchema.class);

    private final StatePlace place;
    private final DataSource dataSource;
    private final SchemaHistory history;

    StateSchema(StatePlace place) {
        this.place = place;
        this.dataSource = place.schemaDataSource();
        this.history = new SchemaHistory(place, dataSource);
    }

    /**
     * Applies what is missing.
     *
     * @throws StateException when a newer version of account-sync has been here, or a table cannot be made
     * @throws ConfigurationException when the database cannot hold every text
     */
    void bringUpToDate() {
        if (place.dialect() == Dialect.POSTGRESQL) {
            requireUnicode();
            aloneWithServer(history::bringUpToDate);
        } else {
            aloneWithFile(() -> {
                requireOurs();
                history.bringUpToDate();
            });
        }
    }

    /** A file belongs to one program, as a server's schema does not. */
    private void requireOurs() {
        List<String> tables = new JdbcTemplate(dataSource)
                .queryForList("select name from sqlite_master where type = 'table' order by name", String.class);
        if (!tables.isEmpty() && !tables.contains(SchemaHistory.TABLE)) {
            throw new ConfigurationException(
                    "The " + place.name() + " is a SQLite file of another program: it has the table " + tables.get(0)
                            + " and none of account-sync's. Set state.directory to a directory of its own.");
        }
    }

    private void requireUnicode() {
        String encoding = new JdbcTemplate(dataSource).queryForObject("show server_encoding", String.class);
        if (!"UTF8".equals(encoding)) {
            throw new ConfigurationException(
                    "The " + place.name() + " has the encoding " + encoding
                            + ", which cannot hold every key. Name a database in state.url that was made with encoding 'UTF8'.");
        }
    }

    /**
     * One process at a time: Flyway's own lock is in a table that it makes before it locks, and two that make it at once end
     * with an error. It is the lock of a transaction, which the server ends when the process stands still in it.
     */
    private void aloneWithServer(Runnable work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            long since = System.nanoTime();
            while (!locks(connection)) {
                connection.rollback();
                if (System.nanoTime() - since > patience().toNanos()) {
                    throw new StateLockedException(waiting() + " It did not finish. End it; then start again.", null);
                }
                LOG.warn("{} Waiting for it.", waiting());
            }
            work.run();
            connection.commit();
        } catch (SQLException e) {
            throw new UncategorizedSQLException("locking the schema", null, e);
        }
    }

    /** Waits for as long as a lock may take, and not longer. */
    private static boolean locks(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, SCHEMA_LOCK);
            lock.execute();
            return true;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Who has the tables for itself now, as a sentence. Whether they are brought up to date or only looked at, nobody else sees. */
    private String waiting() {
        List<String> sessions = new JdbcTemplate(dataSource)
                .query(
                        """
                        select a.pid, host(a.client_addr) from pg_locks l join pg_stat_activity a on a.pid = l.pid
                        where l.locktype = 'advisory' and l.granted
                          and l.database = (select oid from pg_database where datname = current_database())
                          and (l.classid::bigint << 32) + l.objid::bigint = ?
                        """,
                        (row, n) -> "session " + row.getLong(1)
                                + (row.getString(2) == null ? "" : " from " + row.getString(2)),
                        SCHEMA_LOCK);
        return opening(sessions.isEmpty() ? "another process" : sessions.get(0) + " of the server");
    }

    private String opening(String who) {
        return Sentence.closed("The " + place.name() + " is being opened by " + who
                + ", which makes sure first that its tables are up to date");
    }

    /** A little longer than somebody can stand still in the middle of it. */
    private Duration patience() {
        return PostgresSession.migration(place.expiry()).plus(place.expiry());
    }

    /** One process, and one thread of it, at a time: SQLite has no lock that Flyway could use. */
    private void aloneWithFile(Runnable work) {
        Path lockFile = place.file().resolveSibling(place.file().getFileName() + ".lock");
        synchronized (StateSchema.class) {
            try {
                OwnerOnlyFiles.createIfAbsent(lockFile);
                try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                        FileLock lock = lock(channel, lockFile)) {
                    sign(channel);
                    work.run();
                }
            } catch (IOException e) {
                if (StateErrors.isNoRoom(e)) {
                    throw StateErrors.noRoom(place.name(), e);
                }
                throw new StateException(
                        Sentence.closed("The " + place.name() + " cannot be locked: " + Sentence.said(e))
                                + " Keep it on a file system that has locks.",
                        e);
            }
        }
    }

    private FileLock lock(FileChannel channel, Path lockFile) throws IOException {
        long since = System.nanoTime();
        boolean reported = false;
        while (true) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            LeaseOwner holder = LeaseOwner.parse(Files.readString(lockFile).strip());
            String who = opening(holder.isOurs() || holder.name().isEmpty() ? "another process" : holder.name());
            if (System.nanoTime() - since > patience().toNanos() || holder.isStopped()) {
                throw new StateLockedException(
                        who + " "
                                + (holder.isStopped()
                                        ? holder.stoppedRemedy()
                                        : "It did not finish. End it; then start again."),
                        null);
            }
            if (!reported) {
                LOG.warn("{} Waiting for it.", who);
                reported = true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Writes into the file who has it, for those who wait. On a full disk they have to do without. */
    static void sign(FileChannel channel) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(LeaseOwner.self().toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            LOG.debug("the lock file cannot be written", e);
        }
    }
}
