package io.accountsync.source.jdbc;

import java.util.Optional;

/**
 * BigQuery: its driver reads a result page by page. It speaks HTTPS and nothing else. Google offers it as a download.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/jdbc-for-bigquery">Use the JDBC driver for BigQuery</a>
 */
final class BigQueryProfile extends JdbcProfile {
    BigQueryProfile() {
        super("bigquery", "BigQuery", null);
    }

    @Override
    public String elsewhere() {
        return "https://cloud.google.com/bigquery/docs/jdbc-for-bigquery";
    }

    @Override
    public boolean needsFetchSize() {
        return true;
    }

    @Override
    public Optional<String> time() {
        return Optional.of("select unix_millis(current_timestamp())");
    }
}
