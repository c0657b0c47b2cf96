package io.accountsync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.accountsync.config.ConfigurationException;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.Count;
import io.accountsync.run.PrintedLogs;
import io.accountsync.run.SampleFile;
import io.accountsync.run.TestSync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person puts in place of the templates of the jar, or beside them. */
class OwnTemplatesTest {
    /** Starts a sync each so many milliseconds. */
    private static final String EVERY =
            """
            - routeTemplate:
                id: %s
                parameters:
                  - name: sync
                  - name: every
                    defaultValue: "3600000"
                from:
                  uri: timer
                  parameters:
                    timerName: "{{sync}}"
                    period: "{{every}}"
                    delay: "{{every}}"
            """
                    + SampleFile.stepsThatRun("\"{{sync}}\"");

    private static final String SCHEDULE =
            """
            - templatedRoute:
                routeTemplateRef: sync-schedule
                parameters:
                  - name: sync
                    value: accounts
            """;

    /** Rows of a table, whichever. */
    private static final String TABLE =
            """
            - routeTemplate:
                id: table-source
                parameters:
                  - name: sync
                  - name: table
                from:
                  uri: direct
                  parameters:
                    name: "{{sync}}-source"
                  steps:
                    - to:
                        uri: sql
                        parameters:
                          query: select id, name, city, parent from {{table}}
                          dataSource: "#source"
                          outputType: StreamList
            - templatedRoute:
                routeTemplateRef: table-source
                routeId: accounts-source
                parameters:
                  - name: sync
                    value: accounts
                  - name: table
                    value: client
            """;

    private static final String SYNC = TestSync.ACCOUNTS + TestSync.ROWS;

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aTemplateWithTheIdOfOneOfTheJarReplacesItWhereverItStands() {
        String own = EVERY.formatted("sync-schedule");
        for (String file : new String[] {SYNC + own + SCHEDULE, SYNC + SCHEDULE + own}) {
            try (TestSync sync = TestSync.startFile(org, directory, file)) {
                assertThat(address(sync, "accounts"))
                        .startsWith("timer://accounts")
                        .contains("period=3600000");
            }
        }
    }

    @Test
    void itHasParametersOfItsOwn() {
        String every = SCHEDULE + "      - name: every\n        value: 7200000\n";
        try (TestSync sync = TestSync.startFile(org, directory, SYNC + EVERY.formatted("sync-schedule") + every)) {
            assertThat(address(sync, "accounts")).contains("period=7200000");
        }
    }

    @Test
    void onlyTheirOwnParametersOfItAreAsked() {
        String own = EVERY.formatted("sync-schedule")
                + EVERY.formatted("csv-source").replace("name: sync-run", "name: accounts-source");
        String every = SCHEDULE + "      - name: every\n        value: 7200000\n";
        String file = SYNC.replace("id: accounts-source", "id: accounts-rows")
                + every
                + every.replace("sync-schedule", "csv-source")
                + own;
        try (TestSync sync = TestSync.startFile(org, directory, file)) {
            assertThat(address(sync, "accounts-source")).contains("period=7200000");
        }
    }

    @Test
    void aParameterThatItLacksIsNamedWithFileAndLine() {
        String own = EVERY.formatted("sync-schedule").replaceFirst("\n +defaultValue: .*", "");
        assertThat(mistakeIn(SYNC + SCHEDULE + own))
                .hasMessageContaining(
                        "routes/accounts.camel.yaml, line 27: templatedRoute of sync-schedule lacks the parameter every");
    }

    @Test
    void aFormThatIsWrongIsNamedInAnyTemplatesUse() {
        String file = SYNC + EVERY.formatted("each-hour") + SCHEDULE.replace("sync-schedule", "each-hour");
        assertThat(mistakeIn(file + "      - name: every\n        valeu: 7200000\n"))
                .hasMessageContaining(
                        "templatedRoute of each-hour has a parameter every with an unknown property valeu; "
                                + "did you mean value?");
        assertThat(mistakeIn(file + "      - name: sync\n        value: accounts\n"))
                .hasMessageContaining("templatedRoute of each-hour has the parameter sync twice; keep one of them");
    }

    @Test
    void aTemplateOfAnyOtherIdStartsASync() {
        String file = SYNC + EVERY.formatted("each-hour") + SCHEDULE.replace("sync-schedule", "each-hour");
        try (TestSync sync = TestSync.startFile(org, directory, file)) {
            assertThat(sync.context().getRoutes())
                    .anyMatch(route -> route.getEndpoint().getEndpointUri().startsWith("timer://accounts"));
        }
    }

