package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.SourceEvent;
import io.accountsync.state.RejectedSearch;
import io.accountsync.state.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.util.CaseInsensitiveMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column that a mapping reads and that is not there any more, as after it was renamed, empties no field and is told. */
class StreamColumnsTest {
    private static final String CLEARING = TestSync.ACCOUNTS
            .replace("          BillingCity: \"${body[city]}\"\n", "")
            .replace(
                    "        fields[Parent]:",
                    "        fields[BillingCity]:\n          value: \"${body[city]}\"\n          whenEmpty: clear\n"
                            + "        fields[Parent]:");

    private final LocalOrg org = LocalOrg.start();
    private final List<RunReport> reports = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aColumnThatChangesOfADatabaseLackEmptiesNoFieldAndIsToldOnceWithItsPlace() {
        try (TestStream stream = TestStream.of(org, directory, CLEARING + TestSync.ROWS + TestStream.CALLER)) {
            watch(stream);
            stream.hand(List.of(change("{\"id\":1,\"name\":\"One\",\"city\":\"Bonn\",\"parent\":null}", 1)));
            stream.hand(List.of(change("{\"id\":1,\"name\":\"Two\",\"town\":\"Rom\",\"parent\":null}", 2)));
            stream.hand(List.of(change("{\"id\":1,\"name\":\"Three\",\"town\":\"Rom\",\"parent\":null}", 3)));
            assertThat(account()).containsEntry("Name", "Three").containsEntry("BillingCity", "Bonn");
            stream.hand(List.of(change("{\"id\":1,\"name\":\"Three\",\"city\":null,\"parent\":null}", 4)));
            assertThat(account().get("BillingCity")).as("an empty one is there").isNull();
            stream.streams().stop();
        }
        assertThat(reports.get(0).notes())
                .singleElement()
                .asString()
                .contains(
                        "accounts.camel.yaml: BillingCity reads the column city, which the change at message", "lacks")
                .contains("keeps its value in Salesforce", "run --compare-all");
    }

    @Test
    void theHintNamesAColumnThatNoFieldReadsOrNone() {
        try (TestStream stream = TestStream.of(org, directory, CLEARING + TestSync.ROWS + TestStream.CALLER)) {
            watch(stream);
            stream.hand(List.of(change("{\"id\":1,\"name\":\"One\",\"place_of_it\":\"Rom\",\"parent\":null}", 1)));
            stream.streams().stop();
        }
        try (TestStream stream = TestStream.of(org, directory, CLEARING + TestSync.ROWS + TestStream.CALLER)) {
            watch(stream);
            stream.hand(List.of(change("{\"id\":1,\"name\":\"One\",\"parent\":null}", 2)));
            stream.streams().stop();
        }
        assertThat(reports.get(0).notes()).singleElement().asString().contains("renamed, did you mean place_of_it?");
        assertThat(reports.get(1).notes()).singleElement().asString().contains("was the column renamed? Correct");
    }

    @Test
    void aKeyColumnThatIsNotThereIsSaidToMakeRowsInvalidAndADeletionNamesItsRemedy() {
        try (TestStream stream = TestStream.of(org, directory, CLEARING + TestSync.ROWS + TestStream.CALLER)) {
            watch(stream);
            stream.hand(List.of(change("{\"number\":1,\"name\":\"One\",\"city\":null,\"parent\":null}", 1)));
            stream.hand(List.of(new SourceEvent(new CaseInsensitiveMap(Map.of("number", 1)), true, null, "event")));
            stream.streams().stop();
            assertThat(new RejectedSearch(stream.sync().engine().database(), "accounts").page(null, null, "", 10))
                    .extracting(row -> row.record().message())
                    .anyMatch(message ->
                            message.contains("the deletion does not say id") && message.contains("renamed or dropped"));
        }
        assertThat(reports.get(0).notes())
                .singleElement()
                .asString()
                .contains("reads the column id", "the row is invalid and nothing of it is sent")
                .doesNotContain("keeps its value");
    }

    @Test
    void aRowWhoseKeyColumnIsNotThereIsInvalidWithTheReason() {
        try (TestStream stream = TestStream.of(org, directory, CLEARING + TestSync.ROWS + TestStream.CALLER)) {
            stream.hand(List.of(change("{\"number\":1,\"name\":\"One\",\"city\":null,\"parent\":null}", 1)));
            assertThat(new RejectedSearch(stream.sync().engine().database(), "accounts").page(null, null, "", 10))
                    .singleElement()
                    .extracting(row -> row.record().message())
                    .asString()
                    .contains("the change has no column id", "renamed or dropped");
        }
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void whatRowsOfAProducersOwnMayLeaveOutIsToldAtTheEndWhereNoneHadIt() {
        try (TestStream stream = TestStream.of(org, directory, CLEARING + TestSync.ROWS + TestStream.CALLER)) {
            watch(stream);
            stream.hand(List.of(own(Map.of("id", 1, "name", "One"))));
            stream.hand(List.of(own(Map.of("id", 2, "name", "Two"))));
            stream.streams().stop();
        }
        assertThat(reports.get(0).notes())
                .filteredOn(note -> note.contains("BillingCity"))
                .singleElement()
                .asString()
                .contains("BillingCity reads city, which none of the 2 rows read has (the first at event)");
        RunRecord session = TestStream.lastSession(org, directory);
        assertThat(session.counts()).containsEntry("created", 2L);
    }

    private void watch(TestStream stream) {
        stream.sync().engine().runs().observe(new RunObserver() {
            @Override
            public void ended(RunReport report, boolean loginRefused) {
                reports.add(report);
            }
        });
    }

    private static SourceEvent own(Map<String, Object> row) {
        return new SourceEvent(new CaseInsensitiveMap(row), false, null, "event");
    }

    private static String change(String after, int position) {
        return "{\"before\":null,\"after\":" + after
                + ",\"op\":\"u\",\"source\":{\"connector\":\"postgresql\",\"name\":\"crm\","
                + "\"db\":\"shop\",\"schema\":\"public\",\"table\":\"customers\",\"lsn\":" + position + "}}";
    }

    private Map<String, Object> account() {
        return org.find("Account", "Customer_Id__c", "1").orElseThrow();
    }
}
