package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sync whose rows come by a stream only needs no source route. */
class StreamOnlyTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aSyncNeedsNoSourceRouteWhereItsRowsComeByAStreamAndARunSaysSo() {
        try (TestStream stream = TestStream.of(org, directory, TestSync.ACCOUNTS + TestStream.CALLER)) {
            stream.hand(customer(1, "One"));
            assertThat(org.records("Account")).hasSize(1);

            RunReport run = stream.sync().run();
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.message()).contains("has no source route", "account-sync serve", "accounts-source");
            assertThat(stream.sync().engine().lastSuccess("accounts")).isPresent();
        }
    }

    @Test
    void theKameletIsAStreamOfItsSyncAndItsErrorsGoToWhoeverTheRowsComeFrom() {
        String kamelet = TestStream.CALLER.replaceAll(
                "(?s)- setVariable:.*", "- to: kamelet:account-sync-sink/own?sync=accounts&location=file:kamelets\n");
        try (TestStream stream = TestStream.of(org, directory, TestSync.ACCOUNTS + kamelet, "sync.retries", "0")) {
            stream.hand(customer(1, "One"));
            assertThat(org.records("Account")).hasSize(1);
            assertThat(stream.sync().run().message()).contains("has no source route", "account-sync serve");
            org.faults()
                    .add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.respond(503, "SERVER_UNAVAILABLE", "away"));
            assertThat(stream.attempt(List.of(customer(2, "Two")))).contains("SERVER_UNAVAILABLE", "handed over again");
        }
    }

    @Test
    void whatIsDeferredNeedsItsPayloadWhereNoRunReadsItsRowAgain() {
        assertThatThrownBy(() -> TestStream.of(
                        org, directory, TestSync.ACCOUNTS + TestStream.CALLER, "sync.keep-rejected-payloads", "false"))
                .hasMessageContaining("come by a stream only")
                .hasMessageContaining("sync.keep-rejected-payloads is false")
                .hasMessageContaining("accounts-source");
    }

    @Test
    void moreDeferredRecordsThanABatchHoldsAreTriedAgainWithoutAnyRow() {
        String file = TestSync.ACCOUNTS + TestStream.CALLER;
        try (TestStream stream = TestStream.of(org, directory, file)) {
            stream.hand(IntStream.rangeClosed(2, 2200)
                    .mapToObj(i -> row("id", i, "name", "Child", "parent", "1"))
                    .toList());
            assertThat(stream.sync().<Long>ofState(state -> state.open().deferred()))
                    .isEqualTo(2199);
            stream.hand(customer(1, "Parent"));
        }
        try (TestStream next = TestStream.of(org, directory, file)) {
            next.streams().begin();
            await().until(() -> next.sync().<Long>ofState(state -> state.open().deferred()) == 0);
            assertThat(org.records("Account")).hasSize(2200);
        }
    }

    @Test
    void whatIsDeferredIsTriedAgainByTheStreamItselfWhereNoRunDoesThat() {
        try (TestStream stream =
                TestStream.of(org, directory, TestSync.ACCOUNTS + TestStream.CALLER, "sync.stream.session", "1")) {
            stream.hand(row("id", 2, "name", "Child", "parent", "1"));
            assertThat(stream.sync().<Long>ofState(state -> state.open().deferred()))
                    .isEqualTo(1);
            stream.hand(customer(1, "Parent"));
            stream.hand(List.of(customer(3, "Another")));
            assertThat(stream.sync().<Long>ofState(state -> state.open().deferred()))
                    .isZero();
            assertThat(org.find("Account", "Customer_Id__c", "2").orElseThrow().get("ParentId"))
                    .isNotNull();
        }
    }
}
