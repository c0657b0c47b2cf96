package io.accountsync.run;

import io.accountsync.state.TestPostgres;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A state in a schema of its own, whose rows are copied. Sequences go on, as those of a server do whatever is rolled back. */
final class PostgresModelState implements ModelState {
    private final TestPostgres server;
    private final String schema;
    private final String url;
    private final JdbcTemplate sql;
    private final TransactionTemplate atOneInstant;
    private final Map<String, String> rows = new LinkedHashMap<>();

    PostgresModelState(TestPostgres server) {
        this.server = server;
        this.schema = server.newSchema();
        this.url = server.url(schema);
        DriverManagerDataSource dataSource = new DriverManagerDataSource(url, "postgres", "");
        this.sql = new JdbcTemplate(dataSource);
        this.atOneInstant = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        atOneInstant.setIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ);
    }

    @Override
    public List<String> settings() {
        return List.of("state.url", url, "state.username", "postgres");
    }

    @Override
    public JdbcTemplate sql() {
        return sql;
    }

    @Override
    public void keep() {
        rows.clear();
        atOneInstant.executeWithoutResult(transaction -> {
            for (String table : sql.queryForList(
                    "select table_name from information_schema.tables where table_schema = ?"
                            + " and table_name <> 'account_sync_schema'",
                    String.class,
                    schema)) {
                rows.put(
                        table,
                        sql.queryForObject("select coalesce(json_agg(t), '[]') from " + table + " as t", String.class));
            }
        });
    }

    @Override
    public void putBack() {
        atOneInstant.executeWithoutResult(transaction -> rows.forEach((table, json) -> {
            sql.execute("delete from " + table);
            sql.update(
                    "insert into " + table + " overriding system value select * from json_populate_recordset(null::"
                            + table + ", cast(? as json))",
                    json);
        }));
        sql.execute("delete from sync_lease");
    }

    /** As each connection of ours asks the server to do by itself after a while, see FrozenOwnerPostgresTest. */
    @Override
    public boolean endTransactions() {
        server.endIdleTransactions();
        return true;
    }
}
