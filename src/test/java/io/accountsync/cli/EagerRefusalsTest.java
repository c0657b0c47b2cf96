package io.accountsync.cli;

import static io.accountsync.cli.CrashedSync.SYNC_FILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Where {@code sync.eager} is asked for and cannot be had: {@code check} and {@code run} say each reason with its remedy. */
class EagerRefusalsTest {
    private static final String REFUSED = "accounts.camel.yaml: sync.eager is refused, since ";

    @TempDir
    private Path directory;

    private final LocalOrg org = LocalOrg.start();
    private final InProcess command = new InProcess();

    @BeforeEach
    void prepare() {
        String url = "jdbc:sqlite:" + directory.resolve("source.db");
        new JdbcTemplate(new DriverManagerDataSource(url))
                .execute("create table customers (id integer primary key, name text, changed integer)");
        command.at(org)
                .with("source.url", url)
                .with("state.directory", directory.resolve("data").toString())
                .with("sync.eager", "true")
                .with("sync.unique-keys", "true")
                .with("sync.max-invalid", "100");
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aFewKeysMakeItPossible() throws IOException {
        write(SYNC_FILE);
        assertThat(command("check").exitCode()).isZero();
        assertThat(command("run").exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sync.unique-keys|false|a key may come twice among the rows, and only the newest of them may be sent; where no key"
                        + " does, as with a primary key, set sync.unique-keys=true, or set sync.eager=false.",
                "sync.max-invalid|5|sync.max-invalid=5 is a share of the rows read that are invalid, which is known only when every"
                        + " row was read; set it to 100, which switches this guard off, or set sync.eager=false.",
                "sync.max-changes|50|sync.max-changes=50 is a share of the records that are changed, which is known only when every"
                        + " row was read; set it to 100, which switches this guard off, or set sync.eager=false.",
                "sync.path|bulk|sync.path=bulk makes jobs of all that is to be sent; set it to auto or collections, or set"
                        + " sync.eager=false.",
            })
    void byKeys(String key, String value, String reason) throws IOException {
        command.with(key, value);
        assertRefused(SYNC_FILE, reason);
    }

    @Test
    void byASyncWithoutCursorWhichReadsEveryRow() throws IOException {
        assertRefused(
                SYNC_FILE
                        .replaceAll("(?m)^ *cursor(Type)?:.*\n", "")
                        .replace(" where changed >= :#${variable.since}", ""),
                "sync.max-missing=10 is a share of the records that have no row any more, which is known only when every row was"
                        + " read; set it to 100, which switches this guard off, also for a source that was emptied; or give the sync a"
                        + " cursor, with which it may stay, or set sync.eager=false.");
    }

    @Test
    void byFieldsThatRowsMayEmpty() throws IOException {
        assertRefused(
                withField("fields[BillingCity]: { value: \"${body[name]}\", whenEmpty: clear }"),
                "sync.max-clears=20 is a share of the records that have fields emptied (whenEmpty: clear), which is known only when"
                        + " every row was read; set it to 100, which switches this guard off, or set sync.eager=false.");
    }

    @Test
    void byReferencesThatRejectRows() throws IOException {
        assertRefused(
                withField(
                        "fields[OwnerId]: { value: \"${body[name]}\", reference: { object: User, by: Username, unresolved: reject } }"),
                "sync.max-rejected=5 is a share of the rows whose references find no record (unresolved: reject), which is known only"
                        + " when every row was read; set it to 100, which switches this guard off, or set sync.eager=false.");
    }

    @Test
    void byLookupsWithinTheObject() throws IOException {
        assertRefused(
                withField("fields[Parent]: { value: \"${body[name]}\", lookup: Customer_Id__c }"),
                "Parent points to records of the same sync, and parents go before their children; write it by a sync of its own that"
                        + " follows this one, or set sync.eager=false.");
    }

    @Test
    void byDeletions() throws IOException {
        assertRefused(
                withField("whenRowGone: delete"),
                "whenRowGone: delete counts the rows that are gone before anything happens; take it out of the file, or set"
                        + " sync.eager=false.");
    }

    @Test
    void byASyncThatOnlyCreates() throws IOException {
        assertRefused(
                withField("operation: create"),
                "operation: create changes no record that Salesforce has, and new ones wait for sync.max-creates in any case; leave operation out of the"
                        + " file, or set sync.eager=false.");
    }

    @Test
    void eachReasonIsNamed() throws IOException {
        command.with("sync.unique-keys", "false").with("sync.max-invalid", "5");
        write(withField("whenRowGone: delete"));
        assertThat(refusals(command("run"))).hasSize(3);
    }

    @Test
    void whoDoesNotAskForItIsNotRefused() throws IOException {
        command.with("sync.eager", "false").with("sync.unique-keys", "false").with("sync.max-invalid", "5");
        write(withField("whenRowGone: delete"));
        assertThat(command("check").out()).doesNotContain("sync.eager");
    }

    private static String withField(String line) {
        return SYNC_FILE.replace("        fields:\n", "        " + line + "\n        fields:\n");
    }

    private void assertRefused(String file, String reason) throws IOException {
        write(file);
        for (String name : List.of("check", "run")) {
            Jar.Ended ended = command(name);
            assertThat(refusals(ended))
                    .as(ended.out() + ended.err())
                    .singleElement()
                    .asString()
                    .endsWith(REFUSED + reason);
            assertThat(ended.exitCode()).as(name).isEqualTo(2);
        }
        assertThat(org.records("Account")).isEmpty();
    }

    private static List<String> refusals(Jar.Ended ended) {
        return (ended.out() + ended.err())
                .lines()
                .filter(line -> line.contains("sync.eager is refused"))
                .distinct()
                .toList();
    }

    private Jar.Ended command(String name) {
        return command.run(name, "--routes", directory.resolve("routes").toString());
    }

    private void write(String file) throws IOException {
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/accounts.camel.yaml"), file);
    }
}
