package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.util.Optional;

/**
 * SQL Server: its driver streams by default ({@code responseBuffering=adaptive}), and since version 10.2 asks for TLS with a
 * certificate that it trusts ({@code encrypt=true}).
 *
 * @see <a href="https://learn.microsoft.com/sql/connect/jdbc/using-adaptive-buffering">Using adaptive buffering</a>
 * @see <a href="https://learn.microsoft.com/sql/connect/jdbc/connecting-with-ssl-encryption">Connecting with encryption</a>
 */
final class SqlServerProfile extends JdbcProfile {
    SqlServerProfile() {
        super("sqlserver", "SQL Server", "com.microsoft.sqlserver:mssql-jdbc:13.6.2.jre11");
    }

    @Override
    public Optional<String> tlsDoubt(JdbcUrl url) {
        boolean isOpen = url.option("encrypt")
                .filter(value -> value.equals("false") || value.equals("no") || value.equals("optional"))
                .isPresent();
        boolean trustsAll =
                url.option("trustServerCertificate").filter("true"::equals).isPresent();
        return url.isLocal() || !isOpen && !trustsAll
                ? Optional.empty()
                : Optional.of(
                        "takes any server for the right one, or allows a connection without TLS; take encrypt and "
                                + "trustServerCertificate out of it");
    }

    @Override
    public Optional<String> time() {
        return Optional.of("select datediff_big(millisecond, '1970-01-01T00:00:00', sysutcdatetime())");
    }
}
