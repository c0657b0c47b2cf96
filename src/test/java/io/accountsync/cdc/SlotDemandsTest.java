package io.accountsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.camel.ContextWithoutEngine;
import io.accountsync.config.ConfigurationException;
import io.accountsync.state.TestPostgres;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What check asks a real PostgreSQL before anybody reads its changes. This one has no logical log. */
class SlotDemandsTest {
    private final String url = TestPostgres.shared().newDatabase();
    private final JdbcTemplate admin = new JdbcTemplate(new DriverManagerDataSource(url));

    @BeforeEach
    void createTableOfSomebodyElse() {
        admin.execute("create role crm login");
        admin.execute("create table customers (id int primary key)");
    }

    @AfterEach
    void dropRole() {
        admin.execute("drop table customers");
        admin.execute("drop publication if exists customers");
        admin.execute("drop owned by crm");
        admin.execute("drop role crm");
    }

    @Test
    void allThatIsLackingIsSaidAtOnceWithItsRemedyAndNothingIsMade() throws Exception {
        assertThat(unmet("crm"))
                .containsExactly(
                        "The source database has wal_level=replica, by which no changes can be read: set wal_level = logical in"
                                + " postgresql.conf, and restart it",
                        "the user crm of source.url has not the attribute REPLICATION, without which no changes can be read;"
                                + " run: ALTER ROLE crm REPLICATION",
                        "the user crm of source.url may not make the publication customers, since it does not own each table;"
                                + " have somebody who may run: CREATE PUBLICATION customers FOR TABLE public.customers WITH (publish_via_partition_root = true)");
        assertThat(admin.queryForList("select pubname from pg_publication")).isEmpty();
        assertThat(admin.queryForList("select slot_name from pg_replication_slots"))
                .isEmpty();
    }

    @Test
    void whatWasDoneIsAskedForNoMore() throws Exception {
        admin.execute("alter role crm replication");
        admin.execute("create publication customers for table customers");
        assertThat(unmet("crm")).singleElement().asString().contains("wal_level");
        assertThat(unmet("postgres")).singleElement().asString().contains("wal_level");
    }

    @Test
    void whoOwnsTheTableMustBeAllowedToMakeThePublicationToo() throws Exception {
        admin.execute("alter role crm replication");
        admin.execute("alter table customers owner to crm");
        assertThat(unmet("crm")).last().asString().contains("it may create nothing in this database");
        admin.execute("create publication customers");
        assertThat(unmet("crm"))
                .last()
                .asString()
                .contains("belongs to somebody else", "run: ALTER PUBLICATION customers ADD TABLE public.customers");
        admin.execute("alter publication customers owner to postgres");
        admin.execute("drop publication customers");
        admin.execute("do $$ begin execute format('grant create on database %I to crm', current_database()); end $$");
        assertThat(unmet("crm")).singleElement().asString().contains("wal_level");
    }

    @Test
    void aPublicationOfAnotherRouteIsSaidToBeOneAndNobodyIsToldToAddATableToIt() throws Exception {
        admin.execute("alter role crm replication");
        admin.execute("create table two (id int primary key)");
        admin.execute("create publication customers for table two");
        try {
            assertThat(unmet("crm")).last().asString().contains("does not read: public.two;", "DROP TABLE public.two");
            assertThat(unmet("crm")).noneMatch(demand -> demand.contains("ADD TABLE"));
        } finally {
            admin.execute("drop table two");
        }
    }

    @Test
    void anotherDatabaseThanPostgresIsSaidToBeOne() {
        assertThatThrownBy(() -> unmetOf("jdbc:mysql://localhost/crm", "crm"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("source.url is not the address of a PostgreSQL database");
    }

    private List<String> unmet(String user) throws Exception {
        return unmetOf(url.replaceFirst("\\?.*", ""), user);
    }

    private static List<String> unmetOf(String url, String user) throws Exception {
        try (DefaultCamelContext context = ContextWithoutEngine.create()) {
            context.getPropertiesComponent().addOverrideProperty("source.url", url);
            context.getPropertiesComponent().addOverrideProperty("source.username", user);
            return context.getEndpoint(
                            "postgres-changes:customers?tables=public.customers", PostgresChangesEndpoint.class)
                    .unmetDemands();
        }
    }
}
