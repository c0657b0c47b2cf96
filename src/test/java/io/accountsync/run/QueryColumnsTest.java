package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.CsvFile;
import io.accountsync.state.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of a query that nobody can tell apart, or cannot read, through a whole run. */
class QueryColumnsTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aMappedColumnThatAJoinHasTwiceStopsTheRunByName() {
        String join = "select * from (values (1, 'One', null, null)) a (id, name, city, parent),"
                + " (values (2, '2026-01-01')) b (id, since)";
        try (TestSync sync = start(join)) {
            RunReport report = sync.run();
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.message())
                    .contains(
                            "routes/accounts.camel.yaml, line 8: Customer_Id__c reads the column id, a name that several columns "
                                    + "of the rows have; give them names of their own in the source query, as with id as "
                                    + "customer_id.");
            assertThat(org.records("Account")).isEmpty();
        }
    }

    @Test
    void aColumnThatNobodyMapsMayStandTwiceAndBeOfAnyType() {
        String join = "select a.*, b.*, 1234567.5::float8::numeric::money as price, '4714-11-24 BC'::date as old"
                + " from (values (1, 'One', 'x', null::text, null::text)) a (id, name, note, city, parent),"
                + " (values ('y')) b (note)";
        try (TestSync sync = start(join)) {
            RunReport report = sync.run();
            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
        }
    }

    @Test
    void theColumnWhoseNameIsWrittenExactlySoIsTheOne() {
        String query = "select 'wrong' as \"Name\", 'right' as name, 1 as id, null as city, null as parent";
        try (TestSync sync = start(query)) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(1);
            assertThat(org.find("Account", "Customer_Id__c", "1").orElseThrow()).containsEntry("Name", "right");
        }
    }

    @Test
    void columnsAreHeldAgainstTheFirstRowThatCanBeRead() throws IOException {
        CsvFile file = new CsvFile();
        file.setPath(directory.resolve("clients.csv").toString());
        Files.writeString(Path.of(file.getPath()), "id,nmae,city,parent\ncut off\n1,One,,\n");
        try (TestSync sync = TestSync.start(org, directory).rows(file::rows)) {
            RunReport report = sync.run();
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.message()).contains("reads the column name, which the rows lack");
        }
    }

    @Test
    void aRowWhoseColumnsDifferOnlyInCaseIsInvalid() {
        Map<String, Object> row = new TreeMap<>(TestSync.customer(1, "One"));
        row.put("NAME", "Other");
        assertThat(row).hasSize(6);
        try (TestSync sync = TestSync.start(org, directory).rows(() -> List.of(row))) {
            RunReport report = sync.run();
            assertThat(report.count(Count.INVALID)).isEqualTo(1);
            assertThat(report.findings().get(0).samples())
                    .containsExactly("row 1: two columns differ only in case; give one another name");
        }
    }

    @Test
    void aMappedColumnThatCannotBeReadMakesItsRowsInvalidByName() {
        String rows = String.join(
                " union all ",
                IntStream.range(1, 4)
                        .mapToObj(i -> "select " + i + " as id, 'N' as name, null as city, null as parent")
                        .toList());
        try (TestSync sync = start("select t.*, t.id as x, t.id as x from (" + rows + ") t", "${body[x].toString()}")) {
            RunReport report = sync.run();
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.message()).contains("BillingCity reads the column x, a name that several columns");
        }
    }

    /** The process of the tests is in UTC, mostly. */
    @Test
    void momentsHaveTheirDayInTheTimeZoneOfTheSyncAlsoForCastsInTheQuery() {
        String query = "select 1 as id, 'N' as name, null as parent, v as moment, v::date as day"
                + " from (select timestamptz '2026-01-31 23:30:00+00' as v) t";
        String city = "${body[moment]} ${body[day]}";
        try (TestSync sync = start(query, city, "sync.time-zone", "Asia/Tokyo")) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(1);
            assertThat(org.find("Account", "Customer_Id__c", "1").orElseThrow())
                    .containsEntry("BillingCity", "2026-02-01T08:30 2026-02-01");
        }
        // The same values of another zone are other payloads, though no row has changed.
        try (TestSync sync = start(query, city, "sync.time-zone", "Asia/Tokyo", "sync.accounts.time-zone", "UTC")) {
            assertThat(sync.run().count(Count.UPDATED)).isEqualTo(1);
            assertThat(org.find("Account", "Customer_Id__c", "1").orElseThrow())
                    .containsEntry("BillingCity", "2026-01-31T23:30 2026-02-01");
        }
    }

    private TestSync start(String query) {
        return start(query, "${body[city]}");
    }

    private TestSync start(String query, String city, String... more) {
        List<String> settings = new ArrayList<>(
                List.of("source.url", TestPostgres.shared().url("public"), "source.username", "postgres"));
        settings.addAll(List.of(more));
        return TestSync.startFile(
                org,
                directory,
                TestSources.ofQuery(TestSync.ACCOUNTS.replace("${body[city]}", city), query),
                settings.toArray(String[]::new));
    }
}
