package io.accountsync.state;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** A real PostgreSQL server. One is shared by all tests of the JVM; a test that breaks the server starts its own. */
public final class TestPostgres implements AutoCloseable {
    private static TestPostgres shared;

    private final EmbeddedPostgres server;
    private final JdbcTemplate admin;
    private final AtomicInteger schemas = new AtomicInteger();
    private final AtomicInteger databases = new AtomicInteger();

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
        this.admin = new JdbcTemplate(server.getPostgresDatabase());
    }

    /** The server of this JVM, which ends with it. */
    public static synchronized TestPostgres shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    /** A server of the test's own. */
    public static TestPostgres start() {
        try {
            return new TestPostgres(
                    EmbeddedPostgres.builder().setServerConfig("fsync", "off").start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server of the test's own whose changes can be read. */
    public static TestPostgres startLogical() {
        try {
            return new TestPostgres(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("wal_level", "logical")
                    .setServerConfig("max_slot_wal_keep_size", "64MB")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates an empty schema. */
    public String newSchema() {
        String schema = "test_" + schemas.incrementAndGet();
        admin.execute("create schema " + schema);
        return schema;
    }

    /** Creates an empty database; returns its URL with the user. */
    public String newDatabase() {
        String database = "database_" + databases.incrementAndGet();
        admin.execute("create database " + database);
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?user=postgres";
    }

    /** The URL of a schema as a person would write it. */
    public String url(String schema) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?currentSchema=" + schema;
    }

    /** Creates a user who must give a password, which by default nobody must here. */
    void requirePassword(String user, String password) {
        admin.execute("create role " + user + " login password '" + password + "'");
        String file = admin.queryForObject("show hba_file", String.class);
        List<String> rules = new ArrayList<>(List.of("host all " + user + " all scram-sha-256"));
        rules.addAll(admin.queryForList("select unnest(string_to_array(pg_read_file(?), E'\\n'))", String.class, file));
        String lines = rules.stream()
                .map(rule -> "('" + rule.replace("'", "''") + "')")
                .collect(Collectors.joining(","));
        admin.execute("copy (select rule from (values " + lines + ") as rules (rule)) to '" + file + "'");
        admin.execute("select pg_reload_conf()");
        await().until(() -> admin.queryForObject(
                        "select count(*) from pg_hba_file_rules where ? = any(user_name)", Long.class, user)
                > 0);
    }

    /** Where it listens on the loopback address. */
    public int port() {
        return server.getPort();
    }

    /** The server as its administrator sees it. */
    public JdbcTemplate admin() {
        return admin;
    }

    /** Cuts all connections of a schema's users, as a restart of the server does. */
    void disconnectAll() {
        admin.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = "
                + "'account-sync state'");
    }

    /** Ends all sessions of ours that stand still in a transaction, as the server does after a lease's expiry. */
    public void endIdleTransactions() {
        admin.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = "
                + "'account-sync state' and state = 'idle in transaction'");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
