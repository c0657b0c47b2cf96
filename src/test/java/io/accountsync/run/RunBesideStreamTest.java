package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.StreamOfOthers;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scheduled run next to a stream session of the same sync: no older value goes over a newer one, and nothing is lost. */
class RunBesideStreamTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private TestSync sync;
    private StreamOfOthers stream;

    @AfterEach
    void stop() {
        if (stream != null) {
            stream.close();
        }
        sync.close();
        org.close();
    }

    @Test
    void whereNoStreamWasEverThereARunClaimsNothingAndKeepsNoVersions() {
        begin(false, ACCOUNTS_WITH_CURSOR);
        Fault hang = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.hang());
        CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(() ->
                sync.rows(List.of(row("id", "1", "name", "One", "changed", 5))).run());
        await().until(() -> hang.waiting() == 1);
        stream = StreamOfOthers.of(sync.context());

        assertThat(stream.rowsOf("record_claim")).isZero();

        hang.remove();
        assertThat(run.join().status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(stream.rowsOf("record_claim")).isZero();
        assertThat(stream.rowsOf("source_version")).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunClaimsWhatItSendsAndTheClaimsGoWithTheResults(boolean postgres) {
        begin(postgres, ACCOUNTS);
        stream = StreamOfOthers.of(sync.context()).begin(1000);
        Fault hang = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.hang());
        CompletableFuture<RunReport> run =
                CompletableFuture.supplyAsync(() -> sync.rows(customers(3)).run());
        await().until(() -> hang.waiting() == 1);

        assertThat(stream.take("1", "2", "new")).containsExactly("new");

        hang.remove();
        assertThat(run.join().count(Count.CREATED)).isEqualTo(3);
        assertThat(stream.take("1", "2")).hasSize(2);
    }

    @Test
    void whatARunHasInFlightWhenAStreamBeginsIsItsOwnUntilItsResultsAreWritten() {
        begin(false, ACCOUNTS);
        Fault hang = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.hang());
        CompletableFuture<RunReport> run =
                CompletableFuture.supplyAsync(() -> sync.rows(customers(3)).run());
        await().until(() -> hang.waiting() == 1);

        stream = StreamOfOthers.of(sync.context()).begin(1000);
        assertThat(stream.take("1", "2", "new")).containsExactly("new");

        hang.remove();
        assertThat(run.join().status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(stream.take("1", "2")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRecordThatAStreamConfirmedSinceTheRunBeganIsLeftOutAndItsRowIsReadAgain(boolean postgres) {
        begin(postgres, ACCOUNTS_WITH_CURSOR);
        sync.rows(List.of(row("id", "1", "name", "One", "changed", 1))).run();
        stream = StreamOfOthers.of(sync.context()).begin(1000);
        Map<String, Object> older = row("id", "1", "name", "Older", "changed", 5);
        Map<String, Object> other = row("id", "2", "name", "Two", "changed", 9);

        RunReport report = sync.rows(() -> meanwhile(() -> stream.confirm("1"), List.of(older, other)))
                .run();

        assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(report.count(Count.DUPLICATE)).isEqualTo(1);
        assertThat(report.count(Count.CREATED)).isEqualTo(1);
        assertThat(report.findings()).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo("NEWER_BY_STREAM");
            assertThat(finding.samples()).containsExactly("1");
        });
        assertThat(org.records("Account")).noneMatch(account -> account.containsValue("Older"));
        assertThat(sync.cursor()).as("before the row that was left out").isEqualTo(5);
        assertThat(sync.rows(List.of(older, other)).run().count(Count.UPDATED))
                .as("it was the newer one after all")
                .isEqualTo(1);
    }

    @Test
    void aRunWaitsForARecordThatAStreamIsSendingAndThenLeavesItOut() {
        begin(false, ACCOUNTS);
        sync.rows(customers(2)).run();
        stream = StreamOfOthers.of(sync.context()).begin(1000);
        stream.take("1");
        List<String> tries = new ArrayList<>();
        sync.watchTransactions().whenPassing(point -> {
            if (point.equals("begin") && sync.engine().runs().find("accounts").isPresent()) {
                tries.add(point);
                if (tries.size() == 12) {
                    stream.confirm("1");
                    stream.release("1");
                }
            }
        });

        RunReport report = sync.rows(List.of(row("id", "1", "name", "Older"), row("id", "2", "name", "New")))
                .run();

        assertThat(report.count(Count.DUPLICATE)).as(tries.toString()).isEqualTo(1);
        assertThat(report.count(Count.UPDATED)).isEqualTo(1);
        assertThat(org.records("Account")).noneMatch(account -> account.containsValue("Older"));
    }

    @Test
    void theRecordsOfADeadStreamAreTakenOverAndInDoubt() {
        begin(false, ACCOUNTS);
        sync.rows(customers(2)).run();
        stream = StreamOfOthers.of(sync.context()).begin(1000);
        stream.take("1");
        stream.note("1");

        RunReport report = sync.rows(() -> meanwhile(stream::die, List.of(row("id", "1", "name", "New"))))
                .run();

        assertThat(report.count(Count.UPDATED)).isEqualTo(1);
        assertThat(sync.<Boolean>ofState(
                        state -> state.doubts().among(List.of("1")).containsKey("1")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recordsOfABulkJobAreClaimedUntilItsEndAndThoseOfStreamsGoByCollections(boolean postgres) {
        begin(postgres, ACCOUNTS, "sync.path", "bulk");
        sync.rows(customers(3)).run();
        stream = StreamOfOthers.of(sync.context()).begin(1000);
        List<Map<String, Object>> changed = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            changed.add(row("id", String.valueOf(i), "name", "Changed"));
        }
        Fault hang = org.faults().add(FaultMatch.on(CallKind.BULK).withMethod("GET"), FaultAction.hang());
        CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(() ->
                sync.rows(() -> meanwhile(() -> stream.confirm("2"), changed)).run());
        await().until(() -> hang.waiting() == 1);

        assertThat(stream.take("1", "2", "30")).containsExactly("2");
        stream.release("2");

        hang.remove();
        RunReport report = run.join();
        assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(report.count(Count.DUPLICATE)).isEqualTo(1);
        assertThat(report.count(Count.UPDATED) + report.count(Count.CREATED)).isEqualTo(29);
        assertThat(stream.take("1", "30")).hasSize(2);
        assertThat(stream.rowsOf("record_claim")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRecordThatAStreamHasJustConfirmedIsNotDeletedByARunOnAnOlderView(boolean bulk) {
        DeletingSync deleting = DeletingSync.start(org, directory, "sync.path", bulk ? "bulk" : "collections");
        sync = deleting.sync();
        deleting.runWithRows(30);
        stream = StreamOfOthers.of(sync.context()).begin(1000);

        sync.watchTransactions().whenPassing(point -> {
            if (point.equals("begin")
                    && sync.engine()
                            .runs()
                            .find("accounts")
                            .filter(this::isSending)
                            .isPresent()) {
                stream.confirm("3");
            }
        });
        RunReport report = sync.rows(customers(2)).run();

        assertThat(report.count(Count.DELETED)).isEqualTo(27);
        assertThat(report.count(Count.NOT_DELETED)).isEqualTo(1);
        assertThat(org.records("Account")).hasSize(3).anyMatch(account -> account.containsValue("3"));
        assertThat(stream.rowsOf("record_claim")).isZero();
    }

    private boolean isSending(Run run) {
        return run.progress().phase() == Phase.SEND;
    }

    @Test
    void aRecordThatAStreamBroughtWhileARunReadIsNotMissing() {
        begin(false, ACCOUNTS);
        sync.rows(customers(3)).run();
        stream = StreamOfOthers.of(sync.context()).begin(1000);

        RunReport report = sync.rows(() -> meanwhile(() -> stream.confirm("3"), customers(2)))
                .run(RunMode.COMPARE_ALL);

        assertThat(report.count(Count.MISSING)).isZero();
        assertThat(sync.rows(customers(2)).run(RunMode.COMPARE_ALL).count(Count.MISSING))
                .isEqualTo(1);
    }

    @Test
    void aRunOfAStreamedSyncKeepsTheVersionsOfTheCursorColumn() {
        begin(false, ACCOUNTS_WITH_CURSOR);
        stream = StreamOfOthers.of(sync.context()).begin(1000);
        stream.end();

        sync.rows(List.of(row("id", "1", "name", "One", "changed", 7))).run();

        assertThat(sync.<Map<String, Long>>ofState(state -> state.versions().find(List.of("1"), "cursor:changed")))
                .containsEntry("1", 7L);
        assertThat(stream.rowsOf("record_claim")).isZero();
    }

    @Test
    void whatADeadRunClaimedIsFreeForTheNextOne() {
        begin(false, ACCOUNTS);
        stream = StreamOfOthers.of(sync.context()).begin(1000);
        stream.claimForTheRun("1");

        assertThat(sync.rows(customers(2)).run(RunMode.INCREMENTAL).count(Count.CREATED))
                .isEqualTo(2);
        assertThat(stream.rowsOf("record_claim")).isZero();
    }

    private void begin(boolean postgres, String mapping, String... settings) {
        List<String> keys = new ArrayList<>(List.of(settings));
        if (postgres) {
            TestPostgres server = TestPostgres.shared();
            keys.addAll(List.of("state.url", server.url(server.newSchema()), "state.username", "postgres"));
        }
        sync = TestSync.start(org, directory, mapping, keys.toArray(String[]::new));
    }

    /** Rows before whose first one something happens: the run has begun, and has compared nothing yet. */
    private static Iterator<Map<String, Object>> meanwhile(Runnable event, List<Map<String, Object>> rows) {
        Iterator<Map<String, Object>> all = rows.iterator();
        return new Iterator<>() {
            private boolean happened;

            @Override
            public boolean hasNext() {
                if (!happened) {
                    happened = true;
                    event.run();
                }
                return all.hasNext();
            }

            @Override
            public Map<String, Object> next() {
                return all.next();
            }
        };
    }
}
