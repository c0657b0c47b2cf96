package io.accountsync.cli;

import static io.accountsync.cli.CrashedSync.kill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.config.Settings;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two processes of the real jar serve one schedule with one PostgreSQL state. One of them is killed, suspended or told to end in the
 * middle of a call of its run: the other one carries on, once.
 */
@Tag("full")
class ReplicasCrashIT {
    private static final Duration LONG = Duration.ofMinutes(3);

    /** So far away that what begins is not begun by it. */
    private static final String SCHEDULE =
            """
            - templatedRoute:
                routeTemplateRef: sync-schedule
                parameters: [{ name: sync, value: accounts }, { name: cron, value: "0 0 3 1 6 ? 2098" }]
            """;

    @TempDir
    private Path directory;

    private final Map<Process, Jar> replicas = new LinkedHashMap<>();
    private CrashedSync sync;
    private JdbcTemplate state;

    @BeforeEach
    void prepare() throws IOException {
        sync = new CrashedSync(directory, CrashState.POSTGRESQL.keys(directory), LocalOrgOptions.defaults());
        sync.keys().put("sync.path", "collections");
        sync.keys().put("sync.lease-expiry", "6s");
        Files.writeString(directory.resolve("routes/accounts.camel.yaml"), SCHEDULE, StandardOpenOption.APPEND);
        state = CrashState.POSTGRESQL.sql(sync.keys());
        sync.edit(1, 15, "A");
        sync.runAndCompare();
        sync.edit(1, 25, "B");
    }

    @AfterEach
    void close() {
        replicas.keySet().forEach(Process::destroyForcibly);
        sync.close();
    }

    @Test
    void whatOneReplicaWasKilledInTheMiddleOfTheOtherOneCarriesOnAndLooksAtItsCallsOnceMore() throws Exception {
        Fault held = holdBack();
        Process owner = startBothAndAwaitTheCallsOf(held);
        kill(owner);
        sync.edit(1, 25, "C");
        awaitSuccesses(2);

        carryOutLate(held);

        endAndCompare();
        assertThat(statuses()).containsExactly("SUCCEEDED", "RUNNING", "SUCCEEDED", "SUCCEEDED");
    }

    @Test
    void whatOneReplicaWasSuspendedInTheMiddleOfTheOtherOneCarriesOnAndTheFirstOneMakesNoCallWhenItGoesOn()
            throws Exception {
        Fault held = holdBack();
        Process owner = startBothAndAwaitTheCallsOf(held);
        signal(owner, "STOP");
        sync.edit(1, 25, "C");
        awaitSuccesses(2);

        carryOutLate(held);
        long calls = sync.org().stats().calls(CallKind.COLLECTIONS);
        signal(owner, "CONT");
        await().atMost(LONG).until(() -> statuses().contains("STOPPED"));
        assertThat(sync.org().stats().calls(CallKind.COLLECTIONS)).isEqualTo(calls);

        endAndCompare();
        assertThat(statuses()).containsExactly("SUCCEEDED", "STOPPED", "SUCCEEDED", "SUCCEEDED");
    }

    @Test
    void whatOneReplicaWasToldToEndInTheMiddleOfTheOtherOneCarriesOn() throws Exception {
        Fault held = holdBack();
        Process owner = startBothAndAwaitTheCallsOf(held);
        owner.destroy();
        await().atMost(LONG).until(() -> logOf(owner).contains("after the calls in flight"));
        held.release();
        awaitSuccesses(2);
        owner.waitFor();

        endAndCompare();
        assertThat(statuses()).containsExactly("SUCCEEDED", "STOPPED", "SUCCEEDED");
    }

    private Fault holdBack() {
        return sync.org().faults().add(FaultMatch.on(CallKind.COLLECTIONS).times(3), FaultAction.holdBack(false));
    }

    /** A run begins by what the state says is owed; answers which process has it. */
    private Process startBothAndAwaitTheCallsOf(Fault held) throws IOException {
        state.update(
                "insert into schedule_fire (route, sync, taken_until, owed) values ('accounts', 'accounts', 0, 1)");
        start("one");
        start("other");
        await().atMost(LONG).until(() -> held.waiting() == 3);
        String pid = state.queryForObject("select owner from sync_lease where sync = 'accounts'", String.class)
                .split("/")[2];
        return replicas.keySet().stream()
                .filter(process -> String.valueOf(process.pid()).equals(pid))
                .findFirst()
                .orElseThrow();
    }

    private void start(String name) throws IOException {
        Jar jar = new Jar(Files.createDirectories(directory.resolve(name)));
        sync.keys().forEach((key, value) -> jar.with(Settings.environmentName(key), value));
        jar.with("STATE_DIRECTORY", directory.resolve(name).resolve("data").toString());
        replicas.put(jar.start("serve", "--routes", directory.resolve("routes").toString()), jar);
    }

    /** The calls that nobody saw an answer of overwrite what came after them; then their doubt can end. */
    private void carryOutLate(Fault held) {
        held.release();
        await().atMost(LONG).until(() -> sync.org().records("Account").stream()
                .anyMatch(account -> account.get("Name").toString().startsWith("B")));
        await().until(() -> held.waiting() == 0);
        state.update("update sync_run set started_at = 1");
        state.update("update doubtful_record set until_at = extract(epoch from clock_timestamp()) * 1000 - 5000");
        await().atMost(LONG).until(() -> sync.inOrg().equals(sync.inSource()));
        awaitSuccesses(3);
    }

    private void awaitSuccesses(int count) {
        await().atMost(LONG)
                .until(() -> statuses().stream().filter("SUCCEEDED"::equals).count() == count);
    }

    private List<String> statuses() {
        return state.queryForList("select status from sync_run order by run_id", String.class);
    }

    private String logOf(Process process) {
        return replicas.get(process).out() + replicas.get(process).err();
    }

    private void endAndCompare() throws Exception {
        List<String> before = statuses();
        for (Process process : replicas.keySet()) {
            process.destroy();
            process.waitFor();
        }
        assertThat(statuses()).as("no run is doubled").isEqualTo(before);
        assertThat(state.queryForObject("select sum(owed) from schedule_fire", Long.class))
                .isZero();
        assertThat(sync.inOrg()).isEqualTo(sync.inSource());
        assertThat(sync.org().records("Account")).as("no Account twice").hasSize(25);
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
