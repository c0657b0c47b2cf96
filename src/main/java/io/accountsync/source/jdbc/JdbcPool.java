package io.accountsync.source.jdbc;

import com.zaxxer.hikari.HikariConfig;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import io.accountsync.config.jdbc.JdbcUrl;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** How connections to the database of {@code source.url} are made, by what is known of that database. */
public final class JdbcPool {
    static final String KEY = "source.url";

    private final Settings settings;
    private final JdbcUrl url;
    private final JdbcProfile profile;

    /** @throws ConfigurationException when {@code source.url} is missing, or has a user where its driver wants a host */
    public JdbcPool(Settings settings) {
        this.settings = settings;
        this.url = new JdbcUrl(settings.required(KEY));
        this.profile = JdbcProfiles.orUnknown(url);
        url.requireNoUser(KEY, "source.username and source.password");
    }

    /**
     * For reading: rows come as a stream.
     *
     * @throws ConfigurationException when no driver is there
     */
    public HikariConfig reading(String name) {
        DataSource plain = dataSource(profile.reading(url, "account-sync " + name));
        HikariConfig config = config(name, profile.needsFetchSize() ? new FetchSizes(plain) : plain);
        if (profile.readsInTransaction()) {
            config.setAutoCommit(false);
            config.setReadOnly(true);
            // Looking whether a connection lives would begin a transaction otherwise, in which the query is not the
            // first.
            config.setIsolateInternalQueries(true);
        }
        profile.beginning(zone()).ifPresent(sql -> {
            config.setConnectionInitSql(sql);
            // Commits it; the first rollback would take it back otherwise.
            config.setIsolateInternalQueries(true);
        });
        return config;
    }

    /**
     * For whoever writes: each statement is committed.
     *
     * @throws ConfigurationException when no driver is there
     */
    public HikariConfig writing(String name) {
        return config(name, dataSource(profile.connecting(url, "account-sync " + name)));
    }

    /**
     * The same for whoever writes many rows at once: one connection, by which a batch is one statement where the driver can. What it
     * has committed is there after a crash of the server.
     *
     * @throws ConfigurationException when no driver is there
     */
    public HikariConfig batching(String name) {
        Map<String, String> properties = new LinkedHashMap<>(profile.batching());
        properties.keySet().removeIf(url::has);
        properties.putAll(profile.connecting(url, "account-sync " + name));
        HikariConfig config = config(name, dataSource(properties));
        config.setMaximumPoolSize(1);
        profile.lasting().ifPresent(config::setConnectionInitSql);
        return config;
    }

    private Optional<ZoneId> zone() {
        return settings.text("sync.time-zone")
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of);
    }

    /** Not by the URL: Hikari would log it, and find no driver of lib/. */
    private DataSource dataSource(Map<String, String> driverProperties) {
        Properties properties = new Properties();
        properties.putAll(driverProperties);
        return new SimpleDriverDataSource(JdbcDrivers.of(url, KEY), url.text(), properties);
    }

    private HikariConfig config(String name, DataSource dataSource) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(dataSource);
        settings.text("source.username").ifPresent(config::setUsername);
        settings.text("source.password").ifPresent(config::setPassword);
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(15_000);
        config.setInitializationFailTimeout(-1);
        return config;
    }
}
