package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One row for each run. */
abstract class RunLogContract extends StateContract {
    private RunLog runs;

    RunLogContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void createLog() {
        runs = new RunLog(database);
    }

    @Test
    void numbersGoUp() {
        long first = runs.begin("accounts", "incremental");
        long second = runs.begin("contacts", "incremental");

        assertThat(second).isGreaterThan(first);
    }

    @Test
    void aRunThatGoesOnHasNoEnd() {
        long id = runs.begin("accounts", "full-refresh");

        RunRecord run = runs.latest("accounts", 1).get(0);

        assertThat(run.runId()).isEqualTo(id);
        assertThat(run.mode()).isEqualTo("full-refresh");
        assertThat(run.status()).isEqualTo("RUNNING");
        assertThat(run.startedAt()).isPositive();
        assertThat(run.endedAt()).isNull();
        assertThat(run.message()).isNull();
        assertThat(run.counts().values()).containsOnly(0L);
    }

    @Test
    void aRunThatCrashedStaysRunningForTheNextProcess() {
        runs.begin("accounts", "incremental");

        RunLog next = new RunLog(state.open());
        next.begin("accounts", "incremental");

        assertThat(next.latest("accounts", 2)).extracting(RunRecord::status).containsExactly("RUNNING", "RUNNING");
    }

    @Test
    void theEndKeepsEveryCount() {
        long id = runs.begin("accounts", "incremental");
        Map<String, Long> counts = new LinkedHashMap<>();
        RunLog.COUNTS.forEach(name -> counts.put(name, 1_000_000_000_000L + counts.size()));

        runs.end(id, "STOPPED", "The day's calls are used up.", counts);

        RunRecord run = runs.latest("accounts", 1).get(0);
        assertThat(run.status()).isEqualTo("STOPPED");
        assertThat(run.message()).isEqualTo("The day's calls are used up.");
        assertThat(run.endedAt()).isGreaterThanOrEqualTo(run.startedAt());
        assertThat(run.counts()).containsExactlyEntriesOf(counts);
    }

    @Test
    void aCountThatIsMissingIsZero() {
        long id = runs.begin("accounts", "incremental");

        runs.end(id, "SUCCEEDED", null, new HashMap<>(Map.of("created", 3L)));

        assertThat(runs.latest("accounts", 1).get(0).counts())
                .containsEntry("created", 3L)
                .containsEntry("api_calls", 0L);
    }

    @Test
    void theEndOfARunThatNeverBeganIsAFault() {
        long id = runs.begin("accounts", "incremental");

        assertThatThrownBy(() -> runs.end(id + 1, "SUCCEEDED", null, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(String.valueOf(id + 1));

        assertThat(runs.latest("accounts", 1).get(0).status()).isEqualTo("RUNNING");
    }

    @Test
    void theLatestRunComesFirst() {
        long first = runs.begin("accounts", "incremental");
        runs.begin("accounts-eu", "incremental");
        long second = runs.begin("accounts", "incremental");
        long third = runs.begin("accounts", "incremental");
        runs.end(first, "SUCCEEDED", null, Map.of());

        assertThat(runs.latest("accounts", 5)).extracting(RunRecord::runId).containsExactly(third, second, first);
        assertThat(runs.latest("accounts", 2)).extracting(RunRecord::runId).containsExactly(third, second);
        assertThat(runs.latest("contacts", 5)).isEmpty();
    }

    @Test
    void everySyncThatEverRanIsListedInOrder() {
        assertThat(runs.syncs()).isEmpty();
        runs.begin("b", "incremental");
        runs.begin("a-c", "incremental");
        runs.begin("a", "incremental");
        runs.begin("B", "incremental");
        runs.begin("b", "incremental");

        assertThat(runs.syncs()).containsExactly("B", "a", "a-c", "b");
    }

    @Test
    void numbersAreNotUsedAgain() {
        long id = runs.begin("accounts", "incremental");
        state.sql().update("delete from sync_run");

        assertThat(runs.begin("accounts", "incremental")).isGreaterThan(id);
    }
}

class RunLogSqliteTest extends RunLogContract {
    RunLogSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class RunLogPostgresTest extends RunLogContract {
    RunLogPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
