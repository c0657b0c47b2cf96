package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** What MySQL and MariaDB have in common. Their transactions see one moment by default (repeatable read). */
abstract class MySqlFamily extends JdbcProfile {
    private final String strictest;

    /** @param strictest value of sslMode by which the server must prove its name */
    MySqlFamily(String name, String title, String artifact, String strictest) {
        super(name, title, artifact);
        this.strictest = strictest;
    }

    @Override
    Map<String, String> tls(JdbcUrl url) {
        return url.isLocal() || isChosen(url) ? Map.of() : Map.of("sslMode", strictest);
    }

    @Override
    public Optional<String> tlsDoubt(JdbcUrl url) {
        boolean isStrict = !isChosen(url)
                || url.option("sslMode").filter(strictest::equalsIgnoreCase).isPresent();
        return url.isLocal() || isStrict
                ? Optional.empty()
                : Optional.of(
                        "does not ask the server to prove that it is the one it is taken for, or allows a connection "
                                + "without TLS; set sslMode=" + strictest + " in it, and take useSSL out");
    }

    private static boolean isChosen(JdbcUrl url) {
        return url.has("sslMode") || url.has("useSSL") || url.has("requireSSL");
    }

    @Override
    public boolean readsInTransaction() {
        return true;
    }

    /**
     * Columns of type timestamp are shown in the zone of the session, which is the server's own otherwise. A server that knows
     * no names of zones goes on as it is.
     */
    @Override
    public Optional<String> beginning(Optional<ZoneId> chosen) {
        ZoneId zone = chosen.orElseGet(ZoneId::systemDefault).normalized();
        if (zone instanceof ZoneOffset offset) {
            return Optional.of("set time_zone = '" + (offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId()) + "'");
        }
        return Optional.of("set time_zone = if(convert_tz('2000-01-01 00:00:00', '+00:00', '" + zone.getId()
                + "') is null, @@session.time_zone, '" + zone.getId() + "')");
    }

    @Override
    public Optional<String> time() {
        return Optional.of("select unix_timestamp(now(6)) * 1000");
    }

    @Override
    public Optional<String> wouldNotStream(Connection connection) throws SQLException {
        return hasFetchSize(connection)
                ? Optional.empty()
                : Optional.of("For " + title() + " set " + remedy() + " on it");
    }

    abstract String remedy();
}
