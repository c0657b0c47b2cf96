package io.accountsync.run.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.TestSync;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.RunLog;
import io.accountsync.state.RunRecord;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has the lease of a sync and is not a run: the state knows how it ended, and the process can stop it. */
class CommandRunTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private TestSync sync;

    @BeforeEach
    void start() {
        sync = TestSync.start(org, directory);
    }

    @AfterEach
    void stop() {
        sync.close();
        org.close();
    }

    @Test
    void itEndsAsFailedUnlessItSaysOtherwise() {
        begin().close();
        assertThat(latest().status()).isEqualTo("FAILED");

        try (CommandRun command = begin()) {
            command.ends(RunStatus.PARTIAL, "some were left");
        }
        assertThat(latest().status()).isEqualTo("PARTIAL");
        assertThat(latest().message()).isEqualTo("some were left");
        assertThat(latest().mode()).isEqualTo(RunLog.PLAN);
    }

    @Test
    void nobodyElseBeginsMeanwhile() {
        try (CommandRun command = begin()) {
            assertThat(sync.engine().runs().find("accounts")).contains(command.run());
            assertThatThrownBy(this::begin)
                    .isInstanceOf(RunStoppedException.class)
                    .hasMessageContaining("is already running");
        }
        assertThat(sync.engine().runs().find("accounts")).isEmpty();
        begin().close();
    }

    @Test
    void whatIsInProgressStopsWithTheProcessAndNothingBeginsAnyMore() {
        try (CommandRun command = begin()) {
            sync.engine().runs().end("the process ends");
            assertThat(command.run().stopReason()).contains("the process ends.");
        }
        assertThatThrownBy(this::begin).isInstanceOf(RunStoppedException.class).hasMessage("the process ends.");
    }

    @Test
    void whatIsCutOffIsKnownToTheState() {
        try (CommandRun command = begin()) {
            sync.engine().runs().cutOff("it did not end");
            assertThat(latest().status()).isEqualTo("STOPPED");
            assertThat(latest().runId()).isEqualTo(command.run().id());
        }
    }

    private CommandRun begin() {
        return CommandRun.reading(sync.engine(), "accounts", RunMode.INCREMENTAL, RunLog.PLAN);
    }

    private RunRecord latest() {
        return sync.ofState(state -> state.runs().latest("accounts", 1).get(0));
    }
}
