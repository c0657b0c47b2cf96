package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.state.TestPostgres;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What init says of files and tables that are not as they should be. */
class InitBadInputTest extends InitRuns {
    private static final LocalOrg ORG = LocalOrg.start();

    @Override
    LocalOrg org() {
        return ORG;
    }

    @AfterAll
    static void stopOrg() {
        ORG.close();
    }

    @Test
    void aFileThatIsNotThereIsAnsweredWithTheNearestNames() throws IOException {
        Files.writeString(directory.resolve("customers.csv"), "id\n1\n");
        Files.writeString(directory.resolve("orders.csv"), "id\n1\n");

        assertRefused(
                init("--from", directory + "/customer.csv"),
                "There is no file " + directory + "/customer.csv in "
                        + Path.of("").toAbsolutePath() + ". The nearest are: customers.csv, orders.csv.\n");
        assertThat(init("--from", directory + "/none/customer.csv").err())
                .endsWith(" Its directory does not exist either.\n");
        assertRefused(init("--from", directory.toString()), directory + " is a directory. Name a file in it.\n");
    }

    static Stream<Arguments> files() {
        return Stream.of(
                file("", " is empty. Name a file that has rows."),
                file("\n \n", " is empty: it has blank lines only. Name a file that has rows."),
                file(
                        "id,name\n",
                        " has a header row and no other, so that nothing is known of its columns. Put some rows into it."),
                file("id,name,NAME\n1,a,b\n", ", line 1: the column name NAME appears twice. Fix the header row."),
                file("id,,name\n1,a,b\n", ", line 1: column 2 has no name. Fix the header row."),
                file(
                        "sep=;\nid;name\n1;a\n",
                        " begins with a line for Excel (sep=), which is not its header row. Remove that line."),
                file(
                        "id,name\n1,\"Acme\n2,Beta\n",
                        ", line 2: a quote is opened here and never closed, so the rows after it cannot be separated. Close"
                                + " it, or double the quotes inside a cell."),
                file(
                        "id,name\n1\n2\n",
                        " has no row that can be read; the first is at fault at FILE, line 2: expected 2 columns, found 1."),
                bytes(
                        "89504e470d0a1a0a0000000d494844520000",
                        " is not a text file. Export its rows as CSV or JSON, which may be packed with gzip."),
                bytes(
                        "504b030414000600",
                        " cannot be read: the file is a zip file or an Excel workbook; export it as text, which may be"
                                + " packed with gzip."),
                bytes(
                        "255044462d312e34",
                        " cannot be read: the file is a PDF; export it as text, which may be packed with gzip."),
                bytes(
                        "53514c69746520666f726d6174203300",
                        " is a SQLite database. Set SOURCE_URL=jdbc:sqlite:FILE and name one of its tables: --table NAME."),
                bytes(
                        "69642c6e616d650a312c819d0a",
                        " is neither UTF-8 nor windows-1252. Say which encoding it has, such as --charset windows-1250."));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileThatHasNoUsableRowsIsRefusedWithTheRemedy(byte[] bytes, String message) throws IOException {
        Path file = Files.write(directory.resolve("customers.csv"), bytes);

        assertRefused(init("--from", file.toString()), file + message.replace("FILE", file.toString()) + "\n");
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE,each other byte is zero", "UTF-16BE,each other byte is zero", "UTF-16,its byte order mark"})
    void anEncodingOfTwoBytesIsFoundOut(String charset, String evidence) throws IOException {
        Path file = Files.write(
                directory.resolve("customers.csv"), "id,name\n1,Köln\n2,Rom\n".getBytes(Charset.forName(charset)));

        Jar.Ended init = init("--from", file.toString());

        assertThat(init.out()).contains("charset    UTF-16").contains(evidence);
        assertThat(check("customers").out()).endsWith("Nothing found: ready to run.\n");
    }

    @Test
    void anEncodingThatMustBeNamedCanBe() throws IOException {
        Path file = Files.write(
                directory.resolve("zakaznici.csv"), "id,name\n1,Plzeň\n".getBytes(Charset.forName("windows-1250")));

        assertThat(init("--from", file.toString(), "--charset", "windows-1250").out())
                .contains("charset    windows-1250 (as --charset says)");
        assertThat(check("zakaznici").exitCode()).isZero();
        assertRefused(
                init("other", "--from", file.toString(), "--charset", "UTF-8"),
                file + " is not UTF-8: it has bytes that are not letters in it. Say another --charset.\n");
    }

    @Test
    void namesThatAMappingCannotWriteAreLeftOutAndOddOnesAreKept() throws IOException {
        Path file = Files.writeString(
                directory.resolve("odd.csv"),
                "\"${x}\",\"a[b]\",\"{{key}}\",\"Größe in m²\",\"it's a \"\"name\"\"?\",\"Company Name\",\"back\\slash: # &\",id\n"
                        + "1,2,3,4,5,Acme,7,8\n",
                StandardCharsets.UTF_8);
        String reason =
                ": its name has characters that a mapping cannot write (brackets, braces, control characters, quotes"
                        + " or blanks around it); give the column another name";

        Jar.Ended init = init(
                "--from",
                file.toString(),
                "--key",
                "back\\slash: # &",
                "--map",
                "Site=it's a \"name\"?",
                "--map",
                "Sic=Größe in m²");

        assertThat(init.err()).isEmpty();
        assertThat(init.out()).contains("  ${x}" + reason, "  a[b]" + reason, "  {{key}}" + reason);
        assertThat(check("odd").out()).endsWith("Nothing found: ready to run.\n");
        assertThat(command.run("plan", "odd", "--routes", directory.toString()).out())
                .contains("Site                         5", "Sic                          4", "+ 7  new");
        assertRefused(
                init("other", "--from", file.toString(), "--key", "${x}"), "--key ${x} cannot be it" + reason + ".\n");
    }

    @Test
    void ofFiveHundredColumnsThoseThatAreLeftOutAreInTheFile() throws IOException {
        String names = IntStream.range(0, 499).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String row = IntStream.range(0, 499).mapToObj(i -> "x").collect(Collectors.joining(","));
        StringBuilder text = new StringBuilder("name," + names + "\n");
        IntStream.range(0, 1500).forEach(i -> text.append("N" + i + "," + row + "\n"));
        Path file = Files.writeString(directory.resolve("wide.csv"), text);

        Jar.Ended init = init("--from", file.toString(), "--key", "name");

        assertThat(init.err()).isEmpty();
        assertThat(init.out())
                .contains("the first 1,000 rows read; others may differ")
                .contains("  and 479 columns more; the sync file names each of them\n");
        assertThat(Files.readString(directory.resolve("wide.camel.yaml")))
                .contains("by what it saw in the first 1,000 rows", "# left out: c498: ");
        assertThat(check("wide").exitCode()).isZero();
    }

    @Test
    void aKeyThatIsNoneIsSaid() throws IOException {
        Path file = Files.writeString(
                directory.resolve("customers.csv"), "customer_id,name\n1,Acme\n1,Beta\n2,Acme\n,Delta\n");

        Jar.Ended init = init("--from", file.toString());

        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(init.err())
                .contains(
                        "No column has a value of its own in each row, so that none is plainly the key, which goes into"
                                + " Customer_Id__c. customer_id has its name, but 1 row has no value, 1 row has the value of another"
                                + " row. Make one in a query")
                .endsWith(" --key name\n");
        assertThat(init("--from", file.toString(), "--key", "customer_id").out())
                .contains("  customer_id: as --key says; 1 row has no value, 1 row has the value of another row");
    }

    @Test
    void aTableThatIsNotThereIsAnsweredWithTheNearestNames() throws SQLException {
        sqlite("create table customers (id integer)", "create table orders (id integer)");

        assertRefused(
                init("--table", "customer"),
                "There is no table or view customer in the source database, or this user may not see it. The nearest are:"
                        + " customers, orders.\n");
    }

    @Test
    void aTableWithoutRowsGoesByTheDatabaseAlone() throws SQLException {
        sqlite(
                "create table customers (id integer primary key, name text)",
                "create table keyless (id integer, name text)");

        Jar.Ended init = init("--table", "customers");

        assertThat(init.exitCode()).isZero();
        assertThat(init.out())
                .contains("  rows       none, so that only names and the database say what goes where")
                .contains("  id: the database says so; the primary key, no row was read")
                .contains("  name -> Name  same name; no value in the rows read, so type string(255) was not tried");
        assertThat(check("customers").exitCode()).isZero();
        assertThat(init("--table", "keyless").err())
                .contains(
                        "There is no row by which to see which column is the key, and the database has no primary key for"
                                + " it. Say which one it is.");
        assertThat(init("--table", "keyless", "--key", "id").exitCode()).isZero();
    }

    @Test
    void columnsOfATableThatDifferOnlyInCaseAreKeptApart() throws SQLException {
        // SQLite takes no two such columns in a table, and does in a query.
        sqlite("create table customers (id integer, a text, b text)", "insert into customers values (1, 'x', 'y')");

        Jar.Ended init = init("both", "--query", "select id, a as name, b as \"NAME\" from customers");

        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(init.out()).contains("  name: both name and NAME are for Name; say which by --map Name=COLUMN");
        assertThat(init(
                                "both",
                                "--query",
                                "select id, a as name, b as \"NAME\" from customers",
                                "--map",
                                "Name=NAME",
                                "--key",
                                "id")
                        .exitCode())
                .isZero();
        assertThat(command.run("plan", "both", "--routes", directory.toString()).out())
                .contains("Name                         y");
        assertThat(init("twice", "--query", "select id, a as name, b as name from customers", "--key", "id")
                        .out())
                .contains("  name: several columns have this name; give each its own in --query");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            delete from customers | --query is not a query: it begins with none of select, with, values.
            select missing from customers | The source database refuses the query: [SQLITE_ERROR] SQL error or missing database (no such column: missing)
            select * from customers where id > :#${variable.since} | --query has a parameter, and there is no run yet that would give it a value.
            """)
    void aQueryThatIsNoneIsRefused(String query, String message) throws SQLException {
        sqlite("create table customers (id integer, name text)");

        Jar.Ended init = init("--query", query);

        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(init.err()).startsWith(message);
    }

    @Test
    void aTableWithoutADatabaseSaysWhichKeyNamesOne() {
        assertRefused(
                init("--table", "customers"),
                "source.url is not set. Set it in application.properties or as environment variable SOURCE_URL.\n");
    }

    @Test
    void aColumnThatTheDriverCannotReadIsLeftOut() throws SQLException {
        TestPostgres postgres = TestPostgres.shared();
        String table = postgres.newSchema() + ".customers";
        postgres.admin()
                .execute("create table " + table + " (id int primary key, name text, phone point[], parent bytea)");
        postgres.admin().execute("insert into " + table + " values (1, 'Acme', '{\"(1,2)\"}', '\\x00')");
        command.with("source.url", postgres.url("public")).with("source.username", "postgres");

        Jar.Ended init = init("--table", table);

        assertThat(init.err()).isEmpty();
        assertThat(init.out()).contains("  phone: the name of Phone, but 1 of 1 value does not fit type phone(40): ");
        assertThat(check("customers").exitCode()).isZero();
    }

    private static Arguments file(String text, String message) {
        return Arguments.of(text.getBytes(StandardCharsets.UTF_8), message);
    }

    private static Arguments bytes(String hex, String message) {
        return Arguments.of(HexFormat.of().parseHex(hex), message);
    }

    private static void assertRefused(Jar.Ended init, String message) {
        assertThat(init.err()).isEqualTo(message);
        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(init.out()).isEmpty();
    }
}
