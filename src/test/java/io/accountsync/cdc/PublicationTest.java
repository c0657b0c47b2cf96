package io.accountsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import io.accountsync.state.TestPostgres;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What is published of a real PostgreSQL, and what is not. */
class PublicationTest {
    private final String url = TestPostgres.shared().newDatabase();
    private final SingleConnectionDataSource connection = new SingleConnectionDataSource(url, true);
    private final JdbcTemplate database = new JdbcTemplate(connection);

    @BeforeEach
    void createTables() {
        database.execute("create table plain (id text)");
        database.execute("create table keyed (id int primary key)");
        database.execute("create table parts (id int primary key, name text) partition by range (id)");
        database.execute("create table parts1 partition of parts for values from (0) to (100)");
    }

    @AfterEach
    void dropTables() {
        database.execute("drop publication if exists crm");
        database.execute("drop table plain, keyed, parts cascade");
        connection.destroy();
    }

    @Test
    void aTableWhoseUpdatesPostgresWouldRefuseIsNotPublished() {
        Publication publication = of("public.keyed", "public.plain");
        assertThat(publication.mistakes())
                .singleElement()
                .asString()
                .contains("does not publish: public.plain;", "ALTER TABLE public.plain REPLICA IDENTITY FULL");
        assertThatThrownBy(publication::make)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("public.plain");
        assertThat(database.queryForList("select 1 from pg_publication")).isEmpty();
        database.execute("insert into plain values ('a')");
        database.execute("alter table plain replica identity full");
        assertThat(publication.mistakes()).isEmpty();
        assertThat(publication.make()).isFalse();
        assertThat(database.update("update plain set id = 'b'")).isEqualTo(1);
    }

    @Test
    void anIdentityThatIsNothingIsNoneThoughThereIsAKey() {
        database.execute("alter table keyed replica identity nothing");
        assertThat(of("public.keyed").mistakes()).singleElement().asString().contains("public.keyed");
    }

    @Test
    void aPublicationThatIsThereGetsNoTableWithoutAnIdentity() {
        of("public.keyed").make();
        assertThatThrownBy(of("public.keyed", "public.plain")::make).hasMessageContaining("public.plain");
        assertThat(of("public.keyed").published()).containsExactly("public.keyed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter publication crm drop table keyed; alter publication crm add table keyed",
                "alter publication crm set (publish = 'insert'); alter publication crm set (publish ="
                        + " 'insert, update, delete, truncate')",
                "drop publication crm; create publication crm for table keyed",
                "alter publication crm drop table keyed; drop table keyed; create table keyed (id int primary key);"
                        + " alter publication crm add table keyed",
            })
    void whatWasTakenOutOfAPublicationAndPutBackBetweenTwoLooksLeavesItsMark(String statements) {
        of("public.keyed").make();
        PublicationState before = PublicationState.of(source("public.keyed"), database);
        database.execute(statements);
        PublicationState after = PublicationState.of(source("public.keyed"), database);
        assertThat(before.tellsRows()).isTrue();
        assertThat(after.tellsRows()).isTrue();
        assertThat(after.mark()).isNotEqualTo(before.mark());
    }

    @Test
    void theTablesOfOthersLeaveNoMark() {
        of("public.keyed").make();
        PublicationState before = PublicationState.of(source("public.keyed"), database);
        database.execute("alter publication crm add table parts");
        assertThat(PublicationState.of(source("public.keyed"), database).mark()).isEqualTo(before.mark());
    }

    @Test
    void aPublicationThatIsNotThereOrLacksATableTellsNotAllRows() {
        assertThat(PublicationState.of(source("public.keyed"), database).tellsRows())
                .isFalse();
        of("public.keyed").make();
        assertThat(PublicationState.of(source("public.keyed", "public.parts"), database)
                        .tellsRows())
                .isFalse();
        database.execute("alter publication crm set (publish = 'insert')");
        PublicationState cut = PublicationState.of(source("public.keyed"), database);
        assertThat(cut.tellsRows()).isFalse();
        assertThat(cut.objections()).singleElement().asString().contains("run the sync with --compare-all");
    }

    @Test
    void partitionsAndTablesThatInheritCountByThemselves() {
        database.execute("alter table parts1 replica identity nothing");
        database.execute("create table child () inherits (keyed)");
        assertThat(of("public.parts", "public.keyed").mistakes())
                .singleElement()
                .asString()
                .contains("does not publish: public.parts1, public.child;");
    }

