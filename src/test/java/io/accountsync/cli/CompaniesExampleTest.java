package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.TestPostgres;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** Everything that docs/sp500.md says, with its files as they are; the org is compared with the file by another reader. */
class CompaniesExampleTest {
    private static final Path FILE = Path.of("../shared/data/sp500-companies.csv");
    private static final Path EXAMPLE = Path.of("docs/examples/sp500");
    private static final String[] FIELDS = {
        "Name",
        "TickerSymbol",
        "YearStarted",
        "Onboarded_On__c",
        "Description",
        "BillingCity",
        "BillingState",
        "BillingCountry",
        "Industry"
    };

    private static final List<String> ABROAD =
            List.of("Bermuda", "Canada", "Ireland", "Netherlands", "Switzerland", "United Kingdom");

    private static final Map<String, String> INDUSTRIES = Map.ofEntries(
            Map.entry("Communication Services", "Communications"),
            Map.entry("Consumer Discretionary", "Retail"),
            Map.entry("Consumer Staples", "Food & Beverage"),
            Map.entry("Energy", "Energy"),
            Map.entry("Financials", "Finance"),
            Map.entry("Health Care", "Healthcare"),
            Map.entry("Industrials", "Manufacturing"),
            Map.entry("Information Technology", "Technology"),
            Map.entry("Materials", "Chemicals"),
            Map.entry("Real Estate", "Construction"),
            Map.entry("Utilities", "Utilities"));

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private InProcess command;

    @BeforeEach
    void prepare() {
        assumeTrue(Files.exists(FILE), FILE + " is not there");
        command = new InProcess()
                .at(org)
                .with("state.directory", directory.resolve("data").toString());
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void fromCsvEveryCompanyArrivesAsInTheFileAndOnlyChangesAreSentAgain() throws IOException {
        Path file = Files.copy(FILE, directory.resolve("companies.csv"));
        command.with("sp500.file", file.toString());
        assertArrived("companies-csv.camel.yaml", file);

        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replace("MMM,3M,", "MMM,3M Company,")
                        .replace("\"Milwaukee, Wisconsin\",2017-07-26,91142", "\"Madison, Wisconsin\",2017-07-26,91142")
                        .replace("2012-12-31,1551152,2013 (1888)", "2012-12-31,1551152,2012 (1888)"));
        assertThreeSent("companies-csv.camel.yaml", file);
    }

    @Test
    void fromPostgresEveryCompanyArrivesAsInTheFileAndOnlyChangesAreSentAgain() throws Exception {
        String url = TestPostgres.shared().newDatabase();
        try (Connection connection = DriverManager.getConnection(url)) {
            load(connection, FILE);
            command.with("source.url", url);
            assertArrived("companies-postgres.camel.yaml", FILE);

            execute(
                    connection,
                    "update companies set security = '3M Company', changed_at = now() where symbol = 'MMM'",
                    "update companies set headquarters = 'Madison, Wisconsin', changed_at = now() where symbol = 'AOS'",
                    "update companies set founded = '2012 (1888)', changed_at = now() where symbol = 'ABBV'");
            Path changed = directory.resolve("changed.csv");
            try (var out = Files.newOutputStream(changed)) {
                new CopyManager(connection.unwrap(BaseConnection.class))
                        .copyOut(
                                "copy (select symbol as \"Symbol\", security as \"Security\", sector as \"GICS Sector\","
                                        + " sub_industry as \"GICS Sub-Industry\", headquarters as \"Headquarters Location\","
                                        + " date_added as \"Date added\", cik as \"CIK\", founded as \"Founded\""
                                        + " from companies) to stdout csv header",
                                out);
            }
            assertThreeSent("companies-postgres.camel.yaml", changed);
        }
    }

    private void assertArrived(String routes, Path file) throws IOException {
        JsonNode first = run(routes);
        assertThat(first.get("status").asText()).as(first.toPrettyString()).isEqualTo("SUCCEEDED");
        assertThat(first.at("/counts/created").asInt()).isEqualTo(503);
        assertOrgIs(file);
        org.stats().reset();
        JsonNode second = run(routes);
        assertThat(second.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(second.at("/counts/unchanged").asInt()).isEqualTo(503);
        assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
    }

    private void assertThreeSent(String routes, Path file) throws IOException {
        org.stats().reset();
        JsonNode report = run(routes);
        assertThat(report.at("/counts/updated").asInt())
                .as(report.toPrettyString())
                .isEqualTo(3);
        assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(1);
        assertOrgIs(file);
    }

    private JsonNode run(String routes) throws IOException {
        Jar.Ended ended =
                command.run("run", "--json", "--routes", EXAMPLE.resolve(routes).toString());
        assertThat(ended.out()).as(ended.err()).startsWith("{");
        return new ObjectMapper().readTree(ended.out());
    }

    /** Field by field: what the org has of each company, and nothing else, is what the file says. */
    private void assertOrgIs(Path file) throws IOException {
        Map<String, Map<String, String>> found = new TreeMap<>();
        for (Map<String, Object> record : org.records("Account")) {
            Map<String, String> fields = new TreeMap<>();
            for (String field : FIELDS) {
                fields.put(
                        field,
                        record.get(field) == null ? null : record.get(field).toString());
            }
            found.put(record.get("Customer_Id__c").toString(), fields);
        }
        Map<String, Map<String, String>> expected = expected(file);
        assertThat(expected).hasSize(503);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, fields) -> assertThat(found.get(key)).as(key).isEqualTo(fields));
        assertThat(org.records("Account")).hasSize(503);
    }

    private static Map<String, Map<String, String>> expected(Path file) throws IOException {
        Map<String, Map<String, String>> expected = new TreeMap<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader = Files.newBufferedReader(file)) {
            for (CSVRecord row : format.parse(reader)) {
                expected.put(row.get("CIK") + "-" + row.get("Symbol"), company(row));
            }
        }
        return expected;
    }

    private static Map<String, String> company(CSVRecord row) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("Name", row.get("Security"));
        fields.put("TickerSymbol", row.get("Symbol"));
        fields.put("YearStarted", row.get("Founded").split("[^0-9]")[0]);
        fields.put("Onboarded_On__c", row.get("Date added"));
        fields.put("Description", row.get("GICS Sub-Industry") + "; founded " + row.get("Founded"));
        fields.put("Industry", INDUSTRIES.get(row.get("GICS Sector")));
        String location = row.get("Headquarters Location");
        boolean isNowhere = location.equals("none");
        String country = ABROAD.stream().filter(location::endsWith).findFirst().orElse("United States");
        fields.put("BillingCity", isNowhere ? null : location.split(",")[0]);
        fields.put("BillingCountry", isNowhere ? null : country);
        fields.put("BillingState", isNowhere || ABROAD.contains(country) ? null : state(location));
        return fields;
    }

    private static String state(String location) {
        String state = location.substring(location.indexOf(", ") + 2).split("[;\\[]")[0];
        return state.equals("D.C.") ? "District of Columbia" : state;
    }

    private static void load(Connection connection, Path file) throws SQLException, IOException {
        execute(connection, Files.readString(EXAMPLE.resolve("companies.sql")));
        try (Reader reader = Files.newBufferedReader(file)) {
            new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyIn(
                            "copy companies (symbol, security, sector, sub_industry, headquarters, date_added, cik, founded)"
                                    + " from stdin csv header",
                            reader);
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
