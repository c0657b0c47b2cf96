package io.accountsync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.accountsync.config.ConfigurationException;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.SampleFile;
import io.accountsync.run.TestSources;
import io.accountsync.run.TestSync;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A sync file that takes its schedule and its source from the templates of the jar. */
class SyncTemplatesTest {
    private static final String SCHEDULE =
            """
            - templatedRoute:
                routeTemplateRef: sync-schedule
                parameters:
                  - name: sync
                    value: accounts
            """;

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @EnumSource
    void aTemplateNamesTheParametersThatItTakesAndWhatTheyAre(SyncTemplate template) {
        try (TestSync sync = TestSync.startFile(org, directory, TestSync.ACCOUNTS + TestSync.ROWS + SCHEDULE)) {
            RouteTemplateDefinition definition =
                    ((ModelCamelContext) sync.context()).getRouteTemplateDefinition(template.id());
            assertThat(definition.getDescriptionText()).isNotBlank();
            assertThat(definition.getTemplateParameters())
                    .allSatisfy(
                            parameter -> assertThat(parameter.getDescription()).isNotBlank())
                    .extracting(RouteTemplateParameterDefinition::getName)
                    .containsExactlyElementsOf(template.parameters());
        }
    }

    @Test
    void theScheduleIsARouteOfTheSyncsOwnNameAndKey() {
        String file = TestSync.ACCOUNTS + TestSync.ROWS + SCHEDULE;
        try (TestSync sync = TestSync.startFile(
                org,
                directory,
                file,
                "sync.accounts.schedule",
                "0 30 4 * * ?",
                "sync.accounts.time-zone",
                "Europe/Berlin")) {
            QuartzEndpoint endpoint =
                    (QuartzEndpoint) sync.context().getRoute("accounts").getEndpoint();
            assertThat(endpoint.getCron()).isEqualTo("0 30 4 * * ?");
            assertThat(endpoint.getTriggerKey().toString()).isEqualTo("account-sync.accounts");
            assertThat(endpoint.isStateful()).isTrue();
            assertThat(sync.engine().describe("accounts")).contains("runs at 0 30 4 * * ? in Europe/Berlin");
            assertThat(sync.rows(TestSync.customers(3)).run().count(Count.CREATED))
                    .isEqualTo(3);
        }
    }

    @Test
    void aScheduleOfTheFileCountsUntilAKeyIsSet() {
        String file = TestSync.ACCOUNTS
                + TestSync.ROWS
                + SCHEDULE
                + parameter("cron", "0 0 3 * * ?")
                + parameter("timeZone", "Europe/Berlin");
        try (TestSync sync = TestSync.startFile(org, directory.resolve("file"), file)) {
            assertThat(sync.engine().describe("accounts")).contains("runs at 0 0 3 * * ? in Europe/Berlin");
        }
        try (TestSync sync = TestSync.startFile(
                org,
                directory.resolve("keys"),
                file,
                "sync.accounts.schedule",
                "0 30 4 * * ?",
                "sync.accounts.time-zone",
                "Asia/Tokyo")) {
            assertThat(sync.engine().describe("accounts")).contains("runs at 0 30 4 * * ? in Asia/Tokyo");
        }
    }

    @Test
    void withoutKeysAndParametersASyncOfAnyNameRunsEachQuarterOfAnHourInTheZoneOfAll() {
        String file = (TestSync.ACCOUNTS + TestSync.ROWS + SCHEDULE).replaceAll("\\baccounts\\b", "clients");
        try (TestSync sync = TestSync.startFile(org, directory, file, "sync.time-zone", "Europe/Berlin")) {
            assertThat(sync.engine().describe("clients")).contains("runs at 0 0/15 * * * ? in Europe/Berlin");
        }
    }

    @Test
    void aScheduleThatIsNoneIsNamedByFileAndParameter() {
        String file = TestSync.ACCOUNTS + TestSync.ROWS + SCHEDULE;
        assertThat(mistakeIn(file + parameter("cron", "\"0 3 * * *\"")))
                .hasMessageContaining("routes/accounts.camel.yaml: cron has 5 fields");
        assertThat(mistakeIn(file + parameter("timeZone", "Europe/Berln")))
                .hasMessageContaining("routes/accounts.camel.yaml: timeZone is Europe/Berln, which is not a time zone");
    }

