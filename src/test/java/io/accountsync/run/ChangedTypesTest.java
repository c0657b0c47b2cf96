package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A column of a real PostgreSQL that has another type than when the run before read it. */
class ChangedTypesTest {
    private static final String MAPPING =
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
                      NumberOfEmployees: "${body[employees]}"
            """;

    private final LocalOrg org = LocalOrg.start();
    private final String url = TestPostgres.shared().url(TestPostgres.shared().newSchema()) + "&user=postgres";
    private final JdbcTemplate sql = new JdbcTemplate(new DriverManagerDataSource(url));

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aColumnOfAnotherTypeSendsNothingOfTheSameValuesAndNamesKeyAndFieldOfThoseThatDoNotFit() {
        createTable();
        try (TestSync sync = start()) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(3);
            sql.execute("alter table customers alter column employees type text using employees::text");
            assertThat(sync.run().count(Count.UNCHANGED)).isEqualTo(3);

            sql.execute("update customers set employees = 'about a dozen', changed = now() where id = 2");
            RunReport report = sync.run();
            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.INVALID)).isEqualTo(1);
            assertThat(report.findings().toString())
                    .contains("2, NumberOfEmployees: expected a whole number, got a text of 13 characters")
                    .doesNotContain("dozen");
        }
    }

    @Test
    void aCursorOfAnotherTypeFailsTheRunInTheWordsOfTheDatabaseWithThePlaceAndWithoutAValue() {
        createTable();
        try (TestSync sync = start()) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(3);
            sql.execute(
                    "alter table customers alter column changed type bigint using extract(epoch from changed)::bigint");
            RunReport report = sync.run();
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.message())
                    .isEqualTo(
                            "The source query failed: ERROR: invalid input syntax for type bigint: …. Nothing was sent.");
        }
    }

    private void createTable() {
        sql.execute("create table customers (id integer, name text, employees integer, changed timestamptz)");
        sql.execute("insert into customers select i, 'Company ' || i, i, now() from generate_series(1, 3) as i");
    }

    private TestSync start() {
        String query = "select id, name, employees, changed from customers where changed >= :#${variable.since}";
        return TestSync.startFile(org, directory, TestSources.ofQuery(MAPPING, query), "source.url", url);
    }
}
