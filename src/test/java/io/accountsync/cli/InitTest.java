package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.ObjectSpec;
import io.accountsync.state.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From rows that are there to a sync that passes check and plan; what init says on the way. */
class InitTest extends InitRuns {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Path COMPANIES = Path.of("../shared/data/sp500-companies.csv");

    private static final LocalOrg ORG = LocalOrg.start(LocalOrgOptions.builder()
            .withObject(ObjectSpec.custom("Plain__c", "a05"))
            .withObject(ObjectSpec.custom(
                    "Invoice__c",
                    "a01",
                    FieldSpec.text("Number__c", 20).externalId().unique(),
                    FieldSpec.text("Order__c", 20).externalId().unique()))
            .build());

    @Override
    LocalOrg org() {
        return ORG;
    }

    @AfterAll
    static void stopOrg() {
        ORG.close();
    }

    @Test
    void aCsvFileBecomesASyncThatPassesCheckAndPlan() throws IOException {
        Jar.Ended init = initOf(
                "customers.csv",
                "customer_id,company_name,employees,GICS Sector\n" + rows("%d,Company %d,%d,Energy\n"),
                StandardCharsets.UTF_8);

        assertThat(init.err()).isEmpty();
        assertThat(init.exitCode()).isZero();
        assertThat(init.out().lines())
                .contains(
                        "  charset    UTF-8 (plain ASCII, which is UTF-8, too)",
                        "  delimiter  \",\"",
                        "  header     the first line: 4 columns",
                        "  line end   LF",
                        "  rows       30 rows read, all of them",
                        "  customer_id: named as Customer_Id__c is; unique in 30 rows, none without a value",
                        "  company_name -> Name               a usual name for it; type string(255) fits 30 values",
                        "  employees    -> NumberOfEmployees  the label is the same; type int fits 30 values")
                .contains("  GICS Sector: no field of Account has this name or label")
                .anyMatch(line -> line.contains("check customers --routes"));
        assertReady("customers", "30 would be created");
    }

    @Test
    void anExcelExportInAnotherLanguageIsReadAsItIs() throws IOException {
        Jar.Ended init = initOf(
                "kunden.csv",
                "Kundennummer;Firma;Straße;PLZ;Ort;Umsatz;Onboarded On\r\n"
                        + rows("K%d;Müller & Söhne %d;Königstraße %d;50667;Köln;\"1.234,50\";01.02.2020\r\n"),
                WINDOWS);

        assertThat(init.exitCode()).isZero();
        assertThat(init.out())
                .contains("  charset    windows-1252 (a guess: line 1 is not UTF-8, and Excel writes this one")
                .contains("  delimiter  \";\"")
                .contains("  line end   CRLF")
                .contains("  Straße       -> BillingStreet      a usual name for it; type textarea(255) fits 30 values")
                .contains(
                        "  Umsatz       -> AnnualRevenue      a usual name for it; with decimal: comma it fits 30 values")
                .containsPattern("Onboarded On -> Onboarded_On__c +.*; with dateFormat: d.M.yyyy it fits 30 values");
        Jar.Ended plan = assertReady("kunden", "30 would be created");
        assertThat(plan.out()).contains("Müller & Söhne 1", "Königstraße 1");
        assertThat(Path.of(syncFile("kunden")))
                .content()
                .contains("            value: \"${body[Umsatz]}\"\n            decimal: comma\n")
                .contains("            dateFormat: d.M.yyyy\n");
    }

    @Test
    void dotsThatMaySeparateThousandsAreNotTakenForDecimals() throws IOException {
        Jar.Ended init =
                initOf("umsatz.csv", "id;name;AnnualRevenue\nA1;One;1.234\nA2;Two;12.500\nA3;Three;5\n", WINDOWS);

        assertThat(init.exitCode()).isZero();
        assertThat(init.out())
                .contains(
                        "each of its dots has three digits behind it and may separate thousands or decimals; map it with"
                                + " decimal: comma where 1.234 means 1234, else with --map AnnualRevenue=AnnualRevenue");
        assertThat(Path.of(syncFile("umsatz"))).content().doesNotContain("\n          AnnualRevenue:");
    }

