package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Design rule 7: one sync is never run twice at once. */
class LeaseTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aSecondRunOfTheSameSyncIsRefusedWhileTheFirstGoesOn() {
        Fault hang = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.hang());
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(10));
            CompletableFuture<RunReport> first = CompletableFuture.supplyAsync(sync::run);
            await().until(() -> hang.waiting() == 1);

            RunReport second = sync.run();
            assertThat(second.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(second.message()).contains("is already running").contains("60 s");

            hang.remove();
            assertThat(first.join().count(Count.CREATED)).isEqualTo(10);
            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void aRunThatLostItsLeaseWritesNothingMore() throws Exception {
        Fault hang = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.hang());
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(10));
            CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(sync::run);
            await().until(() -> hang.waiting() == 1);
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state.db"));
                    var statement = connection.createStatement()) {
                statement.executeUpdate("update sync_lease set owner = 'elsewhere/1/1'");
            }
            hang.remove();

            RunReport report = run.join();
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("lease").contains("another process");
            assertThat(report.count(Count.UNSENT)).isEqualTo(10);
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state.db"));
                var statement = connection.createStatement()) {
            assertThat(statement
                            .executeQuery("select count(*) from synced_record")
                            .getInt(1))
                    .isZero();
        }
    }

    @Test
    void whereAnotherProcessStandsStillInTheMiddleOfAWriteTheRunStopsAndSaysWhichOne() throws Exception {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.lease-expiry", "100ms")) {
            sync.rows(customers(1)).run();
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state.db"));
                    var statement = connection.createStatement()) {
                statement.executeUpdate(
                        "insert into sync_lease values ('accounts', 'db1/space/4711/1/run', 1000, 2000, 60)");
                statement.execute("begin immediate");
                org.stats().reset();

                RunReport report = sync.rows(customers(2)).run();

                assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
                assertThat(report.exitCode()).isEqualTo(4);
                assertThat(report.message())
                        .contains(
                                "is locked by another process. Process 4711 on db1 has had the sync accounts since 1970")
                        .contains("end it; then start again");
                assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
                statement.execute("rollback");
            }
            assertThat(sync.run().count(Count.CREATED)).as("void since 1970").isEqualTo(1);
        }
    }

    @Test
    void theLeaseIsGivenBackWhateverEndsARun() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.retries", "0")) {
            sync.rows(() -> {
                throw new IllegalStateException("broken source");
            });
            assertThat(sync.run().status()).isEqualTo(RunStatus.FAILED);
            org.faults().add(FaultMatch.on(CallKind.QUERY).once(), FaultAction.respond(500, "UNKNOWN_EXCEPTION", "x"));
            assertThat(sync.run().status()).isEqualTo(RunStatus.FAILED);
            sync.rows(customers(1));
            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void stoppingTheEngineEndsARunWithWhatIsInFlightJudged() {
        Fault hang = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.hang());
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.batch-size", "10", "sync.in-flight", "2")) {
            sync.rows(customers(100));
            CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(sync::run);
            await().until(() -> hang.waiting() == 2);

            sync.engine().runs().stop("interrupted");
            hang.remove();

            RunReport report = run.join();
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).isEqualTo("interrupted.");
            // What was fetched ahead before the stop may still go; nothing beyond it does.
            assertThat(report.count(Count.CREATED)).isBetween(20L, 40L);
            assertThat(org.records("Account")).hasSize((int) report.count(Count.CREATED));
        }
    }
}
