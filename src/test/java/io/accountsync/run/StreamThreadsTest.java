package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.state.StreamOfOthers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream goes on while its sync's run waits for records that a stream has in hands: the run keeps neither the threads nor the places
 * in flight that the stream needs to let them go. With one call in flight there is one thread of each.
 */
@Timeout(300)
class StreamThreadsTest {
    private static final int WAITING = 6;

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void whileARunThatSendsWaits() {
        goesOn(TestSync.ACCOUNTS, List.of(customer(1, "Older"), customer(2, "Two")), Count.UPDATED);
        assertThat(org.records("Account")).noneMatch(account -> account.containsValue("Older"));
    }

    @Test
    void whileARunThatDeletesWaits() {
        goesOn(
                TestSync.ACCOUNTS.replaceFirst("(?m)^( +)externalId: .*$", "$0\n$1whenRowGone: delete"),
                customers(30).subList(1, 30),
                Count.UNCHANGED);
        assertThat(org.find("Account", "Customer_Id__c", "1")).isPresent();
    }

    private void goesOn(String mapping, List<Map<String, Object>> rows, Count expected) {
        try (TestStream stream = TestStream.of(
                        org,
                        directory,
                        mapping + TestSync.ROWS + TestStream.CALLER,
                        "sync.in-flight",
                        "1",
                        "sync.max-deletions",
                        "100");
                StreamOfOthers other =
                        StreamOfOthers.of(stream.sync().context()).begin(1000)) {
            assertThat(stream.sync().rows(customers(30)).run().count(Count.CREATED))
                    .isEqualTo(30);
            other.take("1");
            AtomicInteger looks = new AtomicInteger();
            stream.sync().watchTransactions().whenPassing(point -> {
                if (point.equals("begin") && isSending(stream)) {
                    looks.incrementAndGet();
                }
            });
            CompletableFuture<RunReport> run =
                    CompletableFuture.supplyAsync(() -> stream.sync().rows(rows).run());
            await().until(() -> looks.get() >= WAITING);

            stream.hand(customer(99, "Of the stream"));

            assertThat(org.find("Account", "Customer_Id__c", "99")).isPresent();
            assertThat(run).isNotDone();
            other.confirm("1");
            other.release("1");
            RunReport report = run.join();
            assertThat(report.status()).as(report.message()).isIn(RunStatus.SUCCEEDED, RunStatus.PARTIAL);
            assertThat(report.count(expected)).isPositive();
        }
    }

    private static boolean isSending(TestStream stream) {
        return stream.sync()
                .engine()
                .runs()
                .find("accounts")
                .filter(run -> run.progress().phase() == Phase.SEND)
                .isPresent();
    }
}
