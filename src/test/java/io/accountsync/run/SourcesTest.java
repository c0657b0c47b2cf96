package io.accountsync.run;

import static io.accountsync.source.TestGzip.packed;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.check.SourceCheck;
import io.accountsync.config.Finding;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.sync.Sync;
import io.accountsync.source.SampleSource;
import io.accountsync.state.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows from real sources through the whole engine: the packed sample on SQLite, a table in PostgreSQL, files. */
class SourcesTest {
    private static final String POSTGRES = TestPostgres.shared().newDatabase();

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void theSampleSyncSendsOnlyWhatChangedInTheSampleSource() throws IOException {
        SampleSource source = SampleSource.create(directory.resolve("source.db"));
        String sample = SampleFile.read().text();
        try (TestSync sync = TestSync.startFile(
                org, directory, sample, "source.url", source.url(), "camel.main.auto-startup", "false")) {
            RunReport first = sync.run();
            assertThat(first.status()).as(first.message()).isEqualTo(RunStatus.PARTIAL);
            assertThat(first.count(Count.READ)).isEqualTo(315);
            assertThat(first.count(Count.CREATED)).isEqualTo(311);

            int changed = source.changeSome();
            RunReport second = sync.run();
            assertThat(second.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(second.count(Count.CREATED) + second.count(Count.UPDATED))
                    .isEqualTo(changed);
            assertThat(second.count(Count.RETRIED_CONFIRMED)).isEqualTo(1);
        }
    }

    @Test
    void aTableInPostgresIsReadSinceTheCursorInItsOwnTypes() throws SQLException {
        String url = POSTGRES;
        try (var connection = DriverManager.getConnection(POSTGRES);
                var statement = connection.createStatement()) {
            statement.execute(
                    "create table client (id int primary key, name text, size numeric, since date, seen timestamptz,"
                            + " news boolean, tags text[], changed timestamptz default now() - interval '1 hour')");
            statement.execute(
                    "insert into client select i, 'Client ' || i, i * 10, date '2026-01-31', "
                            + "timestamptz '2026-01-31 10:00:00+02', i % 2 = 0, array['Golf', 'Tea'] from generate_series(1, 500) i");
            String mapping =
                    """
                - beans:
                    - name: accounts
                      type: io.accountsync.mapping.SyncDefinition
                      properties:
                        object: Account
                        externalId: Customer_Id__c
                        cursor: changed
                        fields:
                          Customer_Id__c: "${body[id]}"
                          Name: "${body[name]}"
                          NumberOfEmployees: "${body[size]}"
                          Onboarded_On__c: "${body[since]}"
                          Last_Order_At__c: "${body[seen]}"
                          Newsletter__c: "${body[news]}"
                          Interests__c: "${body[tags]}"
                """;
            String file = TestSources.ofQuery(
                    mapping, "select * from client where changed >= :#${variable.since} order by changed");
            try (TestSync sync = TestSync.startFile(org, directory, file, "source.url", url, "sync.overlap", "1s")) {
                RunReport first = sync.run();
                assertThat(first.message()).isNull();
                assertThat(first.count(Count.CREATED)).isEqualTo(500);
                assertThat(org.find("Account", "Customer_Id__c", "7").orElseThrow())
                        .containsEntry("Onboarded_On__c", "2026-01-31")
                        .containsEntry("Last_Order_At__c", "2026-01-31T08:00:00.000+0000")
                        .containsEntry("Newsletter__c", false)
                        .containsEntry("Interests__c", "Golf;Tea");

                statement.execute("update client set name = 'Renamed', changed = now() where id in (3, 4, 5)");
                RunReport second = sync.run();
                assertThat(second.count(Count.UPDATED)).isEqualTo(3);
                assertThat(second.readsAll()).isNull();

                RunReport third = sync.run();
                assertThat(third.count(Count.READ)).as("only the overlap").isEqualTo(3);
                assertThat(third.count(Count.UNCHANGED)).isEqualTo(3);
            }
        }
    }

    @Test
    void aWrongQueryIsToldAsTheDatabaseTellsIt() {
        String file = TestSources.ofQuery(TestSync.ACCOUNTS, "select * from nowhere");
        try (TestSync sync = TestSync.startFile(org, directory, file, "source.url", POSTGRES)) {
            RunReport report = sync.run();
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.message())
                    .contains("source query")
                    .contains("\"nowhere\" does not exist, at character 15 of the query.")
                    .contains("Nothing was sent");
        }
    }

