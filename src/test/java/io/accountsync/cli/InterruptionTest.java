package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import io.accountsync.run.compare.PlannedRecord;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a signal does to a command, without ending the process of the test. */
class InterruptionTest {
    private final LocalOrg org = LocalOrg.start();
    private final StringWriter stdout = new StringWriter();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aRunThatHadCompletedKeepsItsOwnExitCode() {
        JsonDocument document = new JsonDocument(stdout, "run", "--json");
        try (TestSync sync = TestSync.start(org, directory);
                Interruption interruption = interruption(Duration.ofSeconds(30), document)) {
            interruption.stops(sync.engine().runs());
            RunReport report = sync.rows(TestSync.customers(3)).run();
            interruption.signalled(143);

            assertThat(interruption.exitCodeIn(report).exitCode()).isZero();
            assertThat(end).isNotDone();
        }
    }

    @Test
    void aRunThatItStoppedEndsWithItsCodeAndOneThatIsAboutToBeginDoesNot() {
        JsonDocument document = new JsonDocument(stdout, "run", "--json");
        try (TestSync sync = TestSync.start(org, directory);
                Interruption interruption = interruption(Duration.ofSeconds(30), document)) {
            interruption.stops(sync.engine().runs());
            RunReport report = sync.rows(() -> {
                        interruption.signalled(143);
                        return TestSync.customers(3);
                    })
                    .run();
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(interruption.exitCodeIn(report).exitCode()).isEqualTo(143);

            RunReport next = sync.rows(TestSync.customers(3)).run();
            assertThat(next.runId()).isNull();
            assertThat(interruption.exitCodeIn(next).exitCode()).isEqualTo(143);
            assertThat(org.records("Account")).isEmpty();
        }
    }

    @Test
    void beforeARunBeganThereIsOneLineAndOneDocument() throws Exception {
        JsonDocument document = new JsonDocument(stdout, "run", "--json");
        try (Interruption interruption = interruption(Duration.ofSeconds(30), document)) {
            document.of("accounts");
            interruption.signalled(143);
            assertThat(end.get()).isEqualTo("exit 143");
            // What the thread that was starting prints meanwhile is no second document.
            document.end(2, "No Salesforce credentials");
            document.write("{}");
        }
        JsonNode json = CrashedSync.json(stdout.toString());
        assertThat(json.get("sync").asText()).isEqualTo("accounts");
        assertThat(json.get("status").asText()).isEqualTo("STOPPED");
        assertThat(json.get("exit_code").asInt()).isEqualTo(143);
        assertThat(json.get("message").asText()).isEqualTo("Interrupted before a run began: nothing was sent.");
        assertThat(json.at("/counts/rows_read").asInt()).isZero();
        assertThat(stderr.toString().lines()).containsExactly("Interrupted before a run began: nothing was sent.");
    }

    @Test
    void whatDoesNotEndByItselfIsCutOffAndThePlanThatWasHalfPrintedIsOneDocumentStill() throws Exception {
        JsonDocument document = new JsonDocument(stdout, "plan", "--json");
        CountDownLatch released = new CountDownLatch(1);
        try (TestSync sync = TestSync.start(org, directory)) {
            Interruption interruption = interruption(Duration.ofMillis(120), document);
            interruption.stops(sync.engine().runs());
            new PlanJson(document).add(new PlannedRecord("1", "1", null, false, null, List.of()));
            CompletableFuture<RunReport> stuck = CompletableFuture.supplyAsync(() -> sync.rows(() -> {
                        interruption.signalled(143);
                        released.await();
                        return List.of();
                    })
                    .run());

            assertThat(end.get()).isEqualTo("halt 143");

            JsonNode json = CrashedSync.json(stdout.toString());
            assertThat(json.get("records")).hasSize(1);
            assertThat(json.get("status").asText()).isEqualTo("STOPPED");
            assertThat(json.get("exit_code").asInt()).isEqualTo(143);
            released.countDown();
            assertThat(stuck.get().status()).isEqualTo(RunStatus.STOPPED);
        }
    }

    @Test
    void aSecondSignalEndsTheProcessAtOnce() {
        try (TestSync sync = TestSync.start(org, directory);
                Interruption interruption = interruption(Duration.ofSeconds(30), new JsonDocument(stdout, "run"))) {
            interruption.stops(sync.engine().runs());
            interruption.signalled(130);
            interruption.signalled(130);
            assertThat(end).isCompletedWithValue("halt 130");
        }
    }

    private Interruption interruption(Duration patience, JsonDocument document) {
        return new Interruption(
                patience, new PrintStream((OutputStream) stderr, true), document, new Interruption.ProcessEnd() {
                    @Override
                    public void exit(int code) {
                        end.complete("exit " + code);
                    }

                    @Override
                    public void halt(int code) {
                        end.complete("halt " + code);
                    }
                });
    }
}
