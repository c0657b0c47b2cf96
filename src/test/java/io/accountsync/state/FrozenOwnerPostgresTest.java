package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.accountsync.config.Settings;
import java.sql.Connection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A PostgreSQL server ends the transaction of whoever stands still in it, as each connection of ours asks it to. */
class FrozenOwnerPostgresTest extends FrozenOwnerContract {
    FrozenOwnerPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before the first write", "between two writes", "erasing"})
    void theServerEndsItsTransactionTheNextOneCarriesOnAndItWritesNothingWhenItGoesOn(String where) {
        try (OtherProcess frozen = frozen(where)) {
            SyncState next = run();

            assertThat(acquired(next)).isTrue();
            next.write(() -> confirm(next, "ours"));

            frozen.goOn();
            frozen.say("go on");
            assertThat(frozen.line()).isEqualTo("LeaseLostException");
            assertThat(state.sql().queryForList("select record_key from synced_record", String.class))
                    .containsExactly("ours");
        }
    }

    /** As long as the lease lasts it is refused at once, and the holder named. */
    private static boolean acquired(SyncState next) {
        await().until(() -> next.leases().acquire("accounts").isEmpty());
        return true;
    }

    private String server() {
        return state.settings().required("state.url");
    }

    @Test
    void whoWaitsSaysForWhomAndEndsWhenTheServerWasToldToKeepSuchTransactions() {
        try (OtherProcess frozen = frozen(
                "between two writes",
                "state.url",
                server() + "&options=-c%20idle_in_transaction_session_timeout=600000")) {
            SyncState next = run();
            try (CapturedLogs logs = new CapturedLogs("io.accountsync.state")) {
                Throwable refusal =
                        await().until(() -> catchThrowable(() -> next.leases().acquire("accounts")), Objects::nonNull);

                assertThat(refusal)
                        .isInstanceOf(StateLockedException.class)
                        .hasMessageContaining("is locked by another process. Process " + frozen.pid())
                        .hasMessageContaining("kill -CONT " + frozen.pid())
                        .hasMessageContaining("select pg_terminate_backend(");
                assertThat(logs.texts())
                        .anyMatch(text -> text.startsWith("The sync accounts waits, for 2 s at most.")
                                && text.contains("Process " + frozen.pid()));
            }
        }
    }

    @Test
    void aRowThatSomebodyElseKeepsLockedEndsTheWaitAndNamesTheSession() throws Exception {
        SyncState run = run();
        assertThat(run.leases().acquire("accounts")).isEmpty();
        try (Connection other = state.sql().getDataSource().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .execute("insert into synced_record (record_key, sync, sent_at) values ('a', 'accounts', 1)");

            assertThat(catchThrowable(() -> run.write(() -> confirm(run, "a"))))
                    .isInstanceOf(StateLockedException.class)
                    .hasMessageContaining("is locked by another process. Session ")
                    .hasMessageContaining("has been idle in a transaction since ")
                    .hasMessageContaining("select pg_terminate_backend(");
            other.rollback();
        }
        run.write(() -> confirm(run, "a"));
    }

    @Test
    void whoStandsStillInTheMiddleOfAMigrationKeepsNobodyFromStarting() {
        state.set("sync.lease-expiry", "500ms");
        try (OtherProcess frozen = OtherProcess.start(Migrator.class, state.arguments())) {
            assertThat(frozen.line()).isEqualTo("in the middle");
            frozen.standStill();
            try (CapturedLogs logs = new CapturedLogs("io.accountsync.state")) {
                assertThat(state.open().now()).isPositive();

                assertThat(logs.texts())
                        .anyMatch(
                                text -> text.matches(
                                        "The state database .* is being opened by session \\d+ from .* of the"
                                                + " server, which makes sure first that its tables are up to date\\. Waiting for it\\."));
            }
        }
    }

    /** Begins as whoever brings the tables up to date, and comes no further. */
    static final class Migrator {
        private Migrator() {}

        public static void main(String[] arguments) throws Exception {
            Map<String, String> keys = TestState.pairs(arguments, 0);
            StatePlace place = StatePlace.of(Settings.of(key -> Optional.ofNullable(keys.get(key))));
            Connection connection = place.schemaDataSource().getConnection();
            connection.setAutoCommit(false);
            connection.createStatement().execute("select pg_advisory_xact_lock(" + StateSchema.SCHEMA_LOCK + ")");
            System.out.println("in the middle");
            System.in.read();
        }
    }
}
