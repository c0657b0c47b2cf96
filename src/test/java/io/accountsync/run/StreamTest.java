package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are handed over one by one have what the rows of a run have, and whoever hands them over knows when. */
class StreamTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void whoeverHandsRowsOverGoesOnWhenEachHasItsOutcomeInTheState() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(customer(1, "One"));
            assertThat(org.find("Account", "Customer_Id__c", "1")).isPresent();
            assertThat(stream.known()).isEqualTo(1);

            stream.hand(customers(7));
            assertThat(stream.known()).isEqualTo(7);
            assertThat(org.records("Account")).hasSize(7);
        }
        assertThat(TestStream.lastSession(org, directory)).satisfies(session -> {
            assertThat(session.mode()).isEqualTo("stream");
            assertThat(session.status()).isEqualTo("SUCCEEDED");
            assertThat(session.counts()).containsEntry("rows_read", 8L).containsEntry("created", 7L);
        });
    }

    @Test
    void whatSalesforceHasAlreadyCostsNoCall() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(customers(3));
            long calls = org.stats().recordsUpserted();
            stream.hand(customers(3));
            assertThat(org.stats().recordsUpserted()).isEqualTo(calls);
        }
    }

    @Test
    void callersAtTheSameTimeShareABatch() {
        try (TestStream stream =
                TestStream.start(org, directory, "sync.stream.max-wait", "1m", "sync.batch-size", "20")) {
            List<CompletableFuture<String>> callers = new ArrayList<>();
            for (Map<String, Object> row : customers(20)) {
                callers.add(stream.handOnItsOwn(row));
            }
            assertThat(callers).allSatisfy(caller -> assertThat(caller.join()).isNull());
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(1);
        }
    }

    @Test
    void ofTwoRowsOfOneKeyInABatchTheLaterCountsAndBothCallersGoOn() {
        try (TestStream stream =
                TestStream.start(org, directory, "sync.stream.max-wait", "1m", "sync.batch-size", "2")) {
            CompletableFuture<String> first = stream.handOnItsOwn(customer(1, "Older"));
            stream.awaitWaiting(1);
            assertThat(stream.handOnItsOwn(customer(1, "Newer")).join()).isNull();
            assertThat(first.join()).isNull();
            assertThat(org.records("Account"))
                    .extracting(account -> account.get("Name"))
                    .containsExactly("Newer");
        }
        assertThat(TestStream.lastSession(org, directory).counts()).containsEntry("duplicate", 1L);
    }

    @Test
    void aRowThatCannotBeMappedIsInTheStateAndStopsNobody() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(row("name", "No key"), customer(2, "Two"), customer(3, null)));
            assertThat(org.records("Account")).hasSize(1);
            assertThat(stream.sync()
                            .<Long>ofState(state ->
                                    state.open().invalid() + state.open().rejected()))
                    .isEqualTo(2);
        }
    }

    @Test
    void aCallThatFailsReachesEveryCallerAndNothingIsLostWhenTheRowsComeAgain() {
        try (TestStream stream = TestStream.start(org, directory, "sync.retries", "0")) {
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).once(),
                            FaultAction.respond(500, "UNKNOWN_EXCEPTION", "broken"));
            stream.handUntilTaken(customers(5));
            assertThat(org.records("Account")).hasSize(5);
            assertThat(stream.known()).isEqualTo(5);
        }
    }

    @Test
    void aLostAnswerDoublesNothing() {
        try (TestStream stream = TestStream.start(org, directory)) {
            org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.loseAnswer());
            stream.handUntilTaken(customers(5));
            assertThat(org.records("Account")).hasSize(5);
            assertThat(stream.known()).isEqualTo(5);
        }
    }

    @Test
    void whoWaitsWhenTheProcessEndsIsTold() {
        CompletableFuture<String> caller;
        try (TestStream stream = TestStream.start(org, directory, "sync.stream.max-wait", "1h")) {
            caller = stream.handOnItsOwn(customer(1, "One"));
            stream.awaitWaiting(1);
        }
        assertThat(caller.join()).contains("The process ends", "handed over again");
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void aRunOfTheSameSyncGoesOnBesideASession() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(customers(3));
            RunReport run = stream.sync().rows(customers(4)).run();
            assertThat(run.status()).as(run.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(run.count(Count.CREATED)).isEqualTo(1);
            stream.hand(customer(5, "Five"));
            assertThat(org.records("Account")).hasSize(5);
            RunRecord session = TestStream.latest(stream.sync(), "stream");
            assertThat(session.status()).isEqualTo("RUNNING");
        }
    }
}
