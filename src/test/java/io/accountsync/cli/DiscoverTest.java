package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.accountsync.CamelSchema;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.LocalOrgOptionsBuilder;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.ObjectSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code discover} shows of an object, and that its starter file works. */
class DiscoverTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern COLUMN = Pattern.compile("\\$\\{body\\[(\\w+)]}");

    @TempDir
    private Path directory;

    private LocalOrg org;
    private final InProcess command = new InProcess();

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void theSchemaIsValidJsonSchema() throws IOException {
        start(everyFeature());

        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012));

        assertThat(meta.validate(schema("Account"))).isEmpty();
    }

    @Test
    void theSchemaSaysTypesLengthsEntriesAndWhoWrites() throws IOException {
        start(everyFeature());

        JsonNode schema = schema("Account");

        assertThat(schema.at("/required")).extracting(JsonNode::asText).containsExactly("Name");
        assertThat(property(schema, "Name"))
                .isEqualTo(
                        json(
                                """
                {"title":"Account Name","type":"string","maxLength":255,
                 "x-salesforce":{"type":"string","createable":true,"updateable":true}}"""));
        assertThat(property(schema, "Customer_Id__c")
                        .at("/x-salesforce/externalId")
                        .asBoolean())
                .isTrue();
        assertThat(property(schema, "Customer_Id__c").at("/x-salesforce/unique").asBoolean())
                .isTrue();
        assertThat(property(schema, "CreatedDate").get("readOnly").asBoolean()).isTrue();
        assertThat(property(schema, "CreatedDate").get("format").asText()).isEqualTo("date-time");
        assertThat(property(schema, "ParentId")
                        .at("/x-salesforce/referenceTo/0")
                        .asText())
                .isEqualTo("Account");
        assertThat(property(schema, "ParentId")
                        .at("/x-salesforce/relationshipName")
                        .asText())
                .isEqualTo("Parent");
        assertThat(property(schema, "Segment__c").get("enum"))
                .extracting(JsonNode::asText)
                .contains("null");
        assertThat(property(schema, "Industry").get("examples"))
                .extracting(JsonNode::asText)
                .contains("Banking");
        assertThat(property(schema, "CurrencyIsoCode").get("enum"))
                .extracting(JsonNode::asText)
                .containsExactly("EUR", "USD");
        assertThat(property(schema, "AnnualRevenue").get("exclusiveMaximum").asLong())
                .isEqualTo(1_000_000_000_000_000_000L);
    }

    @Test
    void theSchemaRefusesWhatTheOrgRefuses() throws IOException {
        start(LocalOrgOptions.builder());

        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema("Account"));

        for (String record : List.of(
                "{'Name': 1}",
                "{'Name': null}",
                "{}",
                "{'Name': 'A', 'BillingCity': 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'}",
                "{'Name': 'A', 'Segment__c': 'Sgement'}",
                "{'Name': 'A', 'NumberOfEmployees': 1.5}",
                "{'Name': 'A', 'NumberOfEmployees': 100000000}")) {
            assertThat(schema.validate(json(record.replace('\'', '"'))))
                    .as(record)
                    .isNotEmpty();
        }
        assertThat(schema.validate(json(
                        "{\"Name\": \"A\", \"BillingCity\": null, \"NumberOfEmployees\": 12, \"Industry\": \"X\"}")))
                .isEmpty();
    }

    @Test
    void theTableShowsEachFieldOnALine() {
        start(LocalOrgOptions.builder());

        Jar.Ended table = command.run("discover", "account", "--table");

        assertThat(table.exitCode()).isZero();
        assertThat(table.out().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).matches("Account: \\d+ fields, \\d+ of them writable"));
        assertThat(table.out().lines())
                .anyMatch(line -> line.matches(" +Name +string\\(255\\) +required"))
                .anyMatch(line -> line.matches(" +Customer_Id__c +string\\(\\d+\\) +External ID; unique"))
                .anyMatch(line -> line.matches(" +ParentId +reference to Account"))
                .anyMatch(line -> line.matches(" +AnnualRevenue +currency\\(18, 0\\)"))
                .anyMatch(line -> line.matches(" +CreatedDate +datetime +read-only"))
                .anyMatch(line -> line.matches(" +Segment__c +picklist +only .*"))
                .noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void anyObjectCanBeAskedFor() throws IOException {
        start(everyFeature());

        assertThat(schema("invoice__c").at("/properties/Number__c/maxLength").asInt())
                .isEqualTo(20);
        assertThat(schema("Contact").at("/required"))
                .extracting(JsonNode::asText)
                .containsExactly("LastName");
    }

    @Test
    void anUnknownObjectIsAnsweredWithTheNearestNames() {
        start(LocalOrgOptions.builder());

        Jar.Ended unknown = command.run("discover", "Acount");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err())
                .startsWith(
                        "There is no object Acount in this org, or the user may not see it; did you mean Account or ");
        assertThat(unknown.out()).isEmpty();
    }

    @Test
    void anOrgThatRefusesUsIsNamedWithoutAStackTrace() {
        start(LocalOrgOptions.builder());

        Jar.Ended refused = command.with("salesforce.refresh-token", "5Aepdead").run("discover");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("invalid_grant", "salesforce.refresh-token")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Account", "Contact", "Invoice__c"})
    void aStarterFilePassesTheCheckOnceItsColumnsAreThere(String object) throws Exception {
        start(everyFeature());

        String starter = command.run("discover", object, "--mapping").out();

        assertThat(CamelSchema.READ.validate(JSON.valueToTree(yaml(starter)))).isEmpty();
        assertThat(check(starter)).doesNotContain("\nerror ").endsWith(": ready to run.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Account", "Contact", "Invoice__c"})
    void aStarterFileWithAllItsFieldsPassesTheCheckToo(String object) throws Exception {
        start(everyFeature());

        String starter = command.run("discover", object, "--mapping").out().replaceAll("(?m)^( {8,})# ", "$1");

        assertThat(CamelSchema.READ.validate(JSON.valueToTree(yaml(starter)))).isEmpty();
        assertThat(check(starter)).doesNotContain("\nerror ").endsWith(": ready to run.\n");
    }

    @Test
    void aStarterFileOfAnObjectWithoutExternalIdSaysThatItTakesOne() throws Exception {
        start(LocalOrgOptions.builder().withObject(ObjectSpec.custom("Plain__c", "a05")));

        String starter = command.run("discover", "Plain__c", "--mapping").out();

        assertThat(starter).contains("External_Id__c: \"${body[external_id]}\" # to be created in Setup");
        assertThat(check(starter)).contains("External_Id__c is not a field of Plain__c");
    }

    private static LocalOrgOptionsBuilder everyFeature() {
        return LocalOrgOptions.builder()
                .withObject(ObjectSpec.custom(
                        "Invoice__c",
                        "a01",
                        FieldSpec.text("Number__c", 20).externalId().unique(),
                        FieldSpec.currency("Amount__c"),
                        FieldSpec.lookupTo("Account", "Account__c", "Account__r")))
                .multiCurrency("EUR", "USD")
                .stateAndCountryPicklists()
                .recordType("Account", "Customer", "Customer")
                .personAccounts();
    }

    private void start(LocalOrgOptionsBuilder options) {
        org = LocalOrg.start(options.build());
        command.at(org).with("state.directory", directory.resolve("data").toString());
    }

    private JsonNode schema(String object) throws IOException {
        Jar.Ended discover = command.run("discover", object);
        assertThat(discover.err()).isEmpty();
        assertThat(discover.exitCode()).isZero();
        return json(discover.out());
    }

    /** The table that a starter file reads, one row in it, and what check says then. */
    private String check(String starter) throws IOException, SQLException {
        Set<String> columns = new TreeSet<>(COLUMN.matcher(starter)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList());
        String url = "jdbc:sqlite:" + directory.resolve("source.db");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(columns.stream()
                    .map(column -> "\"" + column + "\" text")
                    .collect(Collectors.joining(", ", "create table my_table (", ", updated_at text)")));
            List<String> texts = List.of("customer_id", "number", "contact_id", "external_id", "name", "last_name");
            List<String> filled = columns.stream().filter(texts::contains).toList();
            statement.execute("insert into my_table (" + String.join(", ", filled) + ", updated_at) values ("
                    + filled.stream().map(column -> "'1'").collect(Collectors.joining(", "))
                    + ", '2026-01-01')");
        }
        Path file = directory.resolve("starter.camel.yaml");
        Files.writeString(file, starter);
        return command.with("source.url", url)
                .run("check", "--routes", file.toString())
                .out();
    }

    private static JsonNode property(JsonNode schema, String name) {
        return schema.at("/properties/" + name);
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }
}
