package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.accountsync.config.ConfigurationException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A state in PostgreSQL, and what can be wrong with the server. Messages are read as the person would who runs the sync. */
class PostgresServerTest {
    private static final String SECRET = "pa55w0rd";

    private final TestPostgres server = TestPostgres.shared();
    private final String place = "jdbc:postgresql://localhost:" + server.port() + "/postgres";

    @TempDir
    private Path directory;

    private TestState state;

    @BeforeEach
    void emptyState() {
        state = TestState.inSchema(directory, server);
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void aWrongPasswordIsRefused() {
        server.requirePassword("locked_out", "right");
        state.set("state.username", "locked_out").set("state.password", "wrong-" + SECRET);

        assertRefused("The state database " + place + " refused the login. Check state.username and state.password.");
    }

    @Test
    void theRightPasswordIsTaken() {
        server.requirePassword("let_in", "right");
        server.admin().execute("grant create, usage on schema " + state.schema() + " to let_in");
        state.set("state.username", "let_in").set("state.password", "right");

        assertThat(state.open().now()).isPositive();
    }

    @Test
    void anUnknownUserIsRefused() {
        state.set("state.username", "nobody_here");

        assertRefused("The state database " + place + " refused the login. Check state.username and state.password.");
    }

    @Test
    void aServerThatIsDownIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        state.set("state.url", "jdbc:postgresql://localhost:" + port + "/state?password=" + SECRET);

        assertRefused("The state database jdbc:postgresql://localhost:" + port
                + "/state cannot be reached: the connection was refused. Is it running, and is state.url right? The "
                + "next run carries on.");
    }

