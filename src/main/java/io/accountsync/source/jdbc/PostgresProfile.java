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
}
