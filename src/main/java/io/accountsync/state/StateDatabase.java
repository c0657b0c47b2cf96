package io.accountsync.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database that holds the state: a SQLite file in {@code state.directory}, or whatever {@code state.url} names. Its
 * schema is brought up to date when it is opened.
 */
public final class StateDatabase implements AutoCloseable {
    private static final String FILE = "state.db";

    private final HikariDataSource dataSource;
    private final String place;
    private final Dialect dialect;
    private final Clock clock;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    private StateDatabase(HikariDataSource dataSource, String place, Dialect dialect, Clock clock) {
        this.dataSource = dataSource;
        this.place = place;
        this.dialect = dialect;
        this.clock = clock;
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    /**
     * Opens the state, creating it when there is none.
     *
     * @throws ConfigurationException when the directory cannot be written or the URL is of a database we do not know
     * @throws StateException when the database is locked, unreachable or broken
     */
    public static StateDatabase open(Settings settings, Clock clock) {
        Optional<String> url = settings.text("state.url");
        return url.isPresent() ? openUrl(url.get(), settings, clock) : openFile(settings, clock);
    }

    /** Whether there is a state already; a database is taken to have one. */
    public static boolean exists(Settings settings) {
        return settings.text("state.url").isPresent()
                || Files.exists(directory(settings).resolve(FILE));
    }

    private static Path directory(Settings settings) {
        return Path.of(settings.required("state.directory")).toAbsolutePath().normalize();
    }

    private static StateDatabase openFile(Settings settings, Clock clock) {
        Path directory = directory(settings);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
        if (!Files.isWritable(directory)) {
            throw unwritable(directory, null);
        }
        Path file = directory.resolve(FILE);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + file);
        config.addDataSourceProperty("journal_mode", "WAL");
        // Cursors and tokens must survive a power cut; one sync to disk for each batch of 200 costs little.
        config.addDataSourceProperty("synchronous", "FULL");
        config.addDataSourceProperty("busy_timeout", "5000");
        config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        config.addDataSourceProperty("cache_size", "-16000");
        // SQLite has one writer: a single connection queues fairly where several would poll for the lock.
        config.setMaximumPoolSize(1);
        return migrate(config, "state file " + file, Dialect.SQLITE, clock);
    }

    private static StateDatabase openUrl(String url, Settings settings, Clock clock) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new ConfigurationException(
                    "state.url must be a jdbc:postgresql: URL; leave it out to keep the state in "
                            + "a SQLite file under state.directory.");
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        settings.text("state.username").ifPresent(config::setUsername);
        settings.text("state.password").ifPresent(config::setPassword);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "account-sync state");
        config.setMaximumPoolSize(4);
        return migrate(config, "state database " + withoutParameters(url), Dialect.POSTGRESQL, clock);
    }

    private static StateDatabase migrate(HikariConfig config, String place, Dialect dialect, Clock clock) {
        config.setPoolName("state");
        config.setConnectionTimeout(10_000);
        // Connect at once, so that a wrong address or a locked file is told at the start.
        config.setInitializationFailTimeout(1);
        HikariDataSource dataSource = null;
        try {
            dataSource = new HikariDataSource(config);
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/migration")
                    .table("account_sync_schema")
                    .placeholders(dialect.placeholders())
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
            return new StateDatabase(dataSource, place, dialect, clock);
        } catch (RuntimeException e) {
            if (dataSource != null) {
                dataSource.close();
            }
            throw StateErrors.translate(place, e);
        }
    }

    /**
     * Runs work on the database.
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

    /** Runs work as one transaction, on the disk when it returns. What it calls joins the same transaction. */
    public void atomically(Runnable work) {
        try {
            transactions.executeWithoutResult(status -> work.run());
        } catch (RuntimeException e) {
            throw StateErrors.translate(place, e);
        }
    }

    /**
     * Milliseconds since 1970 by the clock that all users of this state share: the database's where there is one, since
     * leases must not depend on whose host clock is wrong.
     */
    long now() {
        return dialect == Dialect.SQLITE
                ? clock.millis()
                : with(db -> db.queryForObject(
                        "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)", Long.class));
    }

    Dialect dialect() {
        return dialect;
    }

    @Override
    public void close() {
        dataSource.close();
    }

    private static ConfigurationException unwritable(Path directory, IOException cause) {
        return new ConfigurationException(
                "The state directory " + directory + " cannot be written. Set state.directory to a directory that "
                        + System.getProperty("user.name") + " may write to.",
                cause);
    }

    private static String withoutParameters(String url) {
        return url.replaceFirst("\\?.*", "");
    }
}