    @Test
    void aTriggerThatIsWrittenOutGoesOnWorking() {
        String file = TestSync.ACCOUNTS + TestSync.ROWS + SampleFile.TRIGGER;
        try (TestSync sync = TestSync.startFile(org, directory, file, "sync.accounts.schedule", "0 30 4 * * ?")) {
            assertThat(sync.engine().describe("accounts")).contains("runs at 0 30 4 * * ? in UTC");
        }
    }

    @Test
    void aTriggerInItsTemplatesPlaceLeavesStateAndCursorAsTheyAre() {
        String written = TestSync.ACCOUNTS_WITH_CURSOR + TestSync.ROWS;
        Object since;
        try (TestSync sync = TestSync.startFile(org, directory, written + SampleFile.TRIGGER)) {
            sync.rows(List.of(TestSync.row("id", 1, "name", "One", "changed", 5_000L)));
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(1);
            sync.run();
            since = sync.asked().get(1);
        }
        try (TestSync sync = TestSync.startFile(org, directory, written + SCHEDULE)) {
            sync.rows(List.of(TestSync.row("id", 1, "name", "One", "changed", 5_000L)));
            RunReport after = sync.run();
            assertThat(after.count(Count.UNCHANGED)).isEqualTo(1);
            assertThat(after.count(Count.READ)).isEqualTo(1);
            assertThat(sync.asked()).containsExactly(since);
        }
    }

