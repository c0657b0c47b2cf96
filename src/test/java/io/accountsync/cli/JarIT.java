package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.observe.Collector;
import io.accountsync.source.SampleSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar as a user runs it: commands, exit codes, what is packed in it. */
class JarIT {
    private static final String STACK_TRACE = "(?s).*\\n\\s+at [a-z].*";

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private Jar jar;
    private SampleSource source;

    @BeforeEach
    void prepare() {
        source = SampleSource.create(directory.resolve("source.db"));
        jar = new Jar(directory).against(org).with("SOURCE_URL", source.url());
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void demoNeedsNothingAndShowsTwoRunsAndTheOrg() throws IOException {
        Jar.Ended demo = new Jar(directory)
                // Credentials of a real org in the environment must not be used by the demo.
                .with("SALESFORCE_LOGIN_URL", "http://127.0.0.1:1")
                .with("SALESFORCE_REFRESH_TOKEN", "real")
                .run("demo");

        assertThat(demo.err()).isEmpty();
        assertThat(demo.exitCode()).isZero();
        String readme = Files.readString(Path.of("README.md"));
        String promised =
                readme.substring(readme.indexOf("1. The first run sends"), readme.indexOf("```\n\nEvery row"));
        assertThat(withoutTimes(demo.out()))
                .contains(withoutTimes(promised))
                .contains("Bäckerei \"Zum goldenen Hörnchen\"")
                .contains("315 Accounts in all");
    }

    /** Without what differs each time: how long it took, and the id of the org. */
    private static String withoutTimes(String text) {
        return text.replaceAll("\\d+\\.\\d s\\)", "s)").replaceAll("00D\\w{15}", "00D");
    }

    @Test
    void runPrintsAReportAndEndsWithTheExitCodeOfItsStatus() {
        Jar.Ended first = jar.run("run");
        assertThat(first.exitCode()).as("PARTIAL").isEqualTo(3);
        assertThat(first.out()).startsWith("PARTIAL  accounts (run 1, incremental");
        assertThat(first.err()).contains("this is about the sample in the jar").hasLineCount(1);

        source.changeSome();
        Jar.Ended second = jar.run("run", "accounts");
        assertThat(second.exitCode()).as("SUCCEEDED").isZero();

        Jar.Ended status = jar.run("status");
        assertThat(status.out())
                .contains(org.orgId())
                .contains("Account by Customer_Id__c")
                .contains("updated_at = 20")
                .contains("SUCCEEDED")
                .contains("PARTIAL");
    }

    @Test
    void reportAndStatusAreJsonWhenAskedFor() throws IOException {
        JsonNode report;
        try (Collector collector = new Collector()) {
            jar.with("SYNC_LOG_FORMAT", "json").with("SYNC_TRACES_ENDPOINT", collector.endpoint());
            report = new ObjectMapper().readTree(jar.run("run", "--json").out());
            assertThat(logged()).isNotEmpty();
            assertThat(collector.runs()).containsExactly("1 PARTIAL");
        }
        assertThat(report.get("status").asText()).isEqualTo("PARTIAL");
        assertThat(report.get("counts").get("created").asInt()).isEqualTo(311);
        assertThat(report.get("org").get("id").asText()).isEqualTo(org.orgId());

        JsonNode status = new ObjectMapper()
                .readTree(jar.run("status", "accounts", "--json").out());
        assertThat(status.get(0).get("runs").get(0).get("counts").get("created").asInt())
                .isEqualTo(311);
    }

    /** Each line of stderr, which is an object of JSON. */
    private List<JsonNode> logged() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : jar.err().lines().toList()) {
            JsonNode json = new ObjectMapper().readTree(line);
            assertThat(json.path("formattedMessage").asText()).as(line).isNotEmpty();
            lines.add(json);
        }
        return lines;
    }

    @Test
    void fullRefreshSendsAll() throws IOException {
        jar.withJavaOption("-Dsync.log-format=json").run("run");
        assertThat(logged()).isNotEmpty();
        assertThat(jar.run("run", "--full-refresh").out())
                .contains("311 updated")
                .contains("full refresh");
    }

    @Test
    void syncFilesInTheWorkingDirectoryReplaceThePackedSample() throws IOException {
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(
                directory.resolve("routes/clients.camel.yaml"),
                Files.readString(Path.of("routes/accounts.camel.yaml")).replaceAll("\\baccounts\\b", "clients"));
        jar.with("SYNC_CLIENTS_SCHEDULE", "0 0 3 * * ?").with("SYNC_CLIENTS_TIME_ZONE", "Europe/Berlin");

        Jar.Ended run = jar.run("run");
        assertThat(run.out()).startsWith("PARTIAL  clients (run 1");
        assertThat(jar.run("run", "accounts").err())
                .contains("There is no sync accounts")
                .contains("clients");
    }

    @Test
    void aPropertiesFileInTheWorkingDirectoryIsReadAndTheEnvironmentWinsOverIt() throws IOException {
        Files.writeString(
                directory.resolve("application.properties"),
                "state.directory=here\nsync.batch-size=nonsense\nsync.log-format=json\n");
        assertThat(jar.run("run").err()).contains("sync.batch-size must be a whole number from 1 to 200");
        jar.with("SYNC_BATCH_SIZE", "50");
        assertThat(jar.run("run").exitCode()).isEqualTo(3);
        assertThat(logged()).isNotEmpty();
        assertThat(directory.resolve("here/state.db")).exists();
    }

    @Test
    void serveRunsOnScheduleAndTwoRunsNeverOverlap() throws Exception {
        Fault slow = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.delay(Duration.ofMillis(1500)));
        Collector collector = new Collector();
        Process serve = jar.with("SYNC_ACCOUNTS_SCHEDULE", "* * * * * ?")
                .with("SYNC_IN_FLIGHT", "1")
                .with("SYNC_LOG_FORMAT", "json")
                .with("SYNC_TRACES_ENDPOINT", collector.endpoint())
                .start();
        try {
            await().until(() -> runsThatEnded() >= 2);
        } finally {
            slow.remove();
            serve.destroy();
            serve.waitFor();
            collector.close();
        }
        assertThat(collector.runs()).contains("1 PARTIAL").hasSizeGreaterThanOrEqualTo(2);
        assertThat(collector.spans())
                .as("its requests")
                .anyMatch(span -> span.name().equals("PATCH composite/sobjects")
                        && "200".equals(span.attributes().get("http.response.status_code")));
        assertThat(logged())
                .filteredOn(line -> line.get("formattedMessage").asText().contains(" ended "))
                .extracting(line -> line.at("/mdc/sync").asText() + " "
                        + line.at("/mdc/run").asText())
                .contains("accounts 1", "accounts 2");
        assertThat(org.stats().mostCollectionsInFlight()).isEqualTo(1);
        assertThat(serve.exitValue()).isEqualTo(143);
        assertThat(jar.err()).doesNotContain("is already running").doesNotMatch(STACK_TRACE);
    }

    private long runsThatEnded() {
        return jar.err()
                .lines()
                .filter(line -> line.contains("Run ") && line.contains(" ended "))
                .count();
    }

    @Test
    void aTerminatedRunIsStoppedWithWhatIsInFlightJudged() throws Exception {
        Fault hang = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.hang());
        Process run =
                jar.with("SYNC_IN_FLIGHT", "1").with("SYNC_BATCH_SIZE", "50").start("run");
        await().until(() -> hang.waiting() == 1);

        run.destroy();
        hang.release();

        run.waitFor();
        assertThat(run.exitValue()).isEqualTo(143);
        assertThat(jar.out())
                .startsWith("STOPPED  accounts")
                .contains("interrupted")
                .contains("unsent");
        assertThat(jar.run("status").out()).contains("STOPPED");
        Jar.Ended next = jar.run("run");
        assertThat(next.exitCode()).isEqualTo(3);
        assertThat(org.records("Account")).hasSize(312 - 1);
    }

    @Test
    void aServingProcessThatIsTerminatedStopsItsRunToo() throws Exception {
        Fault hang = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.hang());
        Process serve = jar.with("SYNC_IN_FLIGHT", "1")
                .with("SYNC_BATCH_SIZE", "10")
                .with("SYNC_ACCOUNTS_SCHEDULE", "* * * * * ?")
                .start();
        await().until(() -> hang.waiting() == 1);

        serve.destroy();
        await().until(() -> jar.err().contains("shutting down"));
        hang.release();

        serve.waitFor();
        assertThat(serve.exitValue()).isEqualTo(143);
        assertThat(jar.err())
                .contains("ended STOPPED")
                .contains("the process is shutting down")
                .doesNotMatch(STACK_TRACE);
        assertThat(org.records("Account")).as("the batch in flight").hasSize(10);
    }

    @Test
    void aServingProcessThatIsTerminatedGivesUpCallsThatHangAndWritesTheEndOfItsRun() throws Exception {
        Fault hang = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.hang());
        Process serve = jar.with("SYNC_IN_FLIGHT", "2")
                .with("SYNC_BATCH_SIZE", "10")
                .with("CAMEL_MAIN_SHUTDOWN_TIMEOUT", "10")
                .with("SYNC_ACCOUNTS_SCHEDULE", "* * * * * ?")
                .start();
        await().atMost(Duration.ofSeconds(60)).until(() -> hang.waiting() == 2);

        serve.destroy();

        assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(serve.exitValue()).isEqualTo(143);
        hang.remove();
        assertThat(jar.err())
                .contains("ended STOPPED")
                .contains("the process is shutting down")
                .doesNotMatch(STACK_TRACE);
        JsonNode status =
                new ObjectMapper().readTree(jar.run("status", "--json").out());
        assertThat(status.get(0).at("/runs/0/status").asText()).isEqualTo("STOPPED");
        assertThat(status.get(0).at("/doubts/records").asInt()).isEqualTo(20);
    }

    @Test
    void aServingProcessThatIsTerminatedWhileItIsIdleEnds() throws Exception {
        Process serve = jar.with("SYNC_ACCOUNTS_SCHEDULE", "0 0 0 1 1 ? 2099").start("serve");
        await().atMost(Duration.ofSeconds(60)).until(() -> jar.err().contains("HttpServer started"));

        serve.destroy();

        assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(serve.exitValue()).isEqualTo(143);
        assertThat(jar.err()).doesNotContain("after the calls in flight").doesNotMatch(STACK_TRACE);
        assertThat(org.stats().calls(CallKind.QUERY)).isZero();
    }

    @Test
    void ctrlCStopsARunAndASecondOneEndsItAtOnce() throws Exception {
        Fault hang = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.hang());
        Process run =
                jar.with("SYNC_IN_FLIGHT", "1").with("SYNC_BATCH_SIZE", "10").start("run");
        await().until(() -> hang.waiting() == 1);
        assumeThat(ignoresCtrlC(run))
                .as("a build in the background ignores Ctrl-C")
                .isFalse();

        interrupt(run);
        assertThat(run.waitFor(1, TimeUnit.SECONDS))
                .as("waits for the call in flight")
                .isFalse();
        interrupt(run);

        run.waitFor();
        assertThat(run.exitValue()).isEqualTo(130);
        assertThat(jar.out()).as("ends at once, without a report").isEmpty();
        assertThat(jar.err()).doesNotContain("given up");
        hang.release();
        Jar.Ended next = jar.run("run");
        assertThat(next.exitCode()).isEqualTo(3);
        assertThat(org.records("Account")).hasSize(312 - 1);
    }

    /** A shell gives this to what it starts in the background, and all of its children keep it. */
    private static boolean ignoresCtrlC(Process process) throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return status.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.replaceFirst("SigIgn:\\s*", ""))
                    .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & 2) != 0);
        }
    }

    private static void interrupt(Process process) throws Exception {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Test
    void orgPrintsItsCredentialsAndServesUntilStopped() throws Exception {
        Process process = jar.start("org");
        try {
            await().until(() -> jar.out().contains("SALESFORCE_REFRESH_TOKEN="));
            List<String> names =
                    jar.out().lines().map(line -> line.replaceFirst("=.*", "")).toList();
            assertThat(names.subList(0, 4)).containsExactly("BASE_URL", "CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN");
            assertThat(names.subList(6, names.size()))
                    .containsExactly(
                            "export SALESFORCE_LOGIN_URL",
                            "export SALESFORCE_CLIENT_ID",
                            "export SALESFORCE_CLIENT_SECRET",
                            "export SALESFORCE_REFRESH_TOKEN");
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void helpListsCommandsAndExitCodes() {
        Jar.Ended help = jar.run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("demo").contains("status").contains("PARTIAL");
        assertThat(jar.run("--version").out()).startsWith("account-sync 0");
        assertThat(jar.run("nonsense").exitCode()).isEqualTo(2);
    }

    /** By it a start knows without Flyway that nothing is missing; what were not in it would never be applied. */
    @Test
    void theIndexOfMigrationsNamesAllOfThem() throws IOException {
        Path built = Path.of(System.getProperty("account-sync.jar", "target/account-sync.jar"));
        try (JarFile packed = new JarFile(built.toFile());
                InputStream index = packed.getInputStream(packed.getEntry("db/migrations.txt"))) {
            assertThat(new String(index.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactlyInAnyOrderElementsOf(packed.stream()
                            .map(JarEntry::getName)
                            .filter(name -> name.startsWith("db/migration/V"))
                            .map(name -> name.substring("db/migration/".length()))
                            .toList());
        }
    }
}