    @Test
    void aSyncThatItsTemplateStartsAndThatThereIsNotIsNamedWithTheFile() {
        String file = SYNC
                + EVERY.formatted("each-hour")
                + SCHEDULE.replace("sync-schedule", "each-hour").replace("value: accounts", "value: acounts");
        assertThat(mistakeIn(file))
                .hasMessageContaining("routes/accounts.camel.yaml: the route")
                .hasMessageContaining("sets the variable sync to acounts, which is not a sync; did you mean accounts?");
    }

    @Test
    void aQueryOfATemplateGetsItsParameters() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("source.db");
        execute(url, "create table client as select 1 as id, 'One' as name, null as city, null as parent");
        execute(url, "create table partner as select 2 as id, 'Two' as name, null as city, null as parent");
        Path state = directory.resolve("state");
        try (TestSync sync = TestSync.startFile(org, state, TestSync.ACCOUNTS + TABLE, "source.url", url)) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(1);
        }
        String other = TestSync.ACCOUNTS + TABLE.replace("value: client", "value: partner");
        try (TestSync sync = TestSync.startFile(org, state, other, "source.url", url)) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(1);
        }
        assertThat(org.records("Account"))
                .extracting(account -> account.get("Name"))
                .containsExactly("One", "Two");
    }

    @Test
    void anErrorInARouteThatATemplateCallsIsOfTheRunAndItsValuesAreNotLogged() {
        String rows =
                """
                - routeTemplate:
                    id: rows-source
                    parameters:
                      - name: sync
                    from:
                      uri: direct:{{sync}}-source
                      steps:
                        - to: direct:{{sync}}-page
                - routeTemplate:
                    id: page
                    parameters:
                      - name: sync
                    from:
                      uri: direct:{{sync}}-page
                      steps:
                        - to: direct:deeper
                - route:
                    id: deeper
                    from:
                      uri: direct:deeper
                      steps:
                        - setBody:
                            expression:
                              method:
                                ref: rows
                                method: read
                - templatedRoute:
                    routeTemplateRef: rows-source
                    routeId: accounts-source
                    parameters:
                      - name: sync
                        value: accounts
                - templatedRoute:
                    routeTemplateRef: page
                    parameters:
                      - name: sync
                        value: accounts
                """;
        try (PrintedLogs logs = new PrintedLogs();
                TestSync sync = TestSync.startFile(org, directory, TestSync.ACCOUNTS + rows)) {
            sync.rows(() -> {
                throw new IllegalStateException("Jane Doe is not a number");
            });
            assertThat(sync.run().message()).isNotNull();
            assertThat(String.join("\n", logs.texts())).doesNotContain("Jane Doe");
        }
    }

    @Test
    void aTemplateThatTakesTheIdOfARouteIsRefused() {
        String file = SYNC
                + SCHEDULE
                + EVERY.formatted("each-hour")
                + SCHEDULE.replace(
                        "routeTemplateRef: sync-schedule", "routeTemplateRef: each-hour\n    routeId: accounts");
        assertThat(mistakeIn(file))
                .hasMessageContaining("routes/accounts.camel.yaml, line 54: the route accounts appears twice");
    }

    @Test
    void aRouteThatWaitsForAFileStartsTheSyncInPlaceOfTheSchedule() throws Exception {
        Path inbox = Files.createDirectory(directory.resolve("inbox"));
        String file = SYNC
                + """
                - route:
                    id: accounts
                    from:
                      uri: file
                      parameters:
                        directoryName: "%s"
                        delay: 20
                        initialDelay: 0
                """
                        .formatted(inbox)
                + SampleFile.stepsThatRun("accounts")
                + """
                        - bean:
                            ref: rows
                            method: pass('ended')
                """;
        CountDownLatch ended = new CountDownLatch(1);
        try (TestSync sync = TestSync.startFile(org, directory.resolve("state"), file)) {
            sync.rows(TestSync.customers(3)).whenPassing(point -> ended.countDown());
            assertThat(sync.engine().describe("accounts")).contains("has no schedule of its own");
            Files.writeString(inbox.resolve("customers.done"), "now");
            assertThat(ended.await(5, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(org.records("Account")).hasSize(3);
    }

    private static String address(TestSync sync, String route) {
        return sync.context().getRoute(route).getEndpoint().getEndpointUri();
    }

    private static void execute(String url, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What a start says of a file; null for nothing. */
    private ConfigurationException mistakeIn(String file) {
        Throwable thrown =
                catchThrowable(() -> TestSync.startFile(org, directory, file).close());
        return ObjectHelper.getException(ConfigurationException.class, thrown);
    }
}
