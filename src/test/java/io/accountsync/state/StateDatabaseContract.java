package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** Opening the state, and transactions in it. */
abstract class StateDatabaseContract extends StateContract {
    private static final String HISTORY =
            "select version, installed_on from account_sync_schema order by installed_rank";

    StateDatabaseContract(TestDatabase on) {
        super(on);
    }

    @Test
    void openingAgainChangesNothing() {
        confirm(database, "a");
        List<Map<String, Object>> before = state.sql().queryForList(HISTORY);
        state.close();

        StateDatabase again = state.open();

        assertThat(state.sql().queryForList(HISTORY)).isEqualTo(before);
        assertThat(count(again)).isEqualTo(1);
    }

    @Test
    void aStateThatANewerVersionChangedIsRefused() {
        state.sql()
                .update("insert into account_sync_schema (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success)"
                        + " values (999, '99', 'more', 'SQL', 'V99__more.sql', 1, 'us', 1, true)");

        assertThatThrownBy(state::open)
                .isInstanceOf(StateException.class)
                .hasMessageStartingWith("The state ")
                .hasMessageEndingWith(" was changed by a newer version of account-sync (schema version 99). Use that "
                        + "version, or go back to a backup of the state from before it.");
    }

    @Test
    void aChangeThatIsMissingBeforeLaterOnesIsMadeAfterThem() {
        state.sql().update("delete from account_sync_schema where version = '31'");
        state.sql().execute("drop table waiting_deletion");
        state.sql().execute("drop table pointing_record");

        state.open();

        assertThat(state.sql().queryForObject("select count(*) from waiting_deletion", Long.class))
                .isZero();
    }

    @Test
    void aSchemaThatSomebodyChangedIsRefused() {
        state.sql().update("update account_sync_schema set checksum = 1 where version = '1'");

        assertThatThrownBy(state::open)
                .isInstanceOf(StateException.class)
                .hasMessageContaining("could not be made or brought up to date")
                .hasMessageContaining("checksum");
    }

    @Test
    void processesThatOpenAnEmptyStateAtOnceAllFindItsTables() throws Exception {
        for (int round = 0; round < 5; round++) {
            TestState empty = emptyState("round" + round);
            CyclicBarrier start = new CyclicBarrier(4);

            IncrementalRepositoryContract.sumOf(4, () -> {
                start.await();
                StateDatabase opened = StateDatabase.open(empty.settings(), empty.clock());
                confirm(opened, Thread.currentThread().getName());
                opened.close();
                return 0;
            });

            assertThat(empty.sql().queryForObject("select count(*) from synced_record", Long.class))
                    .isEqualTo(4);
        }
    }

    @Test
    void whatIsNotCommittedNobodyElseSees() {
        StateDatabase other = state.open();

        database.atomically(() -> {
            confirm(database, "a");
            assertThat(count(other)).isZero();
        });

        assertThat(count(other)).isEqualTo(1);
    }

    @Test
    void aTransactionWithinATransactionIsPartOfIt() {
        assertThatThrownBy(() -> database.atomically(() -> {
                    database.atomically(() -> confirm(database, "a"));
                    throw new IllegalStateException("after the inner one");
                }))
                .hasMessage("after the inner one");

        assertThat(count(database)).isZero();
    }

    @Test
    void theTimeCanBeAskedForWithinATransaction() {
        database.atomically(() -> {
            confirm(database, "a");
            assertThat(database.now()).isPositive();
        });
    }

    @Test
    void anErrorThatIsNotTheDatabasesComesOutAsItIs() {
        IllegalStateException error = new IllegalStateException("ours");

        assertThatThrownBy(() -> database.atomically(() -> {
                    throw error;
                }))
                .isSameAs(error);
    }

    @Test
    void afterAnErrorTheDatabaseIsAsGoodAsBefore() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> database.atomically(() -> {
                        confirm(database, "a");
                        database.with(db -> db.update("insert into synced_record (record_key) values ('b')"));
                    }))
                    .isInstanceOf(StateException.class)
                    .hasMessageStartingWith("The state ")
                    .hasMessageContaining(" failed: ");
        }

        database.atomically(() -> confirm(database, "c"));
        assertThat(count(database)).isEqualTo(1);
    }

    @Test
    void aStateIsKnownToExistOnceItWasOpened() {
        assertThat(StateDatabase.exists(state.settings())).isTrue();
    }

    private TestState emptyState(String name) {
        Path place = directory.resolve(name);
        return (isSqlite() ? TestDatabase.SQLITE : TestDatabase.POSTGRESQL).empty(created(place));
    }

    private static Path created(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void confirm(StateDatabase database, String key) {
        new SyncedRecords(database, "accounts").confirm(List.of(IncrementalRepositoryContract.record(key, 1)), 1);
    }

    private static long count(StateDatabase database) {
        return new SyncedRecords(database, "accounts").count();
    }
}

class StateDatabaseSqliteTest extends StateDatabaseContract {
    StateDatabaseSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class StateDatabasePostgresTest extends StateDatabaseContract {
    StateDatabasePostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
