package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Oracle: its driver always reads some rows at a time, ten by default, which is a round trip for each ten. A query sees one
 * moment by itself. TLS is another protocol in the URL, {@code tcps}; without it the password is not sent in clear, but rows are.
 *
 * @see <a href="https://docs.oracle.com/en/database/oracle/oracle-database/23/jjdbc/resultset.html">Fetch size</a>
 */
final class OracleProfile extends JdbcProfile {
    OracleProfile() {
        super("oracle", "Oracle", "com.oracle.database.jdbc:ojdbc11:23.26.4.0.0");
    }

    @Override
    Map<String, String> streaming(JdbcUrl url) {
        return Map.of("defaultRowPrefetch", FETCH_SIZE);
    }

    @Override
    public Optional<String> tlsDoubt(JdbcUrl url) {
        String text = url.text().toLowerCase(Locale.ROOT);
        boolean isSecure = text.contains("tcps") || url.hosts().isEmpty() || text.matches("jdbc:oracle:(?:oci|kprb).*");
        return url.isLocal() || isSecure
                ? Optional.empty()
                : Optional.of(
                        "has no TLS, so that rows cross the network in clear unless the server asks for Oracle's own "
                                + "encryption; write jdbc:oracle:thin:@tcps://host:2484/service");
    }

    @Override
    public Optional<String> time() {
        return Optional.of(
                "select (cast(sys_extract_utc(systimestamp) as date) - date '1970-01-01') * 86400000 from dual");
    }
}
