package io.accountsync.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.OwnerOnlyFiles;
import io.accountsync.config.Settings;
import io.accountsync.config.jdbc.JdbcUrl;
import io.accountsync.config.jdbc.PostgresTls;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * Where the state is kept, and how to connect to it.
 *
 * @param name for messages: the file, or the URL without anything that could be secret
 * @param file null for a database
 * @param pool how many connections, and how long to wait for one
 * @param expiry how long a process that stands still may keep others from going on
 */
record StatePlace(String name, Dialect dialect, Path file, HikariConfig pool, Duration expiry) {
    private static final Duration EXPIRY = Duration.ofSeconds(60);

    private static final String FILE = "state.db";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /**
     * The place that the settings name. The state directory and an empty file in it are created.
     *
     * @throws ConfigurationException when the directory cannot be written or the URL is none of PostgreSQL
     */
    static StatePlace of(Settings settings) {
        // With a database, too: change sets are kept in the directory.
        Path directory = directory(settings);
        Optional<String> url = settings.text("state.url");
        Duration expiry =
                settings.text("sync.lease-expiry").isPresent() ? settings.duration("sync.lease-expiry") : EXPIRY;
        return url.isPresent() ? database(url.get(), settings, expiry) : file(directory, expiry);
    }

    /** Whether there is a state already; a database is taken to have one. */
    static boolean exists(Settings settings) {
        return settings.text("state.url").isPresent()
                || Files.exists(directory(settings).resolve(FILE));
    }

    /** Connections that are not part of the pool, and are closed after use. */
    DataSource dataSource() {
        return dataSource(pool.getConnectionInitSql());
    }

    /** The same for whoever brings the tables up to date. */
    DataSource schemaDataSource() {
        return dataSource(dialect == Dialect.POSTGRESQL ? PostgresSession.beginMigration(expiry) : null);
    }

    private DataSource dataSource(String beginning) {
        Properties properties = new Properties();
        Optional.ofNullable(pool.getUsername()).ifPresent(user -> properties.put("user", user));
        Optional.ofNullable(pool.getPassword()).ifPresent(password -> properties.put("password", password));
        properties.putAll(pool.getDataSourceProperties());
        return new DriverManagerDataSource(pool.getJdbcUrl(), properties) {
            @java.lang.Override
            protected Connection getConnectionFromDriver(Properties all) throws SQLException {
                Connection connection = super.getConnectionFromDriver(all);
                if (beginning != null) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(beginning);
                    } catch (SQLException e) {
                        connection.close();
                        throw e;
                    }
                }
                return connection;
            }
        };
    }

    private static Path directory(Settings settings) {
        Path directory = FileName.path(settings.required("state.directory"), "state.directory");
        if (directory.toString().contains("?")) {
            throw new ConfigurationException(
                    "state.directory must not have a question mark in its name: SQLite takes what follows for options.");
        }
        return directory.toAbsolutePath().normalize();
    }

    private static StatePlace file(Path directory, Duration expiry) {
        Path file = directory.resolve(FILE);
        try {
            StateDirectory.ofThisProcess().require(file);
            OwnerOnlyFiles.createIfAbsent(file);
        } catch (IOException e) {
            if (StateErrors.isNoRoom(e)) {
                throw StateErrors.noRoom("state file " + file, e);
            }
            throw unwritable(directory, e);
        }
        if (!Files.isWritable(directory)) {
            throw unwritable(directory, null);
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + file);
        config.addDataSourceProperty("journal_mode", "WAL");
        // Cursors and tokens must survive a power cut; one sync to disk for each batch of 200 costs little.
        config.addDataSourceProperty("synchronous", "FULL");
        config.addDataSourceProperty("busy_timeout", "5000");
        // Not IMMEDIATE: the driver would begin the next transaction within each commit, and when "begin" meets a lock
        // it
        // takes the transaction for begun all the same.
        config.addDataSourceProperty("transaction_mode", "DEFERRED");
        config.addDataSourceProperty("cache_size", "-16000");
        config.addDataSourceProperty("open_mode", SqliteFiles.OPEN_MODE);
        // SQLite has one writer: a single connection queues fairly where several would poll for the lock.
        config.setMaximumPoolSize(1);
        config.setExceptionOverride(new AfterSqliteError());
        return new StatePlace("state file " + file, Dialect.SQLITE, file, config, expiry);
    }

    private static StatePlace database(String url, Settings settings, Duration expiry) {
        new JdbcUrl(url).requireNoUser("state.url", "state.username and state.password");
        requireUsable(url);
        String[] parts = url.split("\\?", 2);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(parts[0]);
        settings.text("state.username").ifPresent(config::setUsername);
        settings.text("state.password").ifPresent(config::setPassword);
        config.addDataSourceProperty("ApplicationName", "account-sync state");
        // Exceptions would quote the rows otherwise.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        // A server that vanished without notice must not hold a run for ever.
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty(
                "socketTimeout", String.valueOf(PostgresSession.silence(expiry).toSeconds()));
        config.setConnectionInitSql(PostgresSession.begin(expiry));
        config.setExceptionOverride(new AfterServerError());
        PostgresTls.defaults(url).forEach(config::addDataSourceProperty);
        if (parts.length == 2) {
            addParameters(parts[1], config);
        }
        config.setMaximumPoolSize(4);
        return new StatePlace("state database " + parts[0], Dialect.POSTGRESQL, null, config, expiry);
    }

    /** Parameters of the URL can be secret, and URLs get into logs: the driver takes them as properties all the same. */
    private static void addParameters(String query, HikariConfig config) {
        for (String parameter : query.split("&")) {
            String[] pair = parameter.split("=", 2);
            config.addDataSourceProperty(
                    URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                    pair.length == 1 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
    }

    private static void requireUsable(String url) {
        if (!url.startsWith(POSTGRESQL)) {
            throw new ConfigurationException(
                    "state.url must be a jdbc:postgresql: URL; leave it out to keep the state in "
                            + "a SQLite file under state.directory.");
        }
        if (url.replaceFirst("\\?.*", "").contains("@")) {
            throw new ConfigurationException(
                    "state.url must not hold a user or password before the host: that is not a "
                            + "JDBC URL. Use jdbc:postgresql://host:port/database, state.username and state.password.");
        }
        if (Driver.parseURL(url, new Properties()) == null) {
            throw new ConfigurationException("state.url is not a URL that PostgreSQL's driver understands. Use "
                    + "jdbc:postgresql://host:port/database.");
        }
    }

    private static ConfigurationException unwritable(Path directory, IOException cause) {
        return new ConfigurationException(
                "The state directory " + directory + " cannot be written. Set state.directory to a directory that "
                        + System.getProperty("user.name") + " may write to.",
                cause);
    }

    /** Throws a connection away whose session the server has ended, since it stood still in a transaction. */
    private static final class AfterServerError implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException error) {
            return "25P03".equals(error.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }

    /**
     * Throws a SQLite connection away after an error other than a lock: the transaction may have ended with it or not, and a
     * new connection costs a millisecond.
     */
    private static final class AfterSqliteError implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException error) {
            return error.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code
                    ? Override.DO_NOT_EVICT
                    : Override.MUST_EVICT;
        }
    }
}
