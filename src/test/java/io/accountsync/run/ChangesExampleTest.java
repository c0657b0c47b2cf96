package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.check.SyncChecks;
import io.accountsync.config.Finding;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.state.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** docs/examples/cdc with a real PostgreSQL and a real Debezium: a change reaches the org. */
@Tag("full")
class ChangesExampleTest {
    private final LocalOrg org = LocalOrg.start();
    private final TestPostgres server = TestPostgres.startLogical();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        org.close();
        server.close();
    }

    @Test
    void aChangeOfPostgresReachesTheOrgAndADeletionToo() throws Exception {
        String url = server.newDatabase();
        JdbcTemplate database = new JdbcTemplate(new DriverManagerDataSource(url));
        database.execute(
                "create table customers (id int primary key, customer_id int, company_name text, phone text, notes text)");
        database.execute("alter table customers alter column notes set storage external");
        try (TestSync sync = start(url)) {
            assertThat(findings(sync)).anySatisfy(finding -> assertThat(finding.message())
                    .contains("do not say customer_id", "REPLICA IDENTITY FULL"));
            database.execute("insert into customers values (1, 7, 'Acme', null, repeat('x', 9000))");
            await().atMost(Duration.ofMinutes(2)).until(() -> name(7).isPresent());
            database.execute("update customers set company_name = 'Acme 2' where id = 1");
            await().atMost(Duration.ofMinutes(2)).until(() -> name(7).equals(Optional.of("Acme 2")));
            assertThat(org.find("Account", "Customer_Id__c", "7").orElseThrow().get("Description"))
                    .as("a large value that did not change stays")
                    .asString()
                    .startsWith("xxx");
            database.execute("alter table customers replica identity full");
            assertThat(findings(sync))
                    .noneSatisfy(finding -> assertThat(finding.message()).contains("REPLICA IDENTITY"));
            database.execute("delete from customers where id = 1");
            await().atMost(Duration.ofMinutes(2)).until(() -> name(7).isEmpty());
        }
    }

    private TestSync start(String url) throws Exception {
        return TestSync.startFile(
                org,
                directory,
                Files.readString(Path.of("docs/examples/cdc/accounts-cdc.camel.yaml")),
                "source.url",
                url,
                "source.username",
                "postgres",
                "sync.stream.max-wait",
                "0",
                "sync.deletions",
                "on",
                "sync.customers.schedule",
                "0 0 3 * * ?");
    }

    private static List<Finding> findings(TestSync sync) {
        return new SyncChecks(sync.context()).check(List.of("customers")).findings();
    }

    private Optional<String> name(int customer) {
        return org.find("Account", "Customer_Id__c", String.valueOf(customer))
                .map(account -> (String) account.get("Name"));
    }
}
