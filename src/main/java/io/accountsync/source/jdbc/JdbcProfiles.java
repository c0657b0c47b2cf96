package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.util.List;
import java.util.Optional;

/** The databases that account-sync knows. */
public final class JdbcProfiles {
    private static final List<JdbcProfile> ALL = List.of(
            new PostgresProfile(),
            new MySqlProfile(),
            new MariaDbProfile(),
            new SqlServerProfile(),
            new OracleProfile(),
            new SnowflakeProfile(),
            new RedshiftProfile(),
            new BigQueryProfile(),
            new DatabricksProfile(),
            new DuckDbProfile(),
            new SqliteProfile(),
            new H2Profile());

    private JdbcProfiles() {}

    public static List<JdbcProfile> all() {
        return ALL;
    }

    /** The one that a URL is of, whether its driver is there or not; empty for one that account-sync does not know. */
    public static Optional<JdbcProfile> of(JdbcUrl url) {
        return url.prefix().flatMap(prefix -> ALL.stream()
                .filter(profile -> profile.prefix().equals(prefix))
                .findFirst());
    }

    /** The same, and for one that is not known what holds for all. */
    public static JdbcProfile orUnknown(JdbcUrl url) {
        return of(url).orElseGet(UnknownProfile::new);
    }

    /** The one of a name, as the command {@code driver} takes it. */
    public static Optional<JdbcProfile> named(String name) {
        return ALL.stream()
                .filter(profile -> profile.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
