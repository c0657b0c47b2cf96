package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.Plan;
import io.accountsync.state.TestPostgres;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A state that an older jar left is taken over, and nothing is sent that need not be. The data were made by {@link OldState}
 * with the classes of that jar; each change of the schema has to keep these tests as they are.
 */
class UpgradeTest {
    /** The last migration of the jar that made them. */
    private static final List<String> VERSIONS = List.of("v7");

    private final LocalOrg org = OldState.org();

    @TempDir
    private Path directory;

    private String[] keys;
    private JdbcTemplate sql;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyRowIsAsItWas(String version, String on) throws Exception {
        restore(version, on);
        Map<String, List<String>> columns = columns();
        Map<String, List<String>> before = contents(columns);

        try (TestSync sync = start("clean")) {
            sync.parked();
        }

        assertThat(before.get("synced_record")).hasSizeGreaterThan(80);
        assertThat(contents(columns)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("states")
    void aRunWithoutChangesMakesNoRecordCall(String version, String on) throws Exception {
        restore(version, on);
        try (TestSync sync = start("clean")) {
            RunReport report = sync.run("clean", RunMode.INCREMENTAL);

            assertThat(report.message()).isNull();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(30);
            assertThat(org.stats().calls(CallKind.COLLECTIONS) + org.stats().calls(CallKind.BULK))
                    .isZero();
        }
        assertThat(sql.queryForObject("select cursor_value from sync_cursor where sync = 'clean'", Long.class))
                .isEqualTo(1030);
    }

    @ParameterizedTest
    @MethodSource("states")
    void anUpdateStillCarriesOnlyWhatChangedAlsoOnceTheHashesOfFieldsHaveASecret(String version, String on)
            throws Exception {
        restore(version, on);
        org.insert("Account", Map.of("Name", "As sales people call it", "Customer_Id__c", "clean-1"));
        String[] all = Arrays.copyOf(keys, keys.length + 2);
        all[keys.length] = "state.hash-secret";
        all[keys.length + 1] = "0123456789abcdef";
        try (TestSync sync = OldState.start(org, directory, "clean", all)) {
            List<Map<String, Object>> moved = new ArrayList<>(OldState.rows("clean"));
            moved.get(0).put("city", "Berlin");
            sync.rows(moved).run("clean", RunMode.INCREMENTAL);
            assertThat(org.records("Account")).singleElement().satisfies(account -> assertThat(account)
                    .containsEntry("Name", "As sales people call it")
                    .containsEntry("BillingCity", "Berlin"));
        }
        assertThat(sql.queryForList(
                        "select length(field_hashes) % 8 from synced_record where record_key in ('clean-1', 'clean-2')"
                                + " order by record_key",
                        Integer.class))
                .as("keyed, and as it was")
                .containsExactly(1, 0);
    }

    @ParameterizedTest
    @MethodSource("states")
    void recordsThatAreMissingSinceBeforeItStopNoRun(String version, String on) throws Exception {
        restore(version, on);
        String last = "select max(run_id) from sync_run where sync = 'clean'";
        sql.update("update sync_run set missing = 29 where run_id = (" + last + ")");
        try (TestSync sync = start("clean")) {
            sync.rows(OldState.rows("clean").subList(0, 1));

            assertThat(sync.<Long>ofState("clean", state -> state.missing().countedBefore()))
                    .isEqualTo(29);
            assertThat(sync.run("clean", RunMode.COMPARE_ALL).status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(sync.<Long>ofState("clean", state -> state.missing().count()))
                    .isEqualTo(29);
            assertThat(sync.<Long>ofState("clean", state -> state.missing().countedBefore()))
                    .isZero();
            assertThat(sync.rows(List.of()).run("clean", RunMode.COMPARE_ALL).message())
                    .contains("Of 1 record of Account sent before and not missing already, the source has 1 no longer");
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void ofParkedRecordsThoseThatAreDueAreSentAndNoOthers(String version, String on) throws Exception {
        restore(version, on);
        try (TestSync sync = start("refused")) {
            RunReport report = sync.run("refused", RunMode.INCREMENTAL);

            assertThat(report.message()).isNull();
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(25);
            assertThat(org.records("Account"))
                    .extracting(account -> account.get("Customer_Id__c"))
                    .contains("refused-1", "refused-3")
                    .isSubsetOf("refused-1", "refused-2", "refused-3", "refused-4");
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void whatWasOnItsWayWhenTheProcessDiedIsSentAgainAndNothingElse(String version, String on) throws Exception {
        restore(version, on);
        List<String> doubtful = sql.queryForList("select record_keys from sent_batch", String.class);
        try (TestSync sync = start("broken")) {
            RunReport report = sync.run("broken", RunMode.INCREMENTAL);

            assertThat(report.message()).isNull();
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(20);
            assertThat(org.records("Account")).hasSize(10).allSatisfy(account -> assertThat(doubtful)
                    .singleElement()
                    .asString()
                    .contains("\"" + account.get("Customer_Id__c") + "\""));
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void aFullRefreshThatWasBrokenOffIsCarriedOn(String version, String on) throws Exception {
        restore(version, on);
        try (TestSync sync = start("broken")) {
            RunReport report = sync.run("broken", RunMode.FULL_REFRESH);

            assertThat(report.message()).isNull();
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(10);
            assertThat(org.stats().recordsUpserted()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void aPlanThatWasHeldBackCanBeApproved(String version, String on) throws Exception {
        restore(version, on);
        org.insert("Account", Map.of("Name", "Without a key"));
        try (TestSync sync = start("held")) {
            Plan plan =
                    sync.ofState("held", state -> state.plans().ofRuns().find()).orElseThrow();
            assertThat(sync.run("held", RunMode.INCREMENTAL).message()).contains("approve held " + plan.id());
            assertThat(sync.<Boolean>ofState("held", state -> state.plans().approve(plan.id())))
                    .isTrue();

            assertThat(sync.run("held", RunMode.INCREMENTAL).count(Count.CREATED))
                    .isEqualTo(30);
        }
    }

    static Stream<Arguments> states() {
        return VERSIONS.stream()
                .flatMap(version -> Stream.of(Arguments.of(version, "SQLite"), Arguments.of(version, "PostgreSQL")));
    }

    private TestSync start(String sync) {
        return OldState.start(org, directory, sync, keys);
    }

    private void restore(String version, String on) throws Exception {
        if (on.equals("SQLite")) {
            try (InputStream packed = new GZIPInputStream(data(version + ".db.gz"))) {
                Files.copy(packed, directory.resolve("state.db"));
            }
            keys = new String[] {"sync.lease-expiry", "1s"};
            sql = new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + directory.resolve("state.db")));
            return;
        }
        String schema = TestPostgres.shared().newSchema();
        try (InputStream dump = data(version + ".sql")) {
            String statements = new String(dump.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("CREATE SCHEMA test_1;", "")
                    .replace("test_1.", schema + ".");
            TestPostgres.shared().admin().execute(statements);
        }
        String url = TestPostgres.shared().url(schema);
        keys = new String[] {"sync.lease-expiry", "1s", "state.url", url, "state.username", "postgres"};
        sql = new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
    }

    private static InputStream data(String name) {
        return UpgradeTest.class.getResourceAsStream("/state/" + name);
    }

    /** The tables of the state, and the columns that each has now. */
    private Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new TreeMap<>();
        for (String table : List.of(
                "bulk_job",
                "full_refresh",
                "oauth_token",
                "rejected_record",
                "sent_batch",
                "sync_cursor",
                "sync_lease",
                "sync_plan",
                "sync_run",
                "synced_record")) {
            columns.put(
                    table,
                    List.of(sql.queryForRowSet("select * from " + table + " where 1 = 0")
                            .getMetaData()
                            .getColumnNames()));
        }
        return columns;
    }

    private Map<String, List<String>> contents(Map<String, List<String>> columns) {
        Map<String, List<String>> contents = new TreeMap<>();
        columns.forEach((table, names) -> contents.put(
                table,
                sql
                        .query("select " + String.join(", ", names) + " from " + table, (row, n) -> {
                            StringBuilder text = new StringBuilder();
                            for (String name : names) {
                                Object value = row.getObject(name);
                                text.append(
                                                value instanceof byte[] bytes
                                                        ? HexFormat.of().formatHex(bytes)
                                                        : value)
                                        .append(' ');
                            }
                            return text.toString();
                        })
                        .stream()
                        .sorted()
                        .toList()));
        return contents;
    }
}
