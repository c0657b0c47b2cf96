package io.accountsync.cli;

import static io.accountsync.cli.CrashedSync.kill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real jar is killed, frozen or told to end while its calls are held back; they are carried out when a later run has had
 * newer values confirmed. Then later runs find that out by themselves.
 */
@Tag("full")
class LateCallIT {
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private CrashedSync sync;

    @AfterEach
    void close() {
        sync.close();
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, collections, COLLECTIONS", "POSTGRESQL, collections, COLLECTIONS", "SQLITE, bulk, BULK"})
    void killedWhileACallWasHeldBack(CrashState state, String path, CallKind kind) throws Exception {
        prepare(state);
        sync.keys().put("sync.path", path);
        sync.edit(1, 15, "A");
        sync.runAndCompare();
        sync.edit(1, 25, "B");
        // The three batches, or the closing of the job; what a later run calls is not held back.
        int calls = kind == CallKind.BULK ? 1 : 3;
        FaultMatch match = kind == CallKind.BULK ? FaultMatch.on(kind).withMethod("PATCH") : FaultMatch.on(kind);
        Fault held = sync.org().faults().add(match.times(calls), FaultAction.holdBack(false));
        Process run = sync.start();
        await().until(() -> held.waiting() == calls);
        kill(run);
        sync.edit(1, 25, "C");
        sync.runAndCompare();
        held.release();
        await().until(() -> held.waiting() == 0);
        if (kind == CallKind.COLLECTIONS) {
            await().until(() -> sync.org().records("Account").stream()
                    .anyMatch(account -> account.get("Name").toString().startsWith("B")));
        }

        // No row has changed.
        sync.runAndCompare();
    }

    @ParameterizedTest
    @EnumSource
    void frozenForLongerThanTheLeaseWhileACallWasUnderWay(CrashState state) throws Exception {
        prepare(state);
        sync.keys().put("sync.lease-expiry", "6s");
        sync.edit(1, 15, "A");
        sync.runAndCompare();
        sync.edit(1, 25, "B");
        Fault held = sync.org().faults().add(FaultMatch.on(CallKind.COLLECTIONS).times(3), FaultAction.holdBack(false));
        Process run = sync.start();
        await().until(() -> held.waiting() == 3);
        signal(run, "STOP");
        sync.edit(1, 25, "C");
        await().until(() -> leaseIsOver(state));
        sync.runAndCompare();
        held.release();
        await().until(() -> held.waiting() == 0);
        signal(run, "CONT");
        run.waitFor();
        assertThat(run.exitValue()).as(sync.jar().err()).isEqualTo(4);

        sync.runAndCompare();
    }

    @Test
    void toldToEndWhileCallsHangItSaysSoWithinAMinute() throws Exception {
        prepare(CrashState.SQLITE);
        sync.edit(1, 60, "A");
        Fault hang = sync.org().faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.hang());
        Process run = sync.jar().start("run", "--json");
        await().until(() -> hang.waiting() == 4);
        run.destroy();
        run.waitFor();
        assertThat(run.exitValue()).isEqualTo(143);
        assertThat(CrashedSync.json(sync.jar().out()).get("status").asText()).isEqualTo("STOPPED");
        assertThat(CrashedSync.json(sync.jar().out()).get("exit_code").asInt()).isEqualTo(143);
        assertThat(CrashedSync.json(sync.jar().out()).at("/in_doubt/records").asInt())
                .isEqualTo(40);
        assertThat(CrashState.SQLITE.sql(sync.keys()).queryForList("select status from sync_run", String.class))
                .containsExactly("STOPPED");
        hang.remove();
        sync.runAndCompare();
    }

    @Test
    void toldToEndBeforeARunBeganItSaysSo() throws Exception {
        prepare(CrashState.SQLITE);
        Path pipe = directory.resolve("routes/slow.camel.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process run = sync.jar().start("run", "--json");
        // Opens when the process has come so far as to read its sync files, and waits for this one's text.
        try (OutputStream unwritten = new FileOutputStream(pipe.toFile())) {
            run.destroy();
            run.waitFor();
        }
        Files.delete(pipe);
        assertThat(run.exitValue()).isEqualTo(143);
        assertThat(sync.jar().err().lines().toList()).contains("Interrupted before a run began: nothing was sent.");
        assertThat(CrashedSync.json(sync.jar().out()).get("status").asText()).isEqualTo("STOPPED");
        assertThat(CrashedSync.json(sync.jar().out()).get("exit_code").asInt()).isEqualTo(143);
    }

    @Test
    void toldToEndWhenEverythingIsDoneItKeepsItsOwnExitCode() throws Exception {
        prepare(CrashState.POSTGRESQL);
        sync.edit(1, 15, "A");
        sync.runAndCompare();
        sync.edit(1, 5, "B");
        Runnable goOn = CrashState.POSTGRESQL.stallCursorUpdate(sync.keys());
        Process run = sync.jar().start("run", "--json");
        CrashState.POSTGRESQL.awaitStall(sync.keys());
        run.destroy();
        // The first signal has come when the process holds it no longer.
        await().atMost(LONG).until(() -> pendingSignals(run).isEmpty());
        goOn.run();
        assertThat(run.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(sync.jar().err()).isZero();
        assertThat(CrashedSync.json(sync.jar().out()).get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(CrashedSync.json(sync.jar().out()).get("exit_code").asInt()).isZero();
    }

    /** Those that a process has not taken yet. */
    private static List<String> pendingSignals(Process process) throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return status.filter(line -> line.matches("(SigPnd|ShdPnd):.*[1-9a-f].*"))
                    .toList();
        }
    }

    private boolean leaseIsOver(CrashState state) {
        return state.sql(sync.keys())
                        .queryForObject(
                                "select count(*) from sync_lease where expires_at < ?",
                                Integer.class,
                                System.currentTimeMillis())
                == 1;
    }

    private void prepare(CrashState state) {
        sync = new CrashedSync(directory, state.keys(directory), LocalOrgOptions.defaults());
        sync.keys().put("sync.path", "collections");
        sync.keys().put("sync.bulk.threshold", "1");
        sync.keys().put("sync.bulk.poll-interval", "10ms");
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