    @Test
    void aFileInItsTemplatesPlaceSendsNothingAgain() throws Exception {
        Path rows = Files.writeString(directory.resolve("rows.csv"), "id,name,city,parent\n1,One,Bonn,\n2,Two,,\n");
        Path state = directory.resolve("state");
        String written = TestSources.ofFile(TestSync.ACCOUNTS, "CsvFile", rows);
        try (TestSync sync = TestSync.startFile(org, state, written)) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(2);
        }
        String template = TestSync.ACCOUNTS
                + SCHEDULE.replace("sync-schedule", "csv-source")
                + parameter("path", rows.toString());
        org.stats().reset();
        try (TestSync sync = TestSync.startFile(org, state, template)) {
            RunReport after = sync.run();
            assertThat(after.count(Count.UNCHANGED)).as(after.toJson()).isEqualTo(2);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
        }
    }

    @Test
    void aFileOfJsonArrivesFieldByField() throws Exception {
        Path rows = Files.writeString(
                directory.resolve("rows.json"),
                """
                {"id": 1, "name": "One", "city": "Bonn"}
                {"id": 2, "name": "Zwei & Söhne", "parent": 1}
                """,
                StandardCharsets.ISO_8859_1);
        String file = TestSync.ACCOUNTS
                + SCHEDULE.replace("sync-schedule", "json-source")
                + parameter("path", rows.toString())
                + parameter("charset", "ISO-8859-1");
        try (TestSync sync = TestSync.startFile(org, directory.resolve("state"), file)) {
            RunReport report = sync.run();
            assertThat(report.count(Count.CREATED)).as(report.toJson()).isEqualTo(2);
        }
        assertThat(org.records("Account"))
                .extracting(account -> account.get("Name"), account -> account.get("BillingCity"))
                .containsExactlyInAnyOrder(tuple("One", "Bonn"), tuple("Zwei & Söhne", null));
    }

    @Test
    void aPropertyOfAFileThatIsWrongIsNamedWithFileAndTemplate() {
        String file =
                TestSync.ACCOUNTS + SCHEDULE.replace("sync-schedule", "csv-source") + parameter("path", "rows.csv");
        String place = "routes/accounts.camel.yaml, line 21: templatedRoute of csv-source has a parameter ";
        assertThat(mistakeIn(file + parameter("charset", "utf-99")))
                .hasMessageContaining(place + "charset that cannot be used: charset utf-99 is not known; try UTF-8");
        assertThat(mistakeIn(file + parameter("delimiter", "long")))
                .hasMessageContaining(place + "delimiter that cannot be used: delimiter must be one character, or tab");
        assertThat(mistakeIn(file.replace("rows.csv", "\"{{source.file}}\"")))
                .hasMessageContaining(place.replace("21", "19")
                        + "path that cannot be used: {{source.file}} is not set. Set it in application.properties");
    }

    @Test
    void aMissingParameterIsNamedWithFileAndRemedy() {
        String file = TestSync.ACCOUNTS + SCHEDULE.replace("sync-schedule", "csv-source");
        assertThat(mistakeIn(file))
                .hasMessageContaining(
                        "routes/accounts.camel.yaml, line 15: templatedRoute of csv-source lacks the parameter path or uri; "
                                + "add it under parameters: { name: path, value: rows.csv }");
    }

    @Test
    void aRouteOfTheSameIdIsRefusedSinceOnlyOneWouldCount() {
        String file = TestSync.ACCOUNTS + TestSync.ROWS + SampleFile.TRIGGER + SCHEDULE;
        assertThat(mistakeIn(file))
                .hasMessageContaining(
                        "routes/accounts.camel.yaml, line 48: the route accounts appears twice, so that only one of "
                                + "them would count; take one of them out.");
    }

    @Test
    void aFileOfRowsNeedsNeitherBeanNorRoute() throws Exception {
        Path rows = Files.writeString(directory.resolve("rows.csv"), "id;name;city;parent\n1;One;Bonn;\n2;Two;;\n");
        String file = TestSync.ACCOUNTS
                + """
                - templatedRoute:
                    routeTemplateRef: csv-source
                    parameters:
                      - name: sync
                        value: accounts
                      - name: path
                        value: "%s"
                      - name: delimiter
                        value: ";"
                """
                        .formatted(rows);
        try (TestSync sync = TestSync.startFile(org, directory.resolve("state"), file)) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(2);
        }
    }

    @Test
    void aMisspelledParameterIsNamedWithFileAndRemedy() {
        String file = TestSync.ACCOUNTS + TestSync.ROWS + SCHEDULE.replace("- name: sync", "- name: snyc");
        assertThat(mistakeIn(file))
                .hasMessageContaining(
                        "routes/accounts.camel.yaml, line 29: templatedRoute of sync-schedule has an unknown parameter "
                                + "snyc; did you mean sync?");
    }

    @Test
    void aFileIsOfThisMachineOrElsewhereButNotBoth() {
        String source =
                """
                - templatedRoute:
                    routeTemplateRef: csv-source
                    parameters:
                      - name: sync
                        value: accounts
                """;
        String path = "      - name: path\n        value: rows.csv\n";
        String uri = "      - name: uri\n        value: sftp://files.example\n";
        assertThat(mistakeIn(TestSync.ACCOUNTS + source))
                .hasMessageContaining("templatedRoute of csv-source lacks the parameter path or uri; add it");
        assertThat(mistakeIn(TestSync.ACCOUNTS + source + path + uri))
                .hasMessageContaining("has the parameters path and uri; a file is either of this machine");
        assertThat(mistakeIn(TestSync.ACCOUNTS + source + uri))
                .hasMessageContaining("uri names no file: write sftp://user@host/directory/file.csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file:ok.csv | it is a file of this machine; give it as path, and not as uri",
                "C:/ok.csv | it is a file of this machine; give it as path, and not as uri",
                "ok.csv | it does not say how to get the file; begin with https://, http:// or sftp://, or, for a file of this "
                        + "machine, give path in place of uri",
                "127.0.0.1:18999/ok.csv | it does not say how to get the file; begin with https://",
                "files.example/ok.csv | it does not say how to get the file; begin with https://",
                "http:/127.0.0.1:1/ok.csv | an address begins with http://, with two slashes",
                "HTTPS://user:s3cret@files.example/ok.csv | it has a user before the host, which HTTP does not take; take it "
                        + "out, up to the @, and write it behind the address: ?authMethod=Basic&authUsername=...&authPassword="
                        + "RAW(...)",
                "gopher://files.example/ok.csv | its component gopher is not here; get it with \"account-sync add camel:gopher\""
            })
    void anAddressThatIsNoneIsNamedWithLineAndRemedyAndNothingIsMade(String uri, String mistake) throws Exception {
        String source =
                """
                - templatedRoute:
                    routeTemplateRef: csv-source
                    parameters:
                      - name: sync
                        value: accounts
                      - name: uri
                        value: "%s"
                """;
        assertThat(mistakeIn(TestSync.ACCOUNTS + source.formatted(uri)))
                .hasMessageContaining(
                        "routes/accounts.camel.yaml, line 19: templatedRoute of csv-source has a parameter uri "
                                + "that cannot be used: " + mistake)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
        assertThat(Path.of("ok.csv")).doesNotExist();
    }

    @Test
    void aMisspelledTemplateIsNamedWithFileAndTheOneThatWasMeant() {
        String file = TestSync.ACCOUNTS + TestSync.ROWS + SCHEDULE.replace("sync-schedule", "sync-shedule");
        assertThat(mistakeIn(file))
                .hasMessageContaining(
                        "routes/accounts.camel.yaml, line 27: there is no route template sync-shedule; did you mean "
                                + "sync-schedule?");
    }

    @Test
    void theSameRouteTwiceIsRefusedSinceOnlyOneWouldCount() {
        String file = TestSync.ACCOUNTS + TestSync.ROWS + SCHEDULE + SCHEDULE;
        assertThat(mistakeIn(file))
                .hasMessageContaining("routes/accounts.camel.yaml, line 32: the route accounts appears twice");
    }

    @Test
    void aSyncThatThereIsNotIsNamedWithTheNearest() {
        String file = TestSync.ACCOUNTS + TestSync.ROWS + SCHEDULE.replace("value: accounts", "value: acounts");
        assertThat(mistakeIn(file))
                .hasMessageContaining("routes/accounts.camel.yaml")
                .hasMessageContaining("acounts, which is not a sync; did you mean accounts?");
    }

    @Test
    void aFileThatIsReloadedGetsTheTemplatesOfTheJarAgainAndIsRefusedWithItsLines() throws Exception {
        String file = TestSync.ACCOUNTS + TestSync.ROWS + SCHEDULE;
        try (TestSync sync = TestSync.startFile(org, directory, file)) {
            ModelCamelContext context = (ModelCamelContext) sync.context();
            context.removeRouteTemplateDefinitions("*");
            load(context, SCHEDULE + parameter("cron", "0 0 3 * * ?"));
            assertThat(context.getRouteDefinition("accounts").getInput().getUri())
                    .contains("0 0 3");
            assertThat(context.getRouteDefinition("accounts").getResource().getLocation())
                    .contains("again");
            String wrong = SCHEDULE + parameter("crom", "0 0 3 * * ?");
            assertThatThrownBy(() -> load(context, wrong))
                    .hasStackTraceContaining(
                            "routes/again.camel.yaml, line 6: templatedRoute of sync-schedule has an unknown parameter crom");
            assertThatThrownBy(() -> load(context, SCHEDULE.replace("parameters:", "parameter:")))
                    .hasStackTraceContaining("routes/again.camel.yaml, line 3: templatedRoute of sync-schedule has an "
                            + "unknown property parameter");
        }
    }

    private static void load(CamelContext context, String file) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("routes/again.camel.yaml", file));
    }

    /** One more parameter of the template that a file ends with. */
    private static String parameter(String name, String value) {
        return "      - name: %s\n        value: %s\n".formatted(name, value);
    }

    /** What a start says of a file; null for nothing. */
    private ConfigurationException mistakeIn(String file) {
        Throwable thrown =
                catchThrowable(() -> TestSync.startFile(org, directory, file).close());
        return ObjectHelper.getException(ConfigurationException.class, thrown);
    }
}
