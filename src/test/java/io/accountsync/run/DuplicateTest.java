package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.ShownText;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.source.CsvFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Design rule 5: the same key twice in one run. */
class DuplicateTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void theGreaterCursorWins() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR)) {
            RunReport report =
                    sync.rows(List.of(changed("New", 9), changed("Old", 3))).run();

            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.DUPLICATE)).isEqualTo(1);
            assertThat(nameInOrg()).isEqualTo("New");
        }
    }

    @Test
    void withoutACursorTheLaterRowWins() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(List.of(customer(1, "First"), customer(1, "Second"), customer(1, "Third")))
                    .run();
            assertThat(nameInOrg()).isEqualTo("Third");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u2028", "\u3000", "\u200B", "\u00A0"})
    void anInvalidKeyIsAnotherOneThanTheValidKeyThatLooksLikeIt(String unseen) {
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(List.of(customer("ls2", "Valid"), customer(unseen + "ls2", "Other")))
                    .run();

            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.DUPLICATE)).isZero();
            assertThat(report.count(Count.INVALID)).isEqualTo(1);
            assertThat(report.findings()).singleElement().satisfies(finding -> assertThat(
                            ShownText.line(finding.shown().get(0)))
                    .startsWith(String.format("\\u%04xls2, Customer_Id__c: ", (int) unseen.charAt(0))));
            RunReport again = sync.run();
            assertThat(again.count(Count.UNCHANGED)).isEqualTo(1);
            assertThat(again.open().invalid()).isEqualTo(1);
        }
    }

    @Test
    void anOlderDuplicateOfAnUnchangedRowIsNeverSent() {
        List<Map<String, Object>> rows = List.of(changed("New", 9), changed("Old", 3));
        List<Map<String, Object>> otherWayRound = List.of(changed("Old", 3), changed("New", 9));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR)) {
            sync.rows(rows).run();
            org.stats().reset();

            for (List<Map<String, Object>> order : List.of(rows, otherWayRound, rows)) {
                RunReport report = sync.rows(order).run();
                assertThat(report.count(Count.UNCHANGED)).isEqualTo(1);
                assertThat(report.count(Count.DUPLICATE)).isEqualTo(1);
            }
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
            assertThat(nameInOrg()).isEqualTo("New");
        }
    }

    @Test
    void aNewerDuplicateOfAnUnchangedRowIsSent() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR)) {
            sync.rows(List.of(changed("Known", 5))).run();

            RunReport report =
                    sync.rows(List.of(changed("Newer", 6), changed("Known", 5))).run();

            assertThat(report.count(Count.UPDATED)).isEqualTo(1);
            assertThat(report.count(Count.DUPLICATE)).isEqualTo(1);
            assertThat(nameInOrg()).isEqualTo("Newer");
        }
    }

    @Test
    void duplicatesAreNamedWithTheirPlaces() throws Exception {
        Path file = Files.writeString(
                directory.resolve("rows.csv"), "id,name,city,parent\n1,One,,\n2,Two,,\n1,Uno,,\n2,Two,,\n");
        CsvFile csv = new CsvFile();
        csv.setPath(file.toString());
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(csv::rows).run();
            assertThat(report.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo("duplicate");
                assertThat(finding.count()).isEqualTo(2);
                assertThat(finding.samples())
                        .containsExactly(
                                "1: " + file + ", line 2 was left out for " + file + ", line 4",
                                "2: " + file + ", line 3 was left out for " + file + ", line 5");
            });
            assertThat(report.notes())
                    .as("nobody knows which is newer")
                    .containsExactly(
                            "1 row has the key of another row and other contents. Without a cursor it is not known"
                                    + " which is newer: the later row was taken. Give each key one row, or name a cursor. The first:"
                                    + " 1: " + file + ", line 2 was left out for " + file + ", line 4.");
        }
    }

    @Test
    void withACursorTheNewerRowIsNoDoubt() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR)) {
            RunReport report =
                    sync.rows(List.of(changed("New", 9), changed("Old", 3))).run();
            assertThat(report.notes()).isEmpty();
            assertThat(report.findings().get(0).samples())
                    .containsExactly("1: row 2 of the source was left out for row 1 of the source");
            assertThat(sync.run().findings().get(0).samples())
                    .as("next to an unchanged row")
                    .containsExactly("1: row 2 of the source was left out for row 1 of the source");
        }
    }

    @Test
    void keysThatSalesforceTakesForOneAreOne() {
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(List.of(customer("abc-1", "lower"), customer(" ABC-1 ", "upper with blanks")))
                    .run();

            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.DUPLICATE)).isEqualTo(1);
            assertThat(org.records("Account")).hasSize(1);
        }
    }

    @Test
    void duplicatesFarApartAreFoundToo() {
        List<Map<String, Object>> rows = new ArrayList<>(TestSync.customers(3000));
        rows.add(customer(1, "Again"));
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(rows).run();
            assertThat(report.count(Count.CREATED)).isEqualTo(3000);
            assertThat(report.count(Count.DUPLICATE)).isEqualTo(1);
            assertThat(nameInOrg()).isEqualTo("Again");
        }
    }

    private static Map<String, Object> changed(String name, int cursor) {
        return row("id", 1, "name", name, "changed", cursor);
    }

    private Object nameInOrg() {
        return org.find("Account", "Customer_Id__c", "1").orElseThrow().get("Name");
    }
}