    @Test
    void aHostThatDoesNotExistIsNamed() {
        state.set("state.url", "jdbc:postgresql://no-such-host.invalid/state");

        assertThatThrownBy(state::open)
                .isInstanceOf(StateException.class)
                .hasMessageStartingWith(
                        "The state database jdbc:postgresql://no-such-host.invalid/state cannot be reached: its host is unknown to "
                                + "DNS. Is it running, and is state.url right?");
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamed() {
        state.set("state.url", "jdbc:postgresql://localhost:" + server.port() + "/no_such_database");

        assertRefused("The state database jdbc:postgresql://localhost:" + server.port()
                + "/no_such_database does not exist. Create it, or name another database in state.url.");
    }

    @Test
    void aSchemaThatDoesNotExistIsMade() {
        state.set("state.url", server.url("made_for_us"));

        confirm(state.open(), "a");

        assertThat(server.admin().queryForObject("select count(*) from made_for_us.synced_record", Long.class))
                .isEqualTo(1);
    }

    @Test
    void parametersOfTheUrlReachTheDriver() {
        state.set(
                "state.url",
                server.url(state.schema()) + "&ApplicationName=%22ours%22+%26+yours&options=-c%20work_mem=1MB");
        StateDatabase database = state.open();

        assertThat(setting(database, "application_name")).isEqualTo("\"ours\" & yours");
        assertThat(setting(database, "work_mem")).isEqualTo("1MB");
        assertThat(setting(database, "search_path")).isEqualTo(state.schema());
    }

    @Test
    void aUserWhoMayNotMakeTablesIsTold() {
        server.requirePassword("reader", "right");
        server.admin().execute("grant usage on schema " + state.schema() + " to reader");
        state.set("state.username", "reader").set("state.password", "right");

        assertRefused(
                "The state database " + place + " does not let this user in far enough: ERROR: permission denied for "
                        + "schema " + state.schema() + ". Grant the user that right.");
    }

    @Test
    void aDatabaseThatCannotHoldEveryKeyIsRefused() {
        server.admin()
                .execute("create database latin encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0");
        state.set("state.url", "jdbc:postgresql://localhost:" + server.port() + "/latin");

        assertThatThrownBy(state::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The state database jdbc:postgresql://localhost:" + server.port()
                        + "/latin has the encoding LATIN1, which cannot hold every key. Name a database in state.url that "
                        + "was made with encoding 'UTF8'.");
    }

    @Test
    void aReadOnlyServerIsNamed() {
        StateDatabase database = state.open();
        database.with(db -> {
            db.execute("select set_config('default_transaction_read_only', 'on', false)");
            return null;
        });

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 4; i++) {
                        confirm(database, "a");
                    }
                })
                .isInstanceOf(StateException.class)
                .hasMessage("The state database " + place
                        + " is read-only, as a standby is. Name the primary server in " + "state.url.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://localhost/state?password=" + SECRET,
                "postgresql://someone:" + SECRET + "@localhost/state",
                "jdbc:postgresql://localhost:port/state?password=" + SECRET,
                "jdbc:postgresql//localhost/state?password=" + SECRET,
                SECRET
            })
    void aUrlOfAnotherFormIsRefusedWithoutBeingShown(String url) {
        state.set("state.url", url);

        assertThatThrownBy(state::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("state.url")
                .hasMessageContaining("jdbc:postgresql:")
                .satisfies(error -> assertThat(StackTraces.of(error)).doesNotContain(SECRET));
    }

    @Test
    void aUserBeforeTheHostIsRefusedWithTheKeysForIt() {
        state.set("state.url", "jdbc:postgresql://someone:" + SECRET + "@localhost:5432/state");

        assertThatThrownBy(state::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("take it out, up to the @, and set state.username and state.password.")
                .satisfies(error -> assertThat(StackTraces.of(error)).doesNotContain(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "no_such_database"})
    void whatTheUrlHoldsBesideThePlaceIsInNoLogAndNoException(String database) {
        state.set(
                "state.url",
                server.url(state.schema()).replace("/postgres?", "/" + database + "?") + "&password=" + SECRET
                        + "&sslpassword=" + SECRET);
        try (CapturedLogs logs = new CapturedLogs("com.zaxxer.hikari", "org.flywaydb", "io.accountsync")) {
            try {
                state.open().close();
            } catch (StateException e) {
                assertThat(StackTraces.of(e)).doesNotContain(SECRET);
            }
            assertThat(logs.texts()).noneMatch(text -> text.contains(SECRET));
        }
    }

    @Test
    void aKeyThatPostgresqlCannotHoldIsNamedAsTheReason() {
        StateDatabase database = state.open();

        assertThatThrownBy(() -> confirm(database, "a\0b"))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("cannot hold the character U+0000");
        assertThatThrownBy(() -> new SyncedRecords(database, "accounts").find(List.of("a\0b")))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("cannot hold the character U+0000");
    }

    @Test
    void afterItsConnectionsWereCutThePoolHeals() {
        StateDatabase database = state.open();
        confirm(database, "a");

        server.disconnectAll();

        await().until(() -> {
            try {
                confirm(database, "b");
                return true;
            } catch (StateException e) {
                assertThat(e).hasMessageStartingWith("The state database " + place + " cannot be reached: ");
                return false;
            }
        });
        assertThat(count(database)).isEqualTo(2);
    }

    @Test
    void aConnectionThatIsCutInTheMiddleOfATransactionLeavesNothing() {
        StateDatabase database = state.open();

        assertThatThrownBy(() -> database.atomically(() -> {
                    confirm(database, "a");
                    server.disconnectAll();
                    confirm(database, "b");
                }))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("cannot be reached");

        await().ignoreExceptions().until(() -> count(database) == 0);
    }

    @Test
    void theServerCanBeRestartedInTheMiddle() throws Exception {
        try (RestartableServer own = new RestartableServer(directory)) {
            state.set("state.url", own.url());
            StateDatabase database = state.open();
            confirm(database, "before");

            own.stop();
            assertThatThrownBy(() -> confirm(database, "while it is down"))
                    .isInstanceOf(StateException.class)
                    .message()
                    .matches("The state database " + own.url()
                            + " cannot be reached: (its server was stopped or restarted, or somebody ended the connection"
                            + "|its server is starting or stopping, and takes no connections"
                            + "|the connection was (refused|closed, as when its server is stopped or restarted, or the network"
                            + " breaks))\\. Is it running, and is state\\.url right\\? The next run carries on\\.");
            own.start();

            await().ignoreExceptions().until(() -> {
                confirm(database, "after");
                return true;
            });
            assertThat(new SyncedRecords(database, "accounts").find(List.of("before", "while it is down", "after")))
                    .containsOnlyKeys("before", "after");
            state.close();
        }
    }

    @Test
    void aServerThatFallsSilentDoesNotHoldUsForEver() throws Exception {
        try (TcpProxy network = new TcpProxy(server.port())) {
            state.set(
                    "state.url",
                    "jdbc:postgresql://localhost:" + network.port() + "/postgres?currentSchema=" + state.schema()
                            + "&socketTimeout=1");
            StateDatabase database = state.open();
            confirm(database, "a");

            network.goSilent();

            assertThatThrownBy(() -> confirm(database, "b"))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("cannot be reached: there was no answer in time. ");
            network.cut();
            state.close();
        }
    }

    @Test
    void twoInstallationsShareAServerByTheirSchemas() {
        TestState other = TestState.inSchema(directory, server);
        StateDatabase one = state.open();
        StateDatabase two = other.open();

        confirm(one, "a");

        assertThat(count(two)).isZero();
        other.close();
    }

    @Test
    void tablesOfOthersAreLeftAlone() {
        state.sql().execute("create table customers (id integer primary key, name text)");
        state.sql().update("insert into customers values (1, 'ours')");

        StateDatabase opened = state.open();
        confirm(opened, "a");
        state.close();

        assertThat(state.sql().queryForList("select name from customers", String.class))
                .containsExactly("ours");
        assertThat(count(state.open())).isEqualTo(1);
        state.close();
    }

    @Test
    void aTableOfSomebodyElseWithANameOfOursIsNeitherTakenNorTouched() {
        state.sql().execute("create table sync_run (theirs integer)");

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(state::open)
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("sync_run")
                    .hasMessageContaining("already exists")
                    .hasMessageContaining("give the state a schema of its own");
        }

        assertThat(state.sql().queryForList("select theirs from sync_run")).isEmpty();
        assertThatThrownBy(() -> state.sql().queryForList("select * from synced_record"))
                .as("the tables before it were undone");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(state::open)
                .isInstanceOf(StateException.class)
                .hasMessage(message)
                .satisfies(error -> assertThat(StackTraces.of(error)).doesNotContain(SECRET));
    }

    private static void confirm(StateDatabase database, String key) {
        new SyncedRecords(database, "accounts").confirm(List.of(IncrementalRepositoryContract.record(key, 1)), 1);
    }

    private static String setting(StateDatabase database, String name) {
        return database.with(db -> db.queryForObject("select current_setting(?)", String.class, name));
    }

    private static long count(StateDatabase database) {
        return new SyncedRecords(database, "accounts").count();
    }
}
