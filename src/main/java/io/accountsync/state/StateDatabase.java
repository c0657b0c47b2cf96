package io.accountsync.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database that holds the state: a SQLite file in {@code state.directory}, or whatever {@code state.url} names. Its
 * schema is brought up to date when it is opened. Safe for several threads.
 */
public final class StateDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateDatabase.class);
    private static final int TIMES_AGAIN = 3;

    private final HikariDataSource dataSource;
    private final StatePlace place;
    private final Clock clock;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    private StateDatabase(HikariDataSource dataSource, StatePlace place, Clock clock) {
        this.dataSource = dataSource;
        this.place = place;
        this.clock = clock;
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = new TransactionTemplate(new StateTransactions(dataSource));
    }

    /**
     * Opens the state, creating it when there is none.
     *
     * @throws ConfigurationException when the directory cannot be written or the URL is of a database we do not know
     * @throws StateLockedException when another process has locked it and does not come to an end
     * @throws StateException when the database is unreachable, broken, or written by a newer version of account-sync
     */
    public static StateDatabase open(Settings settings, Clock clock) {
        StatePlace place = StatePlace.of(settings);
        try {
            new StateSchema(place).bringUpToDate();
            return new StateDatabase(new HikariDataSource(pool(place)), place, clock);
        } catch (RuntimeException e) {
            throw StateErrors.translate(place, e);
        }
    }

    /** Makes ready on another thread for {@link #open}, which is to come; touches nothing of the state. */
    public static void expect(Settings settings) {
        if (settings.text("state.url").isEmpty()) {
            SqliteLibrary.loadAhead();
        }
    }

    private static HikariConfig pool(StatePlace place) {
        HikariConfig pool = place.pool();
        pool.setPoolName("state");
        pool.setConnectionTimeout(10_000);
        return pool;
    }

    /** Whether there is a state already; a database is taken to have one. */
    public static boolean exists(Settings settings) {
        return StatePlace.exists(settings);
    }

    /**
     * Runs work on the database. Work that is given rows one by one must not come back here for more: SQLite has one
     * connection, which the rows occupy.
     *
     * @throws StateException for whatever the database refuses
     */
    <T> T with(Function<JdbcTemplate, T> work) {
        try {
            return work.apply(jdbc);
        } catch (RuntimeException e) {
            throw StateErrors.translate(place, e);
        }
    }

    /** For tables that people keep next to the state. SQLite has one connection, which whoever takes it gives back soon. */
    public DataSource dataSource() {
        return dataSource;
    }

    /**
     * Runs work as one transaction, on the disk when it returns; nothing of it stays when it throws. What it calls joins the
     * same transaction. Let it write before it reads: SQLite takes its lock with the first write, and refuses that write when
     * another process has written since the first read.
     */
    public void atomically(Runnable work) {
        try {
            transactions.executeWithoutResult(status -> work.run());
        } catch (RuntimeException e) {
            throw StateErrors.translate(place, e);
        }
    }

    /**
     * The same, for work that meets that of other syncs: where the server undid it, since it and another transaction waited for each
     * other, it is done once more from its beginning. So it must do nothing but write, whatever it did before.
     */
    void atomicallyOrAgain(Runnable work) {
        boolean isOuter = !isInTransaction();
        for (int again = isOuter ? TIMES_AGAIN : 0; ; again--) {
            try {
                atomically(work);
                return;
            } catch (StateException e) {
                if (again == 0 || !StateErrors.isUndoneForOthers(e)) {
                    throw e;
                }
                LOG.debug("a transaction is done again: it and another one waited for each other", e);
            }
        }
    }

    /** Whether this thread has begun a transaction, which all that it does joins. */
    static boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    /**
     * The same, for work that had better fail soon than wait for somebody who stands still in a transaction of his own.
     *
     * @throws StateLockedException when it met a lock
     */
    void atomicallyWithoutWaiting(Runnable work) {
        atomically(() -> {
            if (dialect() == Dialect.POSTGRESQL) {
                with(db -> db.queryForObject("select set_config('lock_timeout', '1000', true)", String.class));
            }
            work.run();
        });
    }

    /** Who holds the lease of a sync, nobody or one, asked by a connection of its own. */
    List<String> holders(String sync) {
        return new JdbcTemplate(place.dataSource())
                .queryForList("select owner from sync_lease where sync = ?", String.class, sync);
    }

    /**
     * The same, and what is deleted is not left lying in a SQLite file: neither in pages that are free now nor in its log. A
     * PostgreSQL server clears them away by itself, with its vacuum.
     */
    void erasing(Runnable work) {
        if (dialect() != Dialect.SQLITE) {
            atomically(work);
            return;
        }
        // The pool has one connection, so that this holds for the work.
        with(db -> db.queryForObject("pragma secure_delete = on", Integer.class));
        try {
            atomically(work);
            with(db -> db.queryForList("pragma wal_checkpoint(truncate)"));
        } finally {
            with(db -> db.queryForObject("pragma secure_delete = off", Integer.class));
        }
    }

    /**
     * Milliseconds since 1970 by the clock that all users of this state share: the database's where there is one, since
     * leases must not depend on whose host clock is wrong.
     */
    long now() {
        return dialect() == Dialect.SQLITE
                ? clock.millis()
                : with(db -> db.queryForObject(
                        "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)", Long.class));
    }

    /** Notifies of the steps of each transaction from now on, on the thread that writes. */
    void observe(TransactionExecutionListener listener) {
        ((ConfigurableTransactionManager) transactions.getTransactionManager()).addListener(listener);
    }

    Dialect dialect() {
        return place.dialect();
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