    @Test
    void aPartitionedTableIsPublishedUnderItsOwnName() {
        of("public.parts").make();
        assertThat(of("public.parts").published()).containsExactly("public.parts");
        assertThat(of("public.parts").make()).isTrue();
    }

    @Test
    void aPublicationWithTablesThatTheRouteDoesNotReadIsNeitherChangedNorReadFromAndBothRemediesAreSaid() {
        database.execute("create table \"Two\" (id int primary key)");
        database.execute("create publication crm for table \"Two\", keyed");
        try {
            for (String table : List.of("public.keyed", "public.parts")) {
                assertThat(of(table).mistakes())
                        .singleElement()
                        .asString()
                        .contains("the publication crm has tables that the route does not read: ")
                        .contains("public.\"Two\"", "another route may read by the slot crm")
                        .contains("Give this route another slot by its parameter slot")
                        .contains("run: ALTER PUBLICATION crm DROP TABLE public.\"Two\"");
                assertThatThrownBy(of(table)::make).isInstanceOf(ConfigurationException.class);
            }
            assertThat(of("public.keyed").published()).containsExactly("public.Two", "public.keyed");
            database.execute(remedy("public.keyed"));
            assertThat(of("public.keyed").make()).isTrue();
            assertThat(of("public.keyed").published()).containsExactly("public.keyed");
        } finally {
            database.execute("drop table \"Two\"");
        }
    }

    @Test
    void aTableThatIsLackingIsAdded() {
        database.execute("create publication crm for table keyed with (publish_via_partition_root = true)");
        assertThat(of("public.keyed", "public.parts").isToBeChanged()).isTrue();
        of("public.keyed", "public.parts").make();
        assertThat(of("public.keyed", "public.parts").isToBeChanged()).isFalse();
        assertThat(of("public.parts").published()).containsExactly("public.keyed", "public.parts");
    }

    @Test
    void aPartitionIsOfItsTableWhicheverOfThemIsPublished() {
        database.execute("create publication crm for table parts, parts1");
        assertThat(of("public.parts").mistakes()).isEmpty();
        assertThat(of("public.parts1").mistakes()).isEmpty();
        of("public.parts", "public.parts1").make();
        assertThat(of("public.parts", "public.parts1").make()).as("again").isTrue();
        database.execute("create table parts2 partition of parts for values from (100) to (200)");
        assertThat(of("public.parts").mistakes()).isEmpty();
        assertThat(of("public.parts1").mistakes()).singleElement().asString().contains("DROP TABLE public.parts");
    }

    @Test
    void aTableThatInheritsIsPublishedWithItsOwnAndMayBeReadToo() {
        database.execute("create table child (primary key (id)) inherits (keyed)");
        of("public.keyed").make();
        assertThat(of("public.keyed").mistakes()).isEmpty();
        assertThat(of("public.keyed", "public.child").make()).isTrue();
        assertThat(of("public.child").mistakes()).singleElement().asString().contains("DROP TABLE ONLY public.keyed");
        database.execute(remedy("public.child"));
        assertThat(of("public.child").published()).containsExactly("public.child");
        of("public.child", "public.keyed").make();
        assertThat(of("public.child").published()).containsExactly("public.child", "public.keyed");
    }

    @Test
    void aPublicationOfAllTablesSaysNothingOfWhoReadsThem() {
        database.execute("create publication crm for all tables");
        assertThat(of("public.keyed").mistakes()).isEmpty();
        assertThat(of("public.keyed").make()).isTrue();
    }

    @Test
    void aPublicationThatTellsThePartitionsOnlyIsPutRightByItsOwner() {
        database.execute("create publication crm for table parts, keyed");
        assertThat(of("public.parts", "public.keyed").mistakes()).isEmpty();
        assertThat(of("public.parts", "public.keyed").make()).isTrue();
        assertThat(of("public.parts").published()).containsExactly("public.keyed", "public.parts");
    }

