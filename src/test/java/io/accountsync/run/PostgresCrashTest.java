package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.RestartableServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server that holds the state is killed while calls are in flight. */
@Tag("full")
class PostgresCrashTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private RestartableServer server;

    @BeforeEach
    void startServer() throws Exception {
        server = new RestartableServer(directory);
    }

    @AfterEach
    void stop() throws Exception {
        org.close();
        server.close();
    }

    @Test
    void aServerThatIsBackBeforeTheAnswersCostsNothingAndOneThatIsNotEndsTheRun() throws Exception {
        try (TestSync sync = TestSync.start(
                org,
                directory.resolve("data"),
                ACCOUNTS_WITH_CURSOR,
                "state.url",
                server.url(),
                "state.username",
                "postgres",
                "sync.overlap-steps",
                "0",
                "sync.batch-size",
                "10")) {
            Fault hang = hang();
            CompletableFuture<RunReport> first = CompletableFuture.supplyAsync(() -> run(sync, "A", 1));
            await().until(() -> hang.waiting() == 4);
            server.kill();
            server.start();
            hang.remove();
            RunReport back = first.get();
            assertThat(back.message()).isNull();
            assertThat(back.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(back.count(Count.CREATED)).isEqualTo(60);

            Fault again = hang();
            CompletableFuture<RunReport> second = CompletableFuture.supplyAsync(() -> run(sync, "B", 101));
            await().until(() -> again.waiting() == 4);
            server.kill();
            again.remove();
            await().until(() -> sync.engine().runs().find("accounts").get().isStopping());
            server.start();
            RunReport gone = second.get();
            assertThat(gone.status()).isEqualTo(RunStatus.FAILED);
            assertThat(gone.message()).contains("state database", "Is it running");
            assertThat(gone.count(Count.READ)).isEqualTo(60);

            // The rows are back at what the state says that Salesforce has.
            RunReport report = run(sync, "A", 201);
            assertThat(report.message()).isNull();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(org.records("Account")).hasSize(60).allMatch(account -> account.get("Name")
                    .equals("A " + account.get("Customer_Id__c")));
        }
    }

    private Fault hang() {
        return org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.hang());
    }

    private static RunReport run(TestSync sync, String name, int cursor) {
        List<Map<String, Object>> rows = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> row("id", i, "name", name + " " + i, "changed", cursor + i))
                .toList();
        return sync.rows(rows).run();
    }
}
