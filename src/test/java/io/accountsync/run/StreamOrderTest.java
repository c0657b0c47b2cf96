package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.source.SourceEvent;
import io.accountsync.source.SourceVersion;
import io.accountsync.source.TopicOffset;
import io.accountsync.source.UnavailableValue;
import io.accountsync.state.RejectedSearch;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.camel.util.CaseInsensitiveMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No older value ever overwrites a newer one, however often and by whomever events are handed over. */
class StreamOrderTest {
    private final LocalOrg org = LocalOrg.start();
    private final List<String> notes = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void anEventThatIsOlderThanWhatIsKnownOfItsRecordIsNotSentAndIsReported() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(event(1, "Newer", 7)));
            stream.hand(List.of(event(1, "Older", 3)));
            assertThat(nameOf(1)).isEqualTo("Newer");
            stream.hand(List.of(event(1, "Newest", 8)));
            assertThat(nameOf(1)).isEqualTo("Newest");
        }
        assertThat(TestStream.lastSession(org, directory).counts())
                .containsEntry("rows_read", 3L)
                .containsEntry("duplicate", 1L);
    }

    @Test
    void ofTwoEventsOfOneRecordInABatchTheOneThatIsLaterInItsSourceCounts() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(event(1, "Newer", 7), event(1, "Older", 3)));
            assertThat(nameOf(1)).isEqualTo("Newer");
            stream.hand(List.of(event(1, "In between", 5)));
            assertThat(nameOf(1)).isEqualTo("Newer");
        }
    }

    @Test
    void aValueThatTheNewestEventOfABatchDoesNotSayComesFromTheNewestBeforeItThatDoes() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(whole("One", "Bonn", 1), partial("One B", 2)));
            assertThat(nameOf(1)).isEqualTo("One B");
            assertThat(cityOf(1)).as("a record that is new").isEqualTo("Bonn");
            stream.hand(
                    List.of(whole("One", "Rom", 3), whole("One", "Paris", 4), partial("P", 5), partial("One C", 6)));
            assertThat(nameOf(1)).isEqualTo("One C");
            assertThat(cityOf(1)).isEqualTo("Paris");
            stream.hand(List.of(partial("One D", 9), whole("One", "Wien", 8), whole("One", "Graz", 7)));
            assertThat(nameOf(1)).isEqualTo("One D");
            assertThat(cityOf(1)).isEqualTo("Wien");
            stream.hand(List.of(partial("One E", 10), partial("One F", 11)));
            assertThat(cityOf(1)).as("it did not change").isEqualTo("Wien");
        }
    }

    @Test
    void aValueOfAChangeThatWasRejectedIsNotLostWithTheNextOneThatDoesNotSayIt() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(whole("One", "Bonn", 1)));
            Fault refusal = org.faults()
                    .add(
                            FaultMatch.any().withKey("1"),
                            FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
            stream.hand(List.of(whole("One", "Rom", 2)));
            assertThat(cityOf(1)).isEqualTo("Bonn");
            stream.hand(List.of(partial("One B", 3)));
            refusal.remove();
            stream.hand(List.of(partial("One C", 4)));
            assertThat(nameOf(1)).isEqualTo("One C");
            assertThat(cityOf(1)).isEqualTo("Rom");
        }
    }

    @Test
    void aValueOfAChangeThatWasInvalidIsTakenFromTheSameBatchAndElseToldAsUnknown() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(whole("One", "Bonn", 1)));
            stream.hand(List.of(whole("x".repeat(300), "Rom", 2), partial("One B", 3)));
            assertThat(cityOf(1)).isEqualTo("Rom");
            stream.hand(List.of(whole("x".repeat(300), "Wien", 4)));
            stream.hand(List.of(partial("One C", 5)));
            assertThat(nameOf(1)).isEqualTo("One C");
            assertThat(cityOf(1)).isEqualTo("Rom");
            assertThat(new RejectedSearch(stream.sync().engine().database(), "accounts")
                            .page("MALFORMED_ROW", null, "", 10))
                    .singleElement()
                    .extracting(row -> row.record().message())
                    .asString()
                    .contains("does not say BillingCity of the record 1", "run --compare-all");
        }
    }

    private static SourceEvent whole(String name, String city, long version) {
        return new SourceEvent(
                Map.of("id", 1, "name", name, "city", city),
                false,
                new SourceVersion("test", version),
                "event " + version);
    }

    private static SourceEvent partial(String name, long version) {
        return new SourceEvent(
                Map.of("id", 1, "name", name, "city", new UnavailableValue("city")),
                false,
                new SourceVersion("test", version),
                "event " + version);
    }

    private Object cityOf(int id) {
        return org.find("Account", "Customer_Id__c", String.valueOf(id))
                .orElseThrow()
                .get("BillingCity");
    }

    @Test
    void anOrderCountsWithinItsOriginOnly() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(event(1, "One", 7)));
            stream.hand(List.of(
                    new SourceEvent(customer(1, "Other"), false, new SourceVersion("log/other", 1), "log/other 1")));
            assertThat(nameOf(1)).isEqualTo("Other");
        }
    }

    @Test
    void aTransactionThatIsCutAnywhereAndGivenOutAgainNeverGoesBackwards() {
        try (TestStream stream = TestStream.start(org, directory)) {
            List<SourceEvent> transaction = IntStream.rangeClosed(1, 16)
                    .mapToObj(i -> change("u", "Version " + i, i))
                    .toList();
            int newest = 0;
            for (int cut = 1; cut <= 16; cut++) {
                stream.hand(transaction.subList(0, cut));
                newest = Math.max(newest, cut);
                assertThat(nameOf(1)).isEqualTo("Version " + newest);
                stream.hand(transaction.subList(0, (cut + 1) / 2));
                assertThat(nameOf(1)).isEqualTo("Version " + newest);
            }
        }
        try (TestStream restarted = TestStream.start(org, directory)) {
            restarted.hand(List.of(change("u", "Version 9", 9)));
            assertThat(nameOf(1)).isEqualTo("Version 16");
        }
    }

    @Test
    void aChangeOfATransactionThatWasUnderWayAtASnapshotIsNotOlderThanTheSnapshot() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(change("r", "Snapshot", 150), change("u", "Under way", 100)));
            assertThat(nameOf(1)).isEqualTo("Under way");
            stream.hand(List.of(change("r", "Snapshot", 150)));
            stream.hand(List.of(change("u", "Under way", 100)));
            assertThat(nameOf(1)).as("its own event heals it").isEqualTo("Under way");
        }
    }

    @Test
    void aSnapshotThatIsGivenOutAgainGoesOverNoLaterChangeAndNoLaterSnapshot() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(change("r", "Snapshot", 150)));
            stream.hand(List.of(change("u", "Change", 151)));
            stream.hand(List.of(change("r", "Snapshot", 150)));
            assertThat(nameOf(1)).isEqualTo("Change");
            stream.hand(List.of(change("r", "Later snapshot", 200)));
            stream.hand(List.of(change("r", "In between", 170)));
            assertThat(nameOf(1)).isEqualTo("Later snapshot");
        }
    }

    @Test
    void whatOnePartitionGivesOutAgainGoesNotOverWhatAnotherBroughtSince() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(message(0, 0, "One"), message(0, 1, "Two")));
            stream.hand(List.of(message(1, 3, "Three")));
            for (int again = 0; again < 2; again++) {
                stream.hand(List.of(message(0, 0, "One")));
                stream.hand(List.of(message(0, 1, "Two")));
                assertThat(nameOf(1)).isEqualTo("Three");
            }
            stream.hand(List.of(message(0, 2, "Four")));
            stream.hand(List.of(message(1, 3, "Three")));
            assertThat(nameOf(1)).isEqualTo("Four");
        }
    }

    @Test
    void whatOnePartitionGivesOutAgainGoesNotOverWhatAnotherBringsWithIt() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(message(0, 0, "One")));
            stream.hand(List.of(message(1, 1, "Three"), message(0, 0, "One")));
            assertThat(nameOf(1)).isEqualTo("Three");
        }
    }

    @Test
    void nothingOfATopicThatWasMadeAgainIsOlderThanWhatTheOneBeforeBroughtAndNothingOfThatGoesOverIt() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(message(0, 90, "Before")));
            stream.hand(List.of(message(0, new TopicOffset(1, 0).value(), "Made again")));
            assertThat(nameOf(1)).isEqualTo("Made again");
            stream.hand(List.of(message(0, 95, "What another process still had of the one before")));
            assertThat(nameOf(1)).isEqualTo("Made again");
        }
    }

    @Test
    void aRecordWhoseChangesComeByTwoPartitionsIsNamedWithItsPlaces() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(message(0, 1, "One")));
            stream.hand(List.of(message(1, 7, "Two")));
            stream.hand(List.of(message(1, 8, "Three")));
            assertThat(nameOf(1)).as("the one that came last").isEqualTo("Three");
            stream.hand(List.of(message(0, 2, "Four"), message(1, 9, "Five")));
            assertThat(nameOf(1)).isEqualTo("Five");
            stream.sync().engine().runs().observe(new RunObserver() {
                @Override
                public void ended(RunReport report, boolean loginRefused) {
                    notes.addAll(report.notes());
                }
            });
        }
        assertThat(notes).anySatisfy(note -> assertThat(note)
                .contains(
                        "3 changes came by another partition than the last ones of their records: 1 at partition 1, offset 7,"
                                + " before at customers/0; 1 at partition 0, offset 2, before at customers/1; 1 at partition 1,"
                                + " offset 9, before at customers/0.")
                .contains("The one that came last counts", "a run puts right what is wrong"));
    }

    @Test
    void whatWaitedSinceBeforeTheFirstRunIsNotSentWhereTheMappingHasACursor() {
        String file = TestSync.ACCOUNTS_WITH_CURSOR + TestSync.ROWS + TestStream.CALLER;
        try (TestStream stream = TestStream.of(org, directory, file)) {
            stream.sync()
                    .rows(List.of(row("id", "1", "name", "Sixth", "changed", 6)))
                    .run();
            stream.hand(List.of(changed("Waited", 2)));
            assertThat(nameOf(1)).isEqualTo("Sixth");
        }
    }

    @Test
    void whatWaitedWhileARunSentLaterValuesIsNotSentWhereTheMappingHasACursor() {
        String file = TestSync.ACCOUNTS_WITH_CURSOR + TestSync.ROWS + TestStream.CALLER;
        try (TestStream stream = TestStream.of(org, directory, file)) {
            stream.hand(List.of(changed("First", 1)));
            stream.sync()
                    .rows(List.of(row("id", "1", "name", "Sixth", "changed", 6)))
                    .run();
            for (int waited = 2; waited <= 5; waited++) {
                stream.hand(List.of(changed("Waited", waited)));
                assertThat(nameOf(1)).isEqualTo("Sixth");
            }
            stream.hand(List.of(changed("Seventh", 7)));
            assertThat(nameOf(1)).isEqualTo("Seventh");
        }
    }

    @Test
    void whatASessionBroughtThatBeganAndEndedWhileARunReadIsNotWrittenOverByTheRun() {
        try (TestStream stream = TestStream.start(org, directory, "sync.stream.session", "1")) {
            stream.hand(List.of(event(1, "First", 1)));
            RunReport report = stream.sync()
                    .rows(() -> {
                        stream.hand(List.of(event(1, "Newer", 2)));
                        await().until(() -> stream.sync()
                                .<Boolean>ofState(
                                        state -> state.sessions().leases().isEmpty()));
                        return List.of(customer(1, "Older"));
                    })
                    .run();
            assertThat(nameOf(1)).isEqualTo("Newer");
            assertThat(report.count(Count.DUPLICATE)).isEqualTo(1);
        }
    }

    @Test
    void manyOlderEventsStopTheStreamSinceTheSourceMayCountFromTheBeginningAgain() {
        try (TestStream stream = TestStream.start(org, directory, "sync.stream.session", "1")) {
            stream.hand(IntStream.rangeClosed(1, 30)
                    .mapToObj(i -> event(i, "N" + i, 1000))
                    .toList());
            for (int session = 0; session < 12; session++) {
                stream.hand(List.of(event(100 + session, "Another", 1001)));
            }
            assertThat(stream.attempt(IntStream.rangeClosed(1, 30)
                            .mapToObj(i -> event(i, "Restored" + i, i))
                            .toList()))
                    .contains("older than what is known", "sync.accounts.stream.incarnation");
        }
    }

    @Test
    void aBrokerThatGivesOutOnceMoreWhatItGaveOutBeforeACrashIsNothingStrange() {
        try (TestStream stream = TestStream.start(org, directory)) {
            List<SourceEvent> all = IntStream.rangeClosed(1, 60)
                    .mapToObj(i -> event(i % 2, "Version " + i, i))
                    .toList();
            stream.hand(all);
            for (SourceEvent again : all) {
                stream.hand(List.of(again));
            }
            assertThat(nameOf(1)).isEqualTo("Version 59");
        }
    }

    @Test
    @Tag("full")
    void ofTwoProcessesThatSendTheSameRecordsTheNewestValueStays() {
        String url = TestPostgres.shared().url(TestPostgres.shared().newSchema());
        try (TestStream one = start(url, "one");
                TestStream other = start(url, "other")) {
            List<CompletableFuture<Void>> senders = new ArrayList<>();
            for (TestStream stream : List.of(one, other, one, other)) {
                senders.add(CompletableFuture.runAsync(() -> sendAll(stream)));
            }
            senders.forEach(CompletableFuture::join);
            assertThat(org.records("Account")).hasSize(10).allSatisfy(account -> assertThat(account.get("Name"))
                    .isEqualTo("Version 12"));
        }
    }

    /** Each sends all versions, as a consumer does to which a partition was given that another one has still. */
    private static void sendAll(TestStream stream) {
        for (int version = 1; version <= 12; version++) {
            int now = version;
            List<Object> rows = new ArrayList<>(IntStream.rangeClosed(1, 10)
                    .mapToObj(i -> (Object) event(i, "Version " + now, now))
                    .toList());
            stream.handUntilTaken(rows.subList(0, ThreadLocalRandom.current().nextInt(1, 10)));
            stream.handUntilTaken(rows);
        }
    }

    private TestStream start(String url, String name) {
        return TestStream.start(
                org,
                directory.resolve(name),
                "state.url",
                url,
                "state.username",
                "postgres",
                // Each sends what the others have sent before: that is what this is about.
                "sync.stream.incarnation",
                "test");
    }

    private String nameOf(int id) {
        return (String) org.find("Account", "Customer_Id__c", String.valueOf(id))
                .orElseThrow()
                .get("Name");
    }

    /** As PostgreSQL has it: snapshots (r) in an order of their own, which later changes bound. */
    private static SourceEvent change(String operation, String name, long lsn) {
        SourceVersion version = operation.equals("r")
                ? new SourceVersion("snapshot:crm/shop", lsn, "lsn:crm/shop")
                : new SourceVersion("lsn:crm/shop", lsn);
        return new SourceEvent(customer(1, name), false, version, "change " + lsn);
    }

    private static SourceEvent changed(String name, long time) {
        return new SourceEvent(
                row("id", "1", "name", name, "changed", time),
                false,
                new SourceVersion("lsn:crm/shop", time),
                "change " + time);
    }

    private static SourceEvent message(int partition, long offset, String name) {
        SourceVersion version = new SourceVersion("kafka:customers/" + partition, offset);
        return new SourceEvent(customer(1, name), false, version, "partition " + partition + ", offset " + offset);
    }

    @Test
    void anEventWithoutAKeyHasNoOrderAndHoldsNoOther() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(event(1, "One", 1)));
            SourceEvent nobody = new SourceEvent(
                    new CaseInsensitiveMap(Map.of("name", "Nobody")),
                    false,
                    new SourceVersion("log/one", 2),
                    "log/one 2");
            stream.hand(List.of(nobody, event(1, "One more", 3)));

            assertThat(org.find("Account", "Customer_Id__c", "1").orElseThrow()).containsEntry("Name", "One more");
            assertThat(stream.sync().<Long>ofState(state -> state.open().invalid()))
                    .isEqualTo(1);
        }
    }

    private static SourceEvent event(int id, String name, long version) {
        return new SourceEvent(customer(id, name), false, new SourceVersion("log/one", version), "log/one " + version);
    }
}
