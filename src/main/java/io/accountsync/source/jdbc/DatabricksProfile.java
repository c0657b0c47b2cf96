package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.util.Map;
import java.util.Optional;

/**
 * Databricks: its driver downloads a result in files, 16 at once by default, each of up to 20 MB; here two. It uses TLS.
 *
 * @see <a href="https://docs.databricks.com/en/integrations/jdbc-oss/properties.html">Properties of the driver:
 *     cloudFetchThreadPoolSize, RowsFetchedPerBlock, ssl</a>
 */
final class DatabricksProfile extends JdbcProfile {
    DatabricksProfile() {
        super("databricks", "Databricks", "com.databricks:databricks-jdbc:3.4.5");
    }

    @Override
    Map<String, String> streaming(JdbcUrl url) {
        return Map.of("cloudFetchThreadPoolSize", "2", "RowsFetchedPerBlock", "10000", "ThriftMaxBatchesInMemory", "2");
    }

    @Override
    public Optional<String> tlsDoubt(JdbcUrl url) {
        return url.option("ssl").filter("0"::equals).isPresent()
                ? Optional.of("turns TLS off; write ssl=1")
                : Optional.empty();
    }

    @Override
    public Optional<String> time() {
        return Optional.of("select unix_millis(current_timestamp())");
    }
}
