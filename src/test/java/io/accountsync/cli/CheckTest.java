package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.camel.PackedRoutes;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.LocalOrgOptionsBuilder;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.ObjectSpec.Right;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.SampleFile;
import io.accountsync.run.TestSources;
import io.accountsync.source.SampleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What {@code check} says, read as the person who has to fix it. */
class CheckTest {
    private static final String FILE = "accounts.camel.yaml: ";

    @TempDir
    private Path directory;

    private LocalOrg org;
    private SampleSource source;
    private final InProcess command = new InProcess();

    @BeforeEach
    void prepare() {
        source = SampleSource.create(directory.resolve("source.db"));
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aCleanCheckSaysSoAndWhatItLookedAt() {
        start(LocalOrgOptions.builder().orgName("Acme").sandbox(true));

        Jar.Ended check = command.run("check");

        assertThat(check.exitCode()).isZero();
        assertThat(check.err()).isEmpty();
        assertThat(check.out().lines())
                .anyMatch(line -> line.matches("Org +Acme \\(Developer Edition, sandbox, 00D\\w{15}\\)"))
                .anyMatch(line -> line.matches("API +version 67\\.0; 14,99\\d left of the day's 15,000 calls"))
                .anyMatch(line -> line.matches("Checked +accounts"))
                .endsWith("Nothing found: ready to run.");
        assertThat(org.records("Account")).isEmpty();
        assertThat(org.stats().apiCalls()).isEqualTo(2);
    }

    @Test
    void aMistakeInTheRouteOfAStreamIsNoMissingSource() throws IOException {
        start(LocalOrgOptions.builder());
        Path routes = Files.createDirectories(directory.resolve("routes"));
        Files.writeString(
                routes.resolve("accounts.camel.yaml"),
                """
                - beans:
                    - name: accounts
                      type: io.accountsync.mapping.SyncDefinition
                      properties:
                        object: Account
                        externalId: Customer_Id__c
                        fields[Customer_Id__c]: "${body[id]}"
                        fields[Name]: "${body[name]}"
                """);
        Files.writeString(
                routes.resolve("consume.camel.yaml"),
                """
                - route:
                    id: rows
                    from:
                      uri: timer:rows?period={{rows.every}}
                      steps:
                        - setVariable:
                            name: sync
                            expression:
                              constant:
                                expression: accounts
                        - to: direct:sync-stream
                """);

        assertThat(findings(check()))
                .singleElement()
                .asString()
                .contains("consume.camel.yaml", "{{rows.every}} is not set");
    }

    @Test
    void aBrokerOfAStreamThatIsAwayIsNamedWithTheRouteThatNeedsIt() throws IOException {
        start(LocalOrgOptions.builder());
        Path routes = Files.createDirectories(directory.resolve("routes"));
        Files.writeString(
                routes.resolve("accounts.camel.yaml"),
                """
                - beans:
                    - name: accounts
                      type: io.accountsync.mapping.SyncDefinition
                      properties:
                        object: Account
                        externalId: Customer_Id__c
                        fields[Customer_Id__c]: "${body[id]}"
                        fields[Name]: "${body[name]}"
                """);
        Files.writeString(
                routes.resolve("consume.camel.yaml"),
                Files.readString(Path.of("docs/examples/kafka/consume.camel.yaml"))
                        .replace("{{kafka.brokers}}", "broker.invalid:9092"));

        assertThat(findings(check()))
                .singleElement()
                .asString()
                .contains(
                        "error",
                        "consume.camel.yaml",
                        "the route accounts-from-kafka got no answer of Kafka at broker.invalid:9092");
    }

    @Test
    void everythingIsListedInOneGo() throws IOException {
        start(LocalOrgOptions.builder().readOnlyField("Account", "Phone").hideField("Account", "Segment__c"));
        edit("tooLong: truncate", "tooLong: chop", "BillingCity: \"${body[city]}\"", "BilingCity: \"${body[town]}\"");

        Jar.Ended check = check();

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(findings(check))
                .containsExactlyInAnyOrder(
                        "error   " + FILE + "Description tooLong must be reject or truncate.",
                        "error   " + FILE
                                + "BilingCity is not a field of Account in this org, or the user may not see it; "
                                + "did you mean BillingCity?",
                        "error   " + FILE + "BilingCity reads the column town, which the rows lack; did you mean "
                                + "phone?",
                        "error   " + FILE + "Phone cannot be written by this user: it is read-only, or the user's "
                                + "profile lacks edit access to it.",
                        "error   " + FILE
                                + "Segment__c is not a field of Account in this org, or the user may not see it; "
                                + "did you mean Interests__c?");
        assertThat(check.out()).endsWith("5 errors, 0 warnings: a run would be refused.\n");
    }

    @Test
    void rulesToMatchByAreLookedAtToo() throws IOException {
        start(LocalOrgOptions.builder());
        edit("externalId: Customer_Id__c", "externalId: Customer_Id__c\n        match: Nmae + BillingCity");

        Jar.Ended check = check();

        assertThat(check.exitCode()).isZero();
        assertThat(check.out()).contains("warning", "match names Nmae, which is not mapped", "such as Name");
    }

    @Test
    void aQueryThatCannotMeanWhatItSaysIsListedBesideTheOthers() throws IOException {
        start(LocalOrgOptions.builder());
        edit("from customers", "from customers -- the active ones", "tooLong: truncate", "tooLong: chop");

        Jar.Ended check = check();

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(findings(check))
                .containsExactlyInAnyOrder(
                        "error   " + FILE + "Description tooLong must be reject or truncate.",
                        "error   " + FILE + "query has a comment that begins with --, and all that follows it on "
                                + "its line would be part of it: the lines of a query that begins with > or >- are one; "
                                + "begin it with | instead, or write /* comment */.");
    }

    @Test
    void theOrgsFeaturesAreHeldAgainstTheMapping() throws IOException {
        start(LocalOrgOptions.builder()
                .personAccounts()
                .multiCurrency("EUR", "USD")
                .stateAndCountryPicklists());
        edit(
                "Type: \"Customer - Direct\"",
                "Type: \"Customer - Dircet\"\n          ShippingCountry: Deutschland\n          ShippingState: Texas"
                        + "\n          BillingState: Texas",
                "BillingCountry:",
                "Description:",
                "          Description:\n            value",
                "          Site:\n            value");

        Jar.Ended check = check();

        assertThat(findings(check))
                .containsExactlyInAnyOrder(
                        "warning " + FILE
                                + "Type would get \"Customer - Dircet\", which this file gives it and which is not an "
                                + "entry of the picklist; Salesforce takes it all the same. The entries are Channel "
                                + "Partner / Reseller, Customer - Channel, Customer - Direct, Installation Partner, "
                                + "Other, Prospect, Technology Partner.",
                        "error   " + FILE + "ShippingCountry cannot take \"Deutschland\", which this file gives it: "
                                + "this org keeps a picklist of countries that does not have it; write the name as it "
                                + "is there (Setup, State and Country/Territory Picklists), or map "
                                + "ShippingCountryCode.",
                        "warning " + FILE + "Name cannot be written to an Account that is a person, and this org has "
                                + "person accounts: where a key belongs to one, its row is rejected. Map LastName for "
                                + "people, or leave them out in the source query.",
                        "warning " + FILE + "CurrencyIsoCode is not mapped, and this org has several currencies: new "
                                + "records take the user's own for AnnualRevenue; map it to the column or constant that "
                                + "says which currency the amounts are in.",
                        "warning " + FILE + "BillingState is mapped without a country, and this org keeps picklists of "
                                + "states and countries: a state is rejected where the record has no country; map "
                                + "BillingCountryCode as well.");
        assertThat(check.exitCode()).isEqualTo(2);
    }

    @Test
    void warningsAloneEndWithZero() throws IOException {
        start(LocalOrgOptions.builder().stateAndCountryPicklists());

        Jar.Ended check = check();

        assertThat(check.exitCode()).isZero();
        assertThat(findings(check))
                .containsExactly(
                        "warning " + FILE + "BillingCountry must be the name of a country in the org's picklist, "
                                + "which accepts no other text; map BillingCountryCode where the source has codes, or "
                                + "translate the names.");
        assertThat(check.out()).endsWith("0 errors, 1 warning: ready to run.\n");
    }

    @Test
    void whatTheUserMayNotDoIsNamed() throws IOException {
        start(LocalOrgOptions.builder()
                .rights("Account", Right.DELETE)
                .withField("Account", FieldSpec.text("Region__c", 10).required())
                .withField("Account", FieldSpec.text("Legacy_Id__c", 18).externalId()));
        edit(
                "externalId: Customer_Id__c",
                "externalId: Legacy_Id__c",
                "Customer_Id__c: \"${",
                "Legacy_Id__c: \"${",
                "AccountNumber: \"C-${body[customer_id]}\"",
                "AnnualRevenue: \"EUR ${body[revenue]}\"",
                "          AnnualRevenue: \"${body[revenue]}\"\n",
                "",
                "lookup: Customer_Id__c",
                "lookup: Phone");

        assertThat(findings(check()))
                .containsExactlyInAnyOrder(
                        "error   " + FILE + "Legacy_Id__c is not unique in this org, so one key could match several "
                                + "records; tick Unique on the field, or name another field as externalId.",
                        "error   " + FILE
                                + "AnnualRevenue is a number, and the text around the column makes no number; "
                                + "map the column alone.",
                        "error   " + FILE + "Parent has lookup: Phone, which is not an External ID of Account in this "
                                + "org; name the field that identifies the record pointed to, such as Customer_Id__c or "
                                + "Legacy_Id__c.",
                        "error   " + FILE
                                + "object Account: the user may not create its records; give its profile or a "
                                + "permission set the object permission Create.",
                        "error   " + FILE
                                + "object Account: the user may not change its records; give its profile or a "
                                + "permission set the object permission Edit.",
                        "error   " + FILE + "Region__c is required in this org and not mapped, so that no record could "
                                + "be created; add it under fields.");
    }

    @Test
    void anObjectThatTheOrgLacksIsNamedWithTheNearest() throws IOException {
        start(LocalOrgOptions.builder());
        edit("object: Account", "object: Acount");

        assertThat(findings(check()))
                .singleElement()
                .asString()
                .startsWith("error   " + FILE
                        + "object Acount is not an object of this org, or the user may not see it; did "
                        + "you mean Account or ");
    }

    @Test
    void aLoginThatIsRefusedLeavesTheRestToBeChecked() throws IOException {
        start(LocalOrgOptions.builder());
        command.with("salesforce.client-secret", "wrong");
        edit("${body[phone]}", "${body[fone]}", "tooLong: truncate", "tooLong: chop");

        Jar.Ended check = check();

        assertThat(findings(check))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("error   salesforce: Salesforce refused the login: invalid_client"))
                .contains(
                        "error   " + FILE + "Description tooLong must be reject or truncate.",
                        "error   " + FILE + "Phone reads the column fone, which the rows lack; did you mean phone?");
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out() + check.err()).doesNotContain("\tat ");
    }

    @Test
    void credentialsThatAreMissingLeaveTheFilesToBeChecked() throws IOException {
        start(LocalOrgOptions.builder());
        command.with("salesforce.client-id", "").with("salesforce.refresh-token", "");
        edit("tooLong: truncate", "tooLong: chop");

        assertThat(findings(check()))
                .hasSize(2)
                .anyMatch(line -> line.contains("No Salesforce credentials: salesforce.client-id"))
                .contains("error   " + FILE + "Description tooLong must be reject or truncate.");
    }

    @Test
    void eachRouteThatCamelDoesNotReadIsAFinding() throws IOException {
        start(LocalOrgOptions.builder());
        SampleFile.read()
                .startedBy(SampleFile.TRIGGER)
                .with("      steps:", "      stepps:")
                .writeTo(directory);

        Jar.Ended check = check();

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(findings(check)).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("not valid YAML for Camel", "stepps"));
    }

    @Test
    void anOrgWithoutApiAccessIsNamed() {
        start(LocalOrgOptions.builder());
        org.faults()
                .add(
                        FaultMatch.on(CallKind.QUERY),
                        FaultAction.respond(403, "API_DISABLED_FOR_ORG", "API is not enabled for this Organization"));

        assertThat(findings(check()))
                .singleElement()
                .asString()
                .contains("API_DISABLED_FOR_ORG", "this edition of Salesforce, or this user, has no API access");
    }

    @ParameterizedTest
    @CsvSource({
        "20.0, is retired: Salesforce no longer answers to it.",
        "v21, is retired: Salesforce no longer answers to it.",
        "99.0, is not known to the org."
    })
    void anApiVersionThatTheOrgDoesNotOfferIsNamed(String version, String mistake) {
        start(LocalOrgOptions.builder());
        command.with("salesforce.api-version", version);

        Jar.Ended check = check();

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(findings(check))
                .containsExactly("error   salesforce: salesforce.api-version " + version.replaceFirst("v21", "21.0")
                        + " " + mistake + " Set one from 31.0 to 68.0.");
    }

    @Test
    void whatWillNotLastIsAWarning() {
        start(LocalOrgOptions.builder().dailyApiLimit(1000));
        org.apiUsage().use(900);
        command.with("salesforce.api-version", "40.0");

        Jar.Ended check = check();

        assertThat(check.exitCode()).isZero();
        assertThat(findings(check))
                .containsExactly(
                        "warning salesforce: Only 99 of the org's 1000 API calls of a day are left; calls come back over "
                                + "the next 24 hours.",
                        "warning salesforce: salesforce.api-version is 40.0, which Salesforce will retire in Summer '28; "
                                + "set a newer one.");
    }

    @Test
    void noCallsLeftIsAnError() {
        start(LocalOrgOptions.builder().dailyApiLimit(10));
        org.apiUsage().use(10);

        assertThat(findings(check())).singleElement().asString().contains("REQUEST_LIMIT_EXCEEDED", "24 hours");
    }

    @Test
    void anOrgThatIsNotMeantIsNamed() throws IOException {
        start(LocalOrgOptions.builder());
        assertThat(command.run("run").exitCode()).isEqualTo(3);
        try (LocalOrg other = LocalOrg.start()) {
            command.at(other).with("salesforce.expect", "sandbox");

            assertThat(findings(check()))
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("error   salesforce: salesforce.expect says sandbox, but"))
                    .anyMatch(line -> line.startsWith("error   state: The state of sync accounts is about the org"));
        }
    }

    @Test
    void aSourceThatCannotBeReachedIsNamed() {
        start(LocalOrgOptions.builder());
        command.with("source.url", "jdbc:postgresql://127.0.0.1:1/warehouse?connectTimeout=1")
                .with("source.password", "hunter2");

        Jar.Ended check = check();

        assertThat(findings(check))
                .singleElement()
                .asString()
                .startsWith("error   source: The source database cannot be reached:");
        assertThat(check.out() + check.err()).doesNotContain("hunter2");
    }

    @Test
    void aQueryThatFailsIsNamed() throws IOException {
        start(LocalOrgOptions.builder());
        edit("from customers", "from custommers");

        assertThat(findings(check()))
                .singleElement()
                .asString()
                .startsWith("error   source: The source query failed:")
                .contains("custommers");
    }

    @Test
    void aSourceWithoutRowsCannotBeCompared() throws IOException {
        start(LocalOrgOptions.builder());
        edit("where updated_at >=", "where 1 = 0 and updated_at >=");

        assertThat(findings(check()))
                .containsExactly("warning source: There is no row, so that its columns could not be compared with "
                        + FILE.replace(": ", ".").replace("..", "."));
    }

    @Test
    void fewRowsOfWhichNoneCanBeMappedAreNoRefusalAndNoShareOfThemIsToBeAllowed() throws IOException {
        start(LocalOrgOptions.builder());
        Path rows = Files.writeString(directory.resolve("rows.csv"), "id,name\n1,One\n2,Two\n3,Three\n");
        writeFileSync(rows);
        Path file = directory.resolve("routes/accounts.camel.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "Name: \"${body[name]}\"",
                                "Name: \"${body[name]}\"\n          NumberOfEmployees: \"${body[name]}\""));

        Jar.Ended check = check();

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out())
                .contains(
                        "error   source: 3 of the first 3 rows could not be read or mapped, so that a run would send nothing; all of them "
                                + "fail for NumberOfEmployees: correct its mapping.")
                .endsWith("1 error, 1 warning: a run would send nothing.\n")
                .doesNotContain("sync.max-invalid");
        Jar.Ended run = command.run("run", "--routes", file.toString());
        assertThat(run.exitCode()).as("PARTIAL").isEqualTo(3);
    }

    @Test
    void aHeaderRowInOneColumnIsDoubtedWhateverItsDelimiter() throws IOException {
        start(LocalOrgOptions.builder());
        writeFileSync(Files.writeString(directory.resolve("rows.csv"), "id^name\n1^One\n"));

        assertThat(findings(check()))
                .anyMatch(line ->
                        line.endsWith("Name reads the column name, which the rows lack; did you mean id^name? The rows "
                                + "have one column only: in a file, does delimiter say what separates its columns?"));
    }

    @Test
    void whatARunThatReadsOnlyChangesWouldNotMeetIsAWarning() throws IOException {
        start(LocalOrgOptions.builder());
        edit();
        assertThat(command.run("run", "--routes", directory.resolve("routes").toString())
                        .exitCode())
                .isEqualTo(3);
        edit("${body[employees]}", "${body[company_name]}");

        assertThat(findings(check()))
                .anyMatch(line -> line.startsWith("warning source: ")
                        && line.contains(
                                "so that a run that reads every row would stop (the next one reads what changed)"));
    }

    @Test
    void theFirstThousandRowsAreTriedOut() throws IOException {
        start(LocalOrgOptions.builder());
        edit("${body[employees]}", "${body[company_name]}");

        List<String> findings = findings(check());
        assertThat(findings).hasSize(2);
        assertThat(findings.get(0))
                .contains(
                        "rows could not be read or mapped, so that a run would stop; all of them fail for NumberOfEmployees: "
                                + "correct its mapping")
                .doesNotContain("sync.max-invalid");
        assertThat(findings.get(1))
                .startsWith("warning " + FILE + "NumberOfEmployees does not fit ")
                .contains(
                        "rows, the first of them row 1 of the source, which would be invalid: expected a whole number, got");
    }

    @Test
    void aRowThatWouldBeInvalidIsNamedByItsPlace() throws IOException {
        start(LocalOrgOptions.builder());
        setName("N".repeat(300));

        assertThat(findings(check()))
                .singleElement()
                .asString()
                .startsWith("warning " + FILE
                        + "Name does not fit row 7 of the source, which would be invalid: the text has");
    }

    @Test
    void keysThatComeTwiceWithOtherContentsAreNamedWhereNobodyKnowsWhichIsNewer() throws IOException {
        start(LocalOrgOptions.builder());
        Path file =
                Files.writeString(directory.resolve("twice.csv"), "id,name\nC1,Acme\nC2,Other\nC2,Other\nC1,Acne\n");
        writeFileSync(file);

        assertThat(findings(check()))
                .singleElement()
                .asString()
                .startsWith("warning source: 1 of the first 4 rows with the key of another row and other contents.")
                .endsWith("The first: C1 (compared as c1), " + file + ", line 2 and " + file + ", line 5.");
    }

    @Test
    void onlyTheFirstRowsOfASourceAreRead() throws IOException {
        start(LocalOrgOptions.builder());
        Path file = directory.resolve("endless.csv");
        Files.writeString(file, "id,name\nC1,Acme\n" + "C2,Other\n".repeat(100_000) + "\"never closed");
        writeFileSync(file);

        assertThat(check().out()).endsWith("Nothing found: ready to run.\n");
    }

    @Test
    void findingsAreJsonToo() throws IOException {
        start(LocalOrgOptions.builder().stateAndCountryPicklists());
        edit("Phone: ", "Fone: ");

        JsonNode json = new ObjectMapper().readTree(check("--json").out());

        assertThat(json.at("/syncs/0").asText()).isEqualTo("accounts");
        assertThat(json.at("/org/id").asText()).isEqualTo(org.orgId());
        assertThat(json.at("/api_version").asText()).isEqualTo("67.0");
        assertThat(json.at("/api_calls/limit").asInt()).isEqualTo(15_000);
        assertThat(json.at("/errors").asInt()).isEqualTo(1);
        assertThat(json.at("/warnings").asInt()).isEqualTo(1);
        assertThat(json.at("/findings/0/level").asText()).isEqualTo("error");
        assertThat(json.at("/findings/0/place").asText()).endsWith("accounts.camel.yaml");
        assertThat(json.at("/findings/0/field").asText()).isEqualTo("Fone");
        assertThat(json.at("/findings/0/message").asText()).startsWith("is not a field of Account");
    }

    @Test
    void aSyncThatDoesNotExistIsNamed() {
        start(LocalOrgOptions.builder());

        Jar.Ended check = command.run("check", "acounts");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err()).contains("There is no sync acounts. The route files define: accounts.");
    }

    @Test
    void aRunIsRefusedByTheSameRulesBeforeItSendsAnything() throws IOException {
        start(LocalOrgOptions.builder().rights("Account", Right.UPDATE));
        edit("Phone: ", "Fone: ");

        Jar.Ended run =
                command.run("run", "--routes", directory.resolve("routes").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out())
                .contains("Fone is not a field of Account", "object Account: the user may not create its records");
        assertThat(org.stats().apiCalls()).isEqualTo(2);
    }

    /** It is found only when the syncs are known, and a run is refused for it. */
    @Test
    void anEngineRouteThatDeletesNothingIsFoundWhereASyncDeletes() throws IOException {
        start(LocalOrgOptions.builder());
        edit("externalId: Customer_Id__c #", "whenRowGone: delete\n        externalId: Customer_Id__c #");
        command.with(
                "sync.engine-routes",
                PackedRoutes.engine().stream()
                        .map(route -> route.replace("routes/engine/sync-run", "engine-routes-before/sync-run"))
                        .collect(Collectors.joining(",")));

        Jar.Ended check = check();

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out()).contains("the route sync-run has no step that deletes, and whenRowGone is delete");
    }

    /** It keeps serve from no run, and the console from being opened. */
    @Test
    void aTokenOfTheConsoleThatIsTooShortIsAWarning() {
        start(LocalOrgOptions.builder());
        command.with("console.token", "hunter2");

        Jar.Ended check = command.run("check");

        assertThat(check.exitCode()).isZero();
        assertThat(check.out())
                .containsPattern("warning +console: console.token is shorter than")
                .doesNotContain("hunter2");
    }

    @Test
    void aRunTellsWarningsOnceAfterAnEdit() throws IOException {
        start(LocalOrgOptions.builder().multiCurrency("EUR", "USD"));

        String first = command.run("run").out();
        String second = command.run("run").out();

        assertThat(first).contains("Note       routes/accounts.camel.yaml: CurrencyIsoCode is not mapped");
        assertThat(second).doesNotContain("CurrencyIsoCode");
    }

    private void start(LocalOrgOptionsBuilder options) {
        org = LocalOrg.start(options.build());
        setName("Short");
        command.at(org)
                .with("source.url", source.url())
                .with("state.directory", directory.resolve("data").toString());
    }

    /** The sample has a row whose name does not fit. */
    private void setName(String name) {
        new JdbcTemplate(new DriverManagerDataSource(source.url()))
                .update("update customers set company_name = ? where customer_id = '6'", name);
    }

    /** Replaces texts in the sample sync file: old, new, old, new, ... */
    private void edit(String... texts) throws IOException {
        SampleFile file = SampleFile.read();
        for (int i = 0; i < texts.length; i += 2) {
            file = file.with(texts[i], texts[i + 1]);
        }
        file.writeTo(directory);
    }

    /** A sync of the columns id and name of a CSV file. */
    private void writeFileSync(Path file) throws IOException {
        String mapping =
                """
                - beans:
                    - name: accounts
                      type: io.accountsync.mapping.SyncDefinition
                      properties:
                        object: Account
                        externalId: Customer_Id__c
                        fields:
                          Customer_Id__c: "${body[id]}"
                          Name: "${body[name]}"
                """;
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(
                directory.resolve("routes/accounts.camel.yaml"), TestSources.ofFile(mapping, "CsvFile", file));
    }

    private Jar.Ended check(String... more) {
        Path own = directory.resolve("routes");
        Stream<String> routes = Files.exists(own) ? Stream.of("--routes", own.toString()) : Stream.of();
        return command.run(Stream.concat(Stream.concat(Stream.of("check"), routes), Stream.of(more))
                .toArray(String[]::new));
    }

    /** The lines of findings, with the file's directory left out. */
    private List<String> findings(Jar.Ended check) {
        return check.out()
                .lines()
                .filter(line -> line.startsWith("error ") || line.startsWith("warning "))
                .map(line -> line.replaceFirst("camel\\.yaml, line \\d+: ", "camel.yaml: "))
                .map(line -> line.replace(directory.resolve("routes") + "/", "").replace("routes/", ""))
                .toList();
    }
}
