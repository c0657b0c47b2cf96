package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.DoubtfulRecords;
import io.accountsync.state.StreamOfOthers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a stream had on its way when nobody heard the answer, or when its process died, is taken over and put right. */
class StreamDoubtsTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aCallThatComesLateIsUndoneThoughNoRowComesAnyMore() {
        String streamOnly = TestSync.ACCOUNTS + TestStream.CALLER;
        try (TestStream stream = TestStream.of(org, directory, streamOnly, "sync.retries", "0")) {
            Fault held = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.holdBack(true));
            assertThat(stream.attempt(customer(1, "Older"))).contains("handed over again");
            stream.handUntilTaken(List.of(customer(1, "Newer")));
            assertThat(doubts(stream)).isEqualTo(1);
            held.remove();
            await().until(() -> "Older".equals(name()));
        }
        // No clock of ours is waited for.
        new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + directory.resolve("state.db")))
                .update("update doubtful_record set until_at = 1");
        try (TestStream next = TestStream.of(org, directory, streamOnly)) {
            next.streams().begin();

            await().until(() -> "Newer".equals(name()));
            assertThat(org.records("Account")).hasSize(1);
        }
        assertThat(TestStream.lastSession(org, directory).message()).isNull();
    }

    @Test
    void whatASessionHadInHandsWhenItDiedIsTakenOverByTheNextAndIsInDoubt() {
        try (TestStream stream = TestStream.start(org, directory);
                StreamOfOthers dead = StreamOfOthers.of(stream.sync().context()).begin(1000)) {
            dead.take("1");
            dead.note("1");
            CompletableFuture<String> caller = stream.handOnItsOwn(customer(1, "One"));
            stream.hand(customer(2, "Not held by anybody"));
            assertThat(caller).isNotDone();
            assertThat(org.find("Account", "Customer_Id__c", "1")).isEmpty();

            dead.die();

            assertThat(caller.join()).isNull();
            assertThat(org.find("Account", "Customer_Id__c", "1")).isPresent();
            assertThat(doubts(stream)).isEqualTo(1);
            assertThat(dead.rowsOf("record_claim")).isZero();
        }
    }

    private static long doubts(TestStream stream) {
        return stream.sync().<Long>ofState(state -> state.doubts()
                .summary()
                .map(DoubtfulRecords.Summary::records)
                .orElse(0L));
    }

    private Object name() {
        return org.find("Account", "Customer_Id__c", "1")
                .map(account -> account.get("Name"))
                .orElse("");
    }
}