    @Test
    void oneLineInAnotherEncodingIsNamedAndDamagesNoOther() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("id,name\nM1,Zoë\n".getBytes(StandardCharsets.UTF_8));
        bytes.write("M2,Jörg\n".getBytes(WINDOWS));
        Path file = Files.write(directory.resolve("mixed.csv"), bytes.toByteArray());

        Jar.Ended init = init("--from", file.toString());

        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(init.err())
                .contains(
                        "mixed.csv is UTF-8 but for line 3. Have it written in one encoding, or name the one that is meant,"
                                + " such as --charset windows-1252.");
    }

    @Test
    void aFilePackedWithGzipWithTabsAndWithoutALastLineEndIsReadWhole() throws IOException {
        String text = "id\tname\tnewsletter\n" + rows("A%d\tCompany %d\tyes\n").stripTrailing();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(directory.resolve("tab.txt.gz"), packed.toByteArray());

        Jar.Ended init = init("--from", file.toString());

        assertThat(init.exitCode()).isZero();
        assertThat(init.out())
                .contains("CSV, packed with gzip", "delimiter  tab", "lastLineEnd: optional")
                .contains("  id: the only column left that could be it;");
        assertReady("tab", "30 would be created");
    }

    @Test
    void quotesAndLineEndsInCellsCountAndParentsAreSeen() throws IOException {
        Jar.Ended init = initOf(
                "quotes.csv",
                "customer_id,company,notes,parent\n1,\"Acme, \"\"The Best\"\"\",\"one\ntwo\",\n2,Beta,,1\n3,\"Gamma\n\",x,1\n",
                StandardCharsets.UTF_8);

        assertThat(init.out())
                .contains("  parent  -> Parent       a usual name for it; 2 values are keys of rows")
                .contains("unique in 3 rows, none without a value (so few rows prove little)");
        assertReady("quotes", "3 would be created");
    }

    @Test
    void aFileOfJsonLinesBecomesASync() throws IOException {
        Jar.Ended init = initOf(
                "lines.jsonl",
                rows("{\"customerId\": %d, \"name\": \"N%d\", \"address\": {\"city\": \"X\"}, \"rating\": \"Hot\"}\n"),
                StandardCharsets.UTF_8);

        assertThat(init.out())
                .contains("  kind       JSON lines")
                .contains("  address: it holds objects; a part of one is written ${body?[address]?[part]}");
        assertReady("lines", "30 would be created");
    }

    @Test
    void theCompaniesAreAskedAboutAndThenPlanned() throws IOException {
        assumeTrue(Files.exists(COMPANIES), COMPANIES + " is not there");

        Jar.Ended asked = init("--from", COMPANIES.toString());

        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.out()).contains("  Symbol could be it: unique in 503 rows, none without a value");
        assertThat(asked.err())
                .isEqualTo(
                        """

                        No file was written.
                        Several columns could be the key, which goes into Customer_Id__c: Symbol, Security. Say which one.
                        Account requires Name (string(255)), and no column is plainly for it. Say which one is. Columns with a \
                        text in each row: Security, GICS Sector, GICS Sub-Industry, Headquarters Location, Date added and 2 more.
                        For example:
                          ./account-sync init --from ../shared/data/sp500-companies.csv --routes %s --key Symbol --map Name=Security
                        """
                                .formatted(directory));
        assertThat(init("--from", COMPANIES.toString(), "--key", "Symbol", "--map", "Name=Security")
                        .exitCode())
                .isZero();
        assertReady("sp500-companies", "503 would be created");
    }

    @Test
    void aTableOfPostgresBecomesASyncWithAKeyAndACursor() throws IOException {
        TestPostgres postgres = TestPostgres.shared();
        String schema = postgres.newSchema();
        postgres.admin()
                .execute("create table " + schema + ".\"Customers\" (customer_no int primary key, \"Company Name\" text"
                        + " not null, \"order\" text, since date, created_at timestamptz not null, changed_at timestamptz"
                        + " not null)");
        postgres.admin().execute("create index on " + schema + ".\"Customers\" (changed_at)");
        postgres.admin()
                .execute("insert into " + schema
                        + ".\"Customers\" select n, 'Company ' || n, 'x', date '2020-01-01' + n,"
                        + " timestamptz '2026-01-01 10:00:00Z', timestamptz '2026-02-01 10:00:00Z' + n * interval '1 hour'"
                        + " from generate_series(1, 40) n");
        command.with("source.url", postgres.url(schema)).with("source.username", "postgres");

        Jar.Ended init = init("--table", schema + ".customers");

        assertThat(init.err()).isEmpty();
        assertThat(init.out())
                .contains(
                        "  customer_no: the database says so; the primary key, unique in 40 rows, none without a value")
                .contains(
                        "  changed_at: its name says that it grows with each change; a timestamp, never null, indexed")
                .contains("  Company Name -> Name  a usual name for it; type string(255) fits 40 values");
        assertThat(Files.readString(directory.resolve("customers.camel.yaml")))
                .contains("select * from " + schema + ".\"Customers\"\n", "where changed_at >= :#${variable.since}\n");
        assertReady("customers", "40 would be created");
    }

    @Test
    void aTableOfSqliteBecomesASyncWithAKeyAndACursor() throws Exception {
        sqlite(
                "create table customers (id integer primary key, company text not null, updated_at text not null, created_at"
                        + " text not null)",
                "insert into customers values (1, 'Acme', '2026-01-02 10:00:00', '2026-01-01 10:00:00'), (2, 'Beta',"
                        + " '2026-01-03 10:00:00', '2026-01-01 10:00:00')");

        Jar.Ended init = init("--table", "Customers");

        assertThat(init.out())
                .contains(
                        "updated_at: its name says that it grows with each change; a timestamp, never null, no index, so"
                                + " that each run reads the whole table to find what changed");
        assertReady("customers", "2 would be created");
    }

    @Test
    void aQueryWithACursorThatWasNamedBecomesASync() throws Exception {
        sqlite(
                "create table customers (id integer, company text, updated_at text, version integer)",
                "insert into customers values (1, 'Acme', '2026-01-02 10:00:00', 7), (2, 'Beta', null, 8)");

        Jar.Ended init = init(
                "beta", "--query", "select id, company, updated_at,\n  version from customers;", "--cursor", "version");

        assertThat(init.err()).isEmpty();
        assertThat(Files.readString(directory.resolve("beta.camel.yaml")))
                .contains("cursor: version", "cursorType: integer", ") source_rows");
        assertReady("beta", "2 would be created");
    }

    @Test
    void aCursorThatIsEmptyInSomeRowsOrInTheFutureIsNotTaken() throws Exception {
        sqlite(
                "create table customers (id integer primary key, company text, updated_at text, modified_on text)",
                "insert into customers values (1, 'Acme', '2026-01-02 10:00:00', '9999-12-31'), (2, 'Beta', null,"
                        + " '2026-01-01')");

        Jar.Ended init = init("--table", "customers");

        assertThat(init.exitCode()).isZero();
        assertThat(init.out())
                .contains("  none: each run reads every row and sends what differs.")
                .contains("  updated_at cannot be it: 1 row has no value in it")
                .contains("  modified_on cannot be it: it has times in the future (first in row 1)");
        assertThat(init("other", "--table", "customers", "--cursor", "updated_at")
                        .err())
                .isEqualTo("--cursor updated_at cannot be it: 1 row has no value in it.\n");
    }

    @Test
    void aFileThatIsThereIsNeverOverwritten() throws IOException {
        Path file = write("customers.csv", "customer_id,name\n1,Acme\n", StandardCharsets.UTF_8);
        Path sync = write("customers.camel.yaml", "mine", StandardCharsets.UTF_8);

        Jar.Ended init = init("--from", file.toString());

        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(init.err())
                .isEqualTo(sync
                        + " is there already, and is not overwritten. Give the sync another name (account-sync init"
                        + " NAME ...), or remove that file.\n");
        assertThat(sync).hasContent("mine");
        assertThat(init("others", "--from", file.toString()).exitCode()).isZero();
    }

    @Test
    void anOrgThatCannotBeReachedIsASentence() throws IOException {
        Path file = write("customers.csv", "customer_id,name\n1,Acme\n", StandardCharsets.UTF_8);

        Jar.Ended init = command.with("salesforce.login-url", "http://127.0.0.1:1")
                .with("sync.retries", "0")
                .run("init", "--from", file.toString());

        assertThat(init.exitCode()).isEqualTo(1);
        assertThat(init.err()).contains("127.0.0.1:1").doesNotContain("\tat ");
        assertThat(init.out()).isEmpty();
    }

    @Test
    void anObjectWithoutExternalIdIsAnsweredByHowToMakeOne() throws IOException {
        Path file = write("things.csv", "id,name\n1,Acme\n", StandardCharsets.UTF_8);

        Jar.Ended init = init("--from", file.toString(), "--object", "Plain__c");

        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(init.err())
                .startsWith(
                        "Plain__c has no field in this org that is an External ID and unique, or the user may not see"
                                + " it, so that records could not be matched. Make one: Setup, Object Manager, ");
    }

    @Test
    void ofSeveralExternalIdFieldsOneMustBeNamed() throws IOException {
        Path file = write("invoices.csv", "id,name\n1,Acme\n2,Beta\n", StandardCharsets.UTF_8);

        Jar.Ended asked = init("--from", file.toString(), "--object", "Invoice__c");

        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.err())
                .contains(
                        "Invoice__c has several fields that are an External ID and unique: Number__c, Order__c. Say by"
                                + " which one records are matched.")
                .contains(" --external-id Number__c\n");
        assertThat(init("--from", file.toString(), "--object", "Invoice__c", "--external-id", "number__c")
                        .exitCode())
                .isZero();
        assertReady("invoices", "2 would be created");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --key x                  | --key x: the source has no column x; the nearest are id, name, city.
            --map Nam=city           | --map Nam=city: Nam is not a field of Account in this org, or the user may not see it; did you mean Name,
            --map CreatedDate=city   | --map CreatedDate=city: that field cannot be written by this user.
            --map OwnerId=city       | --map OwnerId=city: that field points to another record, which docs/mapping.md shows how to map.
            --external-id Name       | --external-id Name is not a field of Account in this org that is an External ID and unique; there is Customer_Id__c.
            --cursor city            | --cursor is for databases: a file is read whole in each run. Leave it out.
            --charset utf-9          | --charset utf-9 is not known. Try UTF-8 or windows-1252.
            --delimiter ab           | --delimiter must be one character, or tab.
            --table customers        | The rows can come from one place only: give one of --from customers.csv,
            --object Acount          | There is no object Acount in this org, or the user may not see it; did you mean Account or
            My_Sync                  | The sync cannot be named My_Sync: its name is part of keys and file names. Write small letters, digits and dashes, such as my-sync.
            """)
    void anOptionThatCannotBeMetIsAnsweredWithWhatThereIs(String options, String message) throws IOException {
        Path file = write("customers.csv", "id,name,city\n1,Acme,Rome\n2,Beta,Rome\n", StandardCharsets.UTF_8);
        String[] words = ("--from " + file + " " + options.strip()).split(" ");

        Jar.Ended init = init(words);

        assertThat(init.err()).startsWith(message);
        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(directory.resolve("customers.camel.yaml")).doesNotExist();
    }

    @Test
    void withoutASourceItSaysWhatThereIs() {
        assertThat(init().err())
                .startsWith(
                        "It is not said where the rows are: give one of --from customers.csv, --table schema.customers");
    }

    /** What init wrote passes check without a warning, and can be planned. */
    private Jar.Ended assertReady(String sync, String planned) {
        Jar.Ended check = check(sync);
        assertThat(check.out()).endsWith("Nothing found: ready to run.\n");
        assertThat(check.exitCode()).isZero();
        Jar.Ended plan = command.run("plan", sync, "--routes", syncFile(sync));
        assertThat(plan.err()).isEmpty();
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out()).contains(planned);
        return plan;
    }

    /** Writes a file, and runs init over it. */
    private Jar.Ended initOf(String name, String text, Charset charset) throws IOException {
        return init("--from", write(name, text, charset).toString());
    }

    private Path write(String name, String text, Charset charset) throws IOException {
        return Files.write(directory.resolve(name), text.getBytes(charset));
    }

    /** Thirty lines with their numbers in them. */
    private static String rows(String format) {
        return IntStream.range(0, 30)
                .mapToObj(i -> format.replace("%d", String.valueOf(i)))
                .collect(Collectors.joining());
    }
}
