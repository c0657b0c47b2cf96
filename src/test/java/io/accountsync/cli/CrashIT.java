package io.accountsync.cli;

import static io.accountsync.cli.CrashedSync.kill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.salesforce.Browser;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Promise 7: the real jar is ended as by {@code kill -9} at each point where that could hurt, and started again. Then every
 * row is in the org exactly once with its newest values, the accounting is right, and no lease has blocked the next run.
 */
@Tag("full")
class CrashIT {
    @TempDir
    private Path directory;

    private CrashedSync sync;

    @AfterEach
    void close() {
        sync.close();
    }

    @ParameterizedTest
    @EnumSource
    void beforeTheFirstCallWithTheLeaseHeldAndANewTokenStored(CrashState state) throws Exception {
        prepare(state, LocalOrgOptions.builder().rotateRefreshTokens(true).build());
        sync.edit(1, 40, "A");
        Fault hang = hang(CallKind.DESCRIBE);
        Process run = sync.start();
        await().until(() -> hang.waiting() == 1);
        kill(run);
        hang.remove();
        assertThat(leases(state)).isEqualTo(1);

        sync.runAndCompare();

        // The lease of a process on another machine, of which nobody can know whether it is alive, ends by itself.
        sync.edit(1, 1, "B");
        sql(state)
                .update("insert into sync_lease (sync, owner, acquired_at, expires_at) values ('accounts',"
                        + " 'elsewhere/pid/1/1/x', 1, 1)");
        sync.runAndCompare();
        assertThat(leases(state)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whileATokenIsBeingRotated(CrashState state) throws Exception {
        prepare(state, LocalOrgOptions.builder().rotateRefreshTokens(true).build());
        sync.edit(1, 20, "A");
        sync.runAndCompare();
        sync.edit(1, 30, "B");
        Fault hang = hang(CallKind.TOKEN);
        Process run = sync.start();
        await().until(() -> hang.waiting() == 1);
        kill(run);
        hang.remove();
        await().until(() -> hang.waiting() == 0);

        // Salesforce has replaced the token, and its answer went to nobody.
        Jar.Ended stopped = sync.runHere();
        assertThat(stopped.exitCode()).as(stopped.out()).isEqualTo(4);
        assertThat(stopped.out()).contains("account-sync auth login");

        sync.keys().put("salesforce.refresh-token", Browser.newRefreshToken(sync.org()));
        sync.runAndCompare();
        sync.edit(1, 5, "C");
        sync.runAndCompare();
    }

    @ParameterizedTest
    @EnumSource
    void requestsWrittenAndNoAnswerWithFourBatchesInFlight(CrashState state) throws Exception {
        prepare(state);
        sync.edit(1, 25, "A");
        sync.runAndCompare();
        sync.edit(1, 60, "B");
        Fault hang = hang(CallKind.COLLECTIONS);
        Process run = sync.start();
        await().until(() -> hang.waiting() == 4);
        kill(run);
        hang.remove();
        // Their connections are gone long before the org has saved them.
        await().until(() -> hang.carriedOut() == 4);
        assertThat(sync.org().records("Account").stream()
                        .filter(account -> account.get("Name").toString().startsWith("B")))
                .as("the org has saved all four")
                .hasSize(40);

        // Back to what the state says that Salesforce confirmed, on to something else, or left as it is.
        sync.edit(1, 10, "A");
        sync.edit(11, 15, "C");
        sync.startAgainAndCompare();
    }

    @ParameterizedTest
    @EnumSource
    void answerReceivedAndStateNotWritten(CrashState state) throws Exception {
        prepare(state);
        sync.edit(1, 25, "A");
        sync.runAndCompare();
        sync.edit(1, 35, "B");
        sync.haltBefore("Writes the results of the batch");
        assertThat(noted(state)).as("batches in doubt").isPositive();

        sync.edit(1, 20, "A");
        sync.runAndCompare();
        assertThat(noted(state)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void stateWrittenAndCursorNotMoved(CrashState state) throws Exception {
        prepare(state);
        sync.edit(1, 35, "A");
        sync.haltBefore("Checks that every row has its outcome");
        assertThat(cursor(state)).isNull();
        sync.org().stats().reset();

        sync.runAndCompare();

        assertThat(sync.org().stats().calls(CallKind.COLLECTIONS))
                .as("nothing is sent twice")
                .isZero();
        assertThat(cursor(state)).isEqualTo(35);
    }

    @ParameterizedTest
    @EnumSource
    void inTheMiddleOfTheCursorUpdate(CrashState state) throws Exception {
        prepare(state);
        sync.edit(1, 60, "A");
        sync.runAndCompare();
        Runnable relieve = state.stallCursorUpdate(sync.keys());
        sync.edit(1, 20, "B");
        Process run = sync.start();
        state.awaitStall(sync.keys());
        kill(run);
        relieve.run();
        assertThat(cursor(state)).as("as it was").isEqualTo(60);

        sync.edit(1, 5, "A");
        sync.runAndCompare();
        assertThat(cursor(state)).isEqualTo(85);
    }

    private void prepare(CrashState state) {
        prepare(state, LocalOrgOptions.defaults());
    }

    private void prepare(CrashState state, LocalOrgOptions options) {
        sync = new CrashedSync(directory, state.keys(directory), options);
    }

    private Fault hang(CallKind kind) {
        return sync.org().faults().add(FaultMatch.on(kind), FaultAction.hang());
    }

    private JdbcTemplate sql(CrashState state) {
        return state.sql(sync.keys());
    }

    private int leases(CrashState state) {
        return sql(state).queryForObject("select count(*) from sync_lease", Integer.class);
    }

    private int noted(CrashState state) {
        return sql(state).queryForObject("select count(*) from sent_batch", Integer.class);
    }

    private Integer cursor(CrashState state) {
        return sql(state).queryForObject("select max(cursor_value) from sync_cursor", Integer.class);
    }
}
