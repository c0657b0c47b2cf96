package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.util.Map;
import java.util.Optional;

/**
 * Redshift: its driver, which comes from PostgreSQL's, keeps up to 1 GB of rows in a buffer unless autoCommit is off and there is
 * a fetch size; the buffer is made small as well. {@code verify-ca} is its own default for TLS.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/mgmt/jdbc20-configuration-options.html">Options for JDBC driver 2.x:
 *     defaultRowFetchSize, fetchRingBufferSize, sslmode</a>
 */
final class RedshiftProfile extends JdbcProfile {
    private static final String VERIFY_FULL = "verify-full";

    RedshiftProfile() {
        super("redshift", "Redshift", "com.amazon.redshift:redshift-jdbc42:2.3.0");
    }

    @Override
    Map<String, String> streaming(JdbcUrl url) {
        return Map.of("defaultRowFetchSize", FETCH_SIZE, "fetchRingBufferSize", "16M");
    }

    @Override
    Map<String, String> tls(JdbcUrl url) {
        return url.isLocal() || url.has("sslmode") || url.has("ssl") ? Map.of() : Map.of("sslmode", VERIFY_FULL);
    }

    @Override
    public Optional<String> tlsDoubt(JdbcUrl url) {
        boolean isStrict = url.option("sslmode").map(VERIFY_FULL::equals).orElse(!url.has("ssl"));
        return url.isLocal() || isStrict
                ? Optional.empty()
                : Optional.of("does not ask the server to prove its name; set sslmode=" + VERIFY_FULL);
    }

    @Override
    public boolean readsInTransaction() {
        return true;
    }

    @Override
    public Optional<String> time() {
        // Of the leader's clock, in UTC.
        return Optional.of("select extract(epoch from getdate()) * 1000");
    }
}
