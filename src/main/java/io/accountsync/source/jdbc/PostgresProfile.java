package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import io.accountsync.config.jdbc.PostgresTls;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * PostgreSQL: its driver reads by a cursor only when autoCommit is off and there is a fetch size; else it reads a whole result.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/query/#getting-results-based-on-a-cursor">Getting results based on a
 *     cursor</a>
 */
final class PostgresProfile extends JdbcProfile {
    private static final Casts CASTS = Casts.standard()
            .with(SqlKind.OTHER, CastTarget.TEXT, "cast(%1$s as text)")
            .with(SqlKind.BYTES, CastTarget.TEXT, "encode(%1$s, 'base64')")
            .with(SqlKind.LIST, CastTarget.TEXT, "array_to_string(%1$s, '; ')")
            .with(SqlKind.BITS, CastTarget.NUMBER, "cast(%1$s as int)")
            .withSecondsOfTimes()
            .with(
                    SqlKind.NUMBER,
                    CastTarget.NUMBER,
                    "case when %1$s not in ('NaN', 'Infinity', '-Infinity') then %1$s end")
            .with(SqlKind.NUMBER, CastTarget.DATE_TIME, "to_timestamp(%1$s)")
            .with(SqlKind.NUMBER, CastTarget.DATE, "to_timestamp(%1$s)")
            .with(SqlKind.TIME, CastTarget.TIME, "case when cast(%1$s as time) < '24:00' then %1$s end");

    PostgresProfile() {
        super("postgresql", "PostgreSQL", null);
    }

    @Override
    public boolean isInTheJar() {
        return true;
    }

    @Override
    Map<String, String> streaming(JdbcUrl url) {
        return Map.of("defaultRowFetchSize", FETCH_SIZE);
    }

    @Override
    Map<String, String> batching() {
        return Map.of("reWriteBatchedInserts", "true");
    }

    @Override
    Optional<String> lasting() {
        return Optional.of("select set_config('synchronous_commit', 'on', false)"
                + " where current_setting('synchronous_commit', true) = 'off'");
    }

    @Override
    Map<String, String> identifying(String user) {
        return Map.of("ApplicationName", user);
    }

    @Override
    Map<String, String> tls(JdbcUrl url) {
        return PostgresTls.defaults(url.text());
    }

    @Override
    public Optional<String> tlsDoubt(JdbcUrl url) {
        return PostgresTls.doubt(url.text());
    }

    @Override
    public boolean readsInTransaction() {
        return true;
    }

    /** The driver gives the session the zone of the process, in which a query's casts would see another day. */
    @Override
    public Optional<String> beginning(Optional<ZoneId> chosen) {
        return chosen.filter(
                        zone -> !zone.normalized().equals(ZoneId.systemDefault().normalized()))
                .map(zone ->
                        "set time zone '" + (zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId()) + "'");
    }

    @Override
    public Optional<String> wouldNotStream(Connection connection) throws SQLException {
        boolean streams = !connection.isWrapperFor(PGConnection.class)
                || !connection.getAutoCommit()
                        && connection.unwrap(PGConnection.class).getDefaultFetchSize() > 0;
        return streams
                ? Optional.empty()
                : Optional.of(
                        "For PostgreSQL set autoCommit to false and defaultRowFetchSize to " + FETCH_SIZE + " on it");
    }

    @Override
    public boolean showsObjects() {
        return true;
    }

    @Override
    public Casts casts() {
        return CASTS;
    }
}
