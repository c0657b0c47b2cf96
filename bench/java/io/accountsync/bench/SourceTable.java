package io.accountsync.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server with a table of customers, some 450 bytes of JSON each. */
final class SourceTable implements AutoCloseable {
    private final EmbeddedPostgres server;

    SourceTable(int rows) throws IOException, SQLException {
        // Logical, so that changes can be read from its log as well.
        server = EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    create table customers as
                    select
                      'C-' || lpad(i::text, 9, '0') as customer_id,
                      'Company ' || i || ' of the long and winding name' as company_name,
                      '+49 40 ' || i as phone,
                      'https://www.company-' || i || '.example' as website,
                      i %% 200 || ' Market Street' as street,
                      (array['Hamburg','Lyon','Leeds','Austin','Łódź'])[i %% 5 + 1] as city,
                      (array['Germany','France','United Kingdom','United States','Poland'])[i %% 5 + 1] as country,
                      i %% 5000 as employees,
                      (i %% 90000) * 1000.25 as revenue,
                      (array['tech','fin','health','food',null])[i %% 5 + 1] as sector,
                      (array['Enterprise','Mid-Market','Small Business'])[i %% 3 + 1] as segment,
                      date '2015-01-01' + i %% 4000 as customer_since,
                      i %% 2 = 0 as newsletter,
                      'Notes on customer ' || i || ': ' || repeat('blah ', 20) as notes,
                      null::text as parent_id,
                      timestamptz '2026-01-01' + make_interval(secs => i) as updated_at
                    from generate_series(1, %d) i
                    """
                            .formatted(rows));
            statement.execute("create index on customers (updated_at)");
            statement.execute("analyze customers");
        }
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** A connection to the database of the table. */
    Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    /** Creates an empty database beside that of the table; returns its URL. */
    String newDatabase(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return server.getJdbcUrl("postgres", name);
    }

    /** Changes every n-th row. */
    int change(int everyNth) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                    "update customers set employees = employees + 1 where substr(customer_id, 3)::int % " + everyNth
                            + " = 0");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