    @Test
    void aCsvFileGoesInWithItsMalformedRowCountedAndNamed() throws IOException {
        Path file = directory.resolve("clients.csv");
        Files.writeString(
                file,
                "\uFEFFid,name,city,parent\n1,\"Müller, Söhne\",Bonn,\n2,\"bad\"row,x,\n3,\"Two\nlines\",Köln,1\n4,too few\n");
        String sync = TestSources.ofFile(TestSync.ACCOUNTS, "CsvFile", file);
        try (TestSync csv = TestSync.startFile(org, directory, sync)) {
            RunReport report = csv.run();
            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.CREATED)).isEqualTo(2);
            assertThat(report.count(Count.INVALID)).isEqualTo(2);
            assertThat(report.findings().get(0).samples())
                    .hasSize(2)
                    .allMatch(sample -> sample.startsWith(file + ", line "));
            assertThat(org.find("Account", "Customer_Id__c", "3").orElseThrow()).containsEntry("Name", "Two\nlines");
        }
    }

    @Test
    void jsonLinesGoIn() throws IOException {
        Path file = directory.resolve("clients.jsonl");
        Files.writeString(
                file, "{\"ID\": 1, \"name\": \"One\", \"city\": null}\n\nnot json\n{\"id\": 2, \"name\": \"Two\"}\n");
        String sync = TestSources.ofFile(TestSync.ACCOUNTS, "JsonFile", file);
        try (TestSync json = TestSync.startFile(org, directory, sync)) {
            RunReport report = json.run();
            assertThat(report.count(Count.CREATED)).isEqualTo(2);
            assertThat(report.count(Count.INVALID)).isEqualTo(1);
        }
    }

    @Test
    void aMissingFileFailsTheRunByName() {
        String sync = TestSources.ofFile(TestSync.ACCOUNTS, "CsvFile", Path.of("not-there.csv"));
        try (TestSync csv = TestSync.startFile(org, directory, sync)) {
            RunReport report = csv.run();
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.message()).contains("not-there.csv").contains("does not exist");
        }
    }

    @Test
    void aPackedJsonArrayGoesInWithItsListsJoined() throws IOException {
        Path file = Files.write(
                directory.resolve("clients.json.gz"),
                packed(
                        "[{\"id\": 1, \"name\": \"One\", \"city\": [\"Bonn\", \"Köln\"]},\n"
                                + " {\"id\": 2, \"name\": [\"Two\"]},\n {\"id\": 3, \"name\": \"Three\", \"name\": \"Drei\"}]"));
        String sync = TestSources.ofFile(TestSync.ACCOUNTS, "JsonFile", file)
                .replace(
                        "BillingCity: \"${body[city]}\"",
                        "Type: Prospect\n        fields[BillingCity]:\n          value: \"${body[city]}\"\n          join: \"; \"");
        try (TestSync json = TestSync.startFile(org, directory, sync)) {
            RunReport report = json.run();
            assertThat(report.count(Count.CREATED)).as(report.message()).isEqualTo(1);
            assertThat(report.count(Count.INVALID)).isEqualTo(2);
            assertThat(org.find("Account", "Customer_Id__c", "1").orElseThrow())
                    .containsEntry("BillingCity", "Bonn; Köln");
            assertThat(report.findings().toString())
                    .contains("2, Name: expected a single value, got a list; set join")
                    .contains(file + ", line 3: a name appears twice in the object");
        }
    }

    @Test
    void aPackedFileThatIsCutSendsNothing() throws IOException {
        byte[] packed = packed("id,name,city,parent\n1,One,,\n2,Two,,\n");
        Path file = directory.resolve("clients.csv.gz");
        Files.write(file, Arrays.copyOf(packed, packed.length - 5));
        try (TestSync csv =
                TestSync.startFile(org, directory, TestSources.ofFile(TestSync.ACCOUNTS, "CsvFile", file))) {
            RunReport report = csv.run();
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.message())
                    .startsWith(file + ", line ")
                    .contains("the gzip file is cut off; fetch it again");
            assertThat(org.records("Account")).isEmpty();
        }
    }

    @Test
    void aFileWithAnotherDelimiterIsToldByRunAndCheckWithTheOneToSet() throws IOException {
        Path file = Files.writeString(directory.resolve("clients.csv"), "id;name;city;parent\n1;One;;\n");
        String remedy = file
                + ", line 1: the header row is not a row of columns by the delimiter \",\", but it is by another one. "
                + "Set delimiter: \";\".";
        try (TestSync csv =
                TestSync.startFile(org, directory, TestSources.ofFile(TestSync.ACCOUNTS, "CsvFile", file))) {
            assertThat(csv.run().message()).isEqualTo(remedy);
            Sync sync = csv.engine().syncs().get("accounts");
            assertThat(new SourceCheck(csv.context(), sync).examine(Optional.empty()))
                    .extracting(Finding::message)
                    .containsExactly(remedy.substring(0, remedy.length() - 1));
        }
    }
}
