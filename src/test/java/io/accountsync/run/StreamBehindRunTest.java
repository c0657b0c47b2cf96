package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream that is behind puts no older value over what a run read since, though no column grows with the changes. */
class StreamBehindRunTest {
    private final LocalOrg org = LocalOrg.start();
    private final TestLog log = new TestLog(TestPostgres.shared());

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWaitedWhileARunSentLaterValuesIsNotSentAndIsReported(boolean postgres) {
        try (TestStream stream = start(TestSync.ACCOUNTS, ofState(postgres))) {
            stream.hand(List.of(log.named(1, "First")));
            List<Map<String, Object>> waited = List.of(log.named(1, "Second"), log.named(1, "Third"));
            stream.sync().run();
            for (Map<String, Object> change : waited) {
                stream.hand(List.of(change));
                assertThat(nameOf(1)).isEqualTo("Third");
            }
            stream.hand(List.of(log.named(1, "Fourth")));
            assertThat(nameOf(1)).isEqualTo("Fourth");
            assertThat(stream.sync().<Map<String, Long>>ofState(state -> state.versions()
                            .find(List.of("1"), "run")))
                    .containsKey("1");
        }
        if (!postgres) {
            assertThat(TestStream.lastSession(org, directory).counts())
                    .containsEntry("rows_read", 4L)
                    .containsEntry("duplicate", 2L);
        }
    }

    @Test
    @Tag("full")
    void whatARunReadBeforeTheFirstSessionIsNotWrittenOver() {
        List<Map<String, Object>> waited = List.of(log.named(1, "First"), log.named(1, "Second"));
        try (TestStream stream = start(TestSync.ACCOUNTS)) {
            stream.sync().run();
            stream.hand(List.of(waited.get(0)));
            assertThat(nameOf(1)).isEqualTo("Second");
        }
    }

    @Test
    void whatWaitedIsNotSentAlsoWhereARunFoundTheRecordUnchanged() {
        try (TestStream stream = start(TestSync.ACCOUNTS)) {
            log.named(1, "Same");
            stream.sync().run();
            List<Map<String, Object>> waited = List.of(log.named(1, "Other"), log.named(1, "Same"));
            RunReport report = stream.sync().run();
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(1);
            stream.hand(List.of(waited.get(0)));
            assertThat(nameOf(1)).isEqualTo("Same");
            stream.hand(List.of(waited.get(1)));
            stream.hand(List.of(log.named(1, "Next")));
            assertThat(nameOf(1)).isEqualTo("Next");
        }
    }

    @Test
    void aRecordThatARunDeletedIsNotBroughtBackByAChangeFromBefore() {
        try (TestStream stream = startDeleting()) {
            log.named(2, "Two");
            stream.hand(List.of(log.named(1, "One")));
            stream.sync().run();
            Map<String, Object> waited = log.named(1, "Changed");
            log.deleted(1);
            assertThat(stream.sync().run().count(Count.DELETED)).isEqualTo(1);
            stream.hand(List.of(waited));
            assertThat(org.records("Account")).hasSize(1);
            stream.hand(List.of(log.named(1, "Back")));
            assertThat(nameOf(1)).isEqualTo("Back");
        }
    }

    @Test
    void aDeletionThatWaitedDoesNotDeleteTheRecordOfARowThatWasThereAgain() {
        try (TestStream stream = startDeleting()) {
            stream.hand(List.of(log.named(1, "One")));
            Map<String, Object> waited = log.deleted(1);
            log.named(1, "Again");
            stream.sync().run();
            stream.hand(List.of(waited));
            assertThat(nameOf(1)).isEqualTo("Again");
        }
    }

    @Test
    void whatATransactionChangedThatWasUnderWayWhenTheRunReadIsSent() {
        try (TestStream stream = start(TestSync.ACCOUNTS);
                TestLog.Open open = log.open()) {
            stream.hand(List.of(log.named(1, "First")));
            Map<String, Object> change = open.named(1, "Under way");
            log.named(2, "Two");
            stream.sync().run();
            open.commit();
            stream.hand(List.of(change));
            assertThat(nameOf(1)).isEqualTo("Under way");
        }
    }

    @Test
    void whatARunDidNotComeToIsSentByTheStream() {
        try (TestStream stream = start(TestSync.ACCOUNTS)) {
            stream.hand(List.of(log.named(1, "One"), log.named(2, "Two")));
            Map<Integer, Map<String, Object>> waited = Map.of(1, log.named(1, "One B"), 2, log.named(2, "Two B"));
            assertThat(stream.sync().run(RunMode.INCREMENTAL, 1).count(Count.UPDATED))
                    .isEqualTo(1);
            stream.hand(List.copyOf(waited.values()));
            assertThat(nameOf(1)).isEqualTo("One B");
            assertThat(nameOf(2)).isEqualTo("Two B");
        }
    }

    @Test
    @Tag("full")
    void howeverManyChangesWaitedTheStreamGoesOn() {
        try (TestStream stream = start(TestSync.ACCOUNTS)) {
            List<Map<String, Object>> waited = IntStream.rangeClosed(1, 60)
                    .mapToObj(i -> log.named(i, "Old"))
                    .toList();
            log.database().execute("update customers set name = 'New'");
            stream.sync().run();
            stream.hand(waited);
            assertThat(org.records("Account")).hasSize(60).allSatisfy(account -> assertThat(account.get("Name"))
                    .isEqualTo("New"));
        }
    }

    @Test
    @Tag("full")
    void afterTheSourceWasRestoredNothingCountsThatRunsSawBefore() {
        Map<String, Object> change;
        try (TestStream stream = start(TestSync.ACCOUNTS)) {
            stream.hand(List.of(log.named(1, "First")));
            change = log.named(1, "Second");
            log.database().execute("update customers set name = 'Third'");
            stream.sync().run();
        }
        try (TestStream restored = start(TestSync.ACCOUNTS, "sync.stream.incarnation", "restored")) {
            restored.hand(List.of(change));
            assertThat(nameOf(1)).isEqualTo("Second");
        }
    }

    private TestStream startDeleting() {
        return start(
                GoneSync.file(TestSync.ACCOUNTS, GoneSync.DELETE),
                "sync.max-deletions",
                "100%",
                "sync.max-missing",
                "100");
    }

    private TestStream start(String mapping, String... settings) {
        return TestStream.of(
                org,
                directory,
                TestSources.ofQuery(mapping, TestLog.QUERY) + TestStream.CALLER,
                log.settings(settings));
    }

    private static String[] ofState(boolean postgres) {
        TestPostgres server = TestPostgres.shared();
        List<String> settings = new ArrayList<>();
        if (postgres) {
            Stream.of("state.url", server.url(server.newSchema()), "state.username", "postgres")
                    .forEach(settings::add);
        }
        return settings.toArray(String[]::new);
    }

    private Object nameOf(int id) {
        return org.find("Account", "Customer_Id__c", String.valueOf(id))
                .orElseThrow()
                .get("Name");
    }
}