    @Test
    void aPublicationOfSomebodyElseThatTellsThePartitionsOnlyIsSaidToDoSo() {
        database.execute("create publication crm for table parts, keyed");
        database.execute("create role stranger");
        try {
            database.execute("set role stranger");
            assertThat(of("public.parts", "public.keyed").mistakes())
                    .singleElement()
                    .asString()
                    .contains(": public.parts;", "ALTER PUBLICATION crm SET (publish_via_partition_root = true)");
            assertThatThrownBy(of("public.parts")::make).isInstanceOf(ConfigurationException.class);
            assertThat(of("public.keyed").mistakes()).noneMatch(mistake -> mistake.contains("via_partition_root"));
        } finally {
            database.execute("reset role");
            database.execute("drop role stranger");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert|UPDATE and DELETE and TRUNCATE",
                "update, delete, truncate|INSERT",
                "insert, delete, truncate|UPDATE",
            })
    void aPublicationThatDoesNotTellEachChangeOfARowIsNotReadFrom(String published, String lost) {
        database.execute("create publication crm for table keyed with (publish = '" + published + "')");
        assertThat(of("public.keyed").mistakes())
                .singleElement()
                .asString()
                .contains("does not tell each " + lost + ", so that these changes would never come")
                .contains("ALTER PUBLICATION crm SET (publish = 'insert, update, delete, truncate')");
        assertThatThrownBy(of("public.keyed")::make).hasMessageContaining("never come");
        database.execute("alter publication crm set (publish = 'insert, update, delete, truncate')");
        assertThat(of("public.keyed").make()).isTrue();
    }

    @Test
    void aPublicationThatDoesNotTellWhichRowsAreGoneMayBeMeantSoAndIsDoubted() {
        database.execute("create publication crm for table keyed with (publish = 'insert, update')");
        assertThat(of("public.keyed").mistakes()).isEmpty();
        assertThat(contents("public.keyed").doubts())
                .singleElement()
                .asString()
                .contains("DELETE and TRUNCATE", "stay until a run compares all rows", "ALTER PUBLICATION crm SET");
    }

    @Test
    void rowsThatBelongToATableByInheritanceAreSaidNotToComeAsItsOwnAndPartitionsDo() {
        database.execute("create table child () inherits (keyed)");
        database.execute("alter table child add primary key (id)");
        of("public.keyed", "public.parts").make();
        assertThat(contents("public.keyed", "public.parts").doubts())
                .singleElement()
                .asString()
                .contains("rows of public.child belong to public.keyed by inheritance", "name them");
        assertThat(contents("public.keyed", "public.child").doubts()).isEmpty();
    }

    @Test
    void columnsThatPostgresComputesAreSaidNotToCome() {
        database.execute("alter table keyed add column twice int generated always as (id * 2) stored");
        assertThat(contents("public.keyed", "public.parts").unpublishedColumns())
                .containsEntry("public.keyed", Set.of("twice"))
                .containsEntry("public.parts", Set.of());
        of("public.keyed").make();
        assertThat(contents("public.keyed").unpublishedColumns().get("public.keyed"))
                .contains("TWICE");
    }

    @Test
    void anIdentityByAnotherIndexWritesTheColumnsOfThatIndexAndNoOthers() {
        database.execute("alter table keyed add column code text not null");
        database.execute("create unique index by_code on keyed (code)");
        database.execute("alter table keyed replica identity using index by_code");
        ReplicaIdentity identity = ReplicaIdentity.of("public.keyed", database);
        assertThat(identity.has(List.of("CODE"))).isTrue();
        assertThat(identity.has(List.of("id")))
                .as("though it is the primary key")
                .isFalse();
        assertThat(of("public.keyed").mistakes()).isEmpty();
        database.execute("drop index by_code");
        assertThat(of("public.keyed").mistakes())
                .as("the index is gone, and the identity with it")
                .hasSize(1);
        assertThat(ReplicaIdentity.of("public.keyed", database).has(List.of("code")))
                .isFalse();
    }

    /** The statement that is said, word by word. */
    private String remedy(String table) {
        String mistake = of(table).mistakes().get(0);
        return mistake.substring(mistake.indexOf("ALTER PUBLICATION"));
    }

    private Publication of(String... tables) {
        return new Publication(source(tables), database);
    }

    private PublicationContents contents(String... tables) {
        return new PublicationContents(source(tables), database);
    }

    private ChangeSource source(String... tables) {
        return new ChangeSource(url, "postgres", "", "crm", List.of(tables));
    }
}
