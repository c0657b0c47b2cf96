package io.accountsync.run;

import io.accountsync.state.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A real PostgreSQL with customers, and what Debezium would tell of their changes, without Debezium: the events can come when a test wants. */
final class TestLog {
    /** What a sync of it needs to know. */
    static final String QUERY = "select id, name, city, parent from customers order by id";

    private final String url;
    private final JdbcTemplate database;

    TestLog(TestPostgres server) {
        this.url = server.newDatabase();
        this.database = new JdbcTemplate(new DriverManagerDataSource(url));
        database.execute("create table customers (id int primary key, name text, city text, parent int)");
    }

    String url() {
        return url;
    }

    JdbcTemplate database() {
        return database;
    }

    /** The keys of a stream that brings its changes. */
    String[] settings(String... others) {
        String[] settings = new String[others.length + 6];
        String[] own = {"source.url", url, "source.username", "postgres", "sync.stream.source-server", "crm"};
        System.arraycopy(own, 0, settings, 0, own.length);
        System.arraycopy(others, 0, settings, own.length, others.length);
        return settings;
    }

    /** Gives a customer a name; says what comes of it. */
    Map<String, Object> named(int id, String name) {
        try (Open open = open()) {
            Map<String, Object> event = open.named(id, name);
            open.commit();
            return event;
        }
    }

    /** Deletes a customer; says what comes of it. */
    Map<String, Object> deleted(int id) {
        try (Open open = open()) {
            Map<String, Object> event = open.deleted(id);
            open.commit();
            return event;
        }
    }

    /** A transaction. */
    Open open() {
        try {
            return new Open(new DriverManagerDataSource(url).getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that the test commits when it wants. */
    static final class Open implements AutoCloseable {
        private final Connection connection;

        private Open(Connection connection) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
        }

        Map<String, Object> named(int id, String name) {
            Map<String, Object> row = new HashMap<>();
            row.put("id", id);
            row.put("name", name);
            row.put("city", null);
            row.put("parent", null);
            return event(
                    "insert into customers (id, name) values (" + id + ", '" + name
                            + "') on conflict (id) do update set name = excluded.name",
                    "u",
                    null,
                    row);
        }

        Map<String, Object> deleted(int id) {
            return event("delete from customers where id = " + id, "d", Map.of("id", id), null);
        }

        private Map<String, Object> event(
                String sql, String operation, Map<String, Object> before, Map<String, Object> after) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                try (ResultSet place = statement.executeQuery(
                        "select (pg_current_wal_insert_lsn() - '0/0')::bigint, pg_current_xact_id()::text::bigint % 4294967296")) {
                    place.next();
                    Map<String, Object> event = new HashMap<>();
                    event.put("op", operation);
                    event.put("before", before);
                    event.put("after", after);
                    event.put(
                            "source",
                            Map.of(
                                    "connector",
                                    "postgresql",
                                    "name",
                                    "crm",
                                    "db",
                                    "shop",
                                    "lsn",
                                    place.getLong(1),
                                    "txId",
                                    place.getLong(2)));
                    return event;
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void commit() {
            try {
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
