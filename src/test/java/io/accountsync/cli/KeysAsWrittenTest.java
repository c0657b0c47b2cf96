package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.SampleSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Salesforce compares the External ID of the sample without case. People know their keys as the source has them: OK-1 passes,
 * No-1 is refused (its segment is in no picklist), Bad-1 cannot be mapped (its name is too long).
 */
class KeysAsWrittenTest {
    private static final String OK = "OK-1 (compared as ok-1)";
    private static final String NO = "No-1 (compared as no-1)";
    private static final String BAD = "Bad-1 (compared as bad-1)";

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private InProcess command;
    private SampleSource source;

    @BeforeEach
    void rowsWithCapitals() {
        source = SampleSource.create(directory.resolve("source.db"));
        source.execute("delete from customers");
        insert("OK-1", "Ada", "null");
        insert("No-1", "Ben", "'Gigantic'");
        insert("Bad-1", "C".repeat(300), "null");
        command = new InProcess()
                .at(org)
                .with("source.url", source.url())
                .with("state.directory", directory.resolve("data").toString());
    }

    private void insert(String key, String name, String segment) {
        source.execute("insert into customers (customer_id, company_name, segment, newsletter, updated_at) values ('"
                + key + "', '" + name + "', " + segment + ", 1, '2026-01-01 00:00:00.000')");
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aPlanShowsThemInTextJsonAndCsv() throws Exception {
        assertThat(command.run("plan").out()).contains("+ " + OK + "  new", "+ " + NO + "  new", BAD + ", Name");
        JsonNode record = json("plan", "--json", "--key", "ok-1").get("records").get(0);
        assertThat(record.get("key").asText()).isEqualTo("ok-1");
        assertThat(record.get("external_id").asText()).isEqualTo("OK-1");
        Path csv = directory.resolve("plan.csv");
        command.run("plan", "--csv", csv.toString());
        assertThat(Files.readAllLines(csv).get(0))
                .startsWith("action,Customer_Id__c,")
                .endsWith(",external_id");
        assertThat(Files.readString(csv)).containsPattern("create,ok-1,.*,OK-1\\r?\\n");
    }

    @Test
    void aReportNamesRejectedAndInvalidRowsByThem() throws Exception {
        assertThat(command.run("run").out()).contains(NO, BAD + ", Name");
        command.run("reset", "accounts", "--yes");
        JsonNode rejected = null;
        for (JsonNode problem : json("run", "--json").get("problems")) {
            rejected = problem.get("kind").asText().equals("rejected") ? problem : rejected;
        }
        assertThat(rejected.get("samples").get(0).asText()).isEqualTo("no-1");
        assertThat(rejected.get("external_ids").get(0).asText()).isEqualTo("No-1");
    }

    @Test
    void failuresShowAndTakeThemWhetherPayloadsAreKeptOrNot() throws Exception {
        command.with("sync.keep-rejected-payloads", "false").run("run");
        assertThat(command.run("failures").out()).contains(NO, BAD);
        JsonNode failures = json("failures", "--json");
        assertThat(failures.get(1).get("key").asText()).isEqualTo("no-1");
        assertThat(failures.get(1).get("external_id").asText()).isEqualTo("No-1");
        assertThat(failures.get(0).get("external_id").asText()).isEqualTo("Bad-1");
        Path csv = directory.resolve("failures.csv");
        command.run("failures", "--csv", csv.toString());
        assertThat(Files.readString(csv)).contains("\"No-1\"", "\"Bad-1\"");
        assertThat(command.run("failures", "retry", "No-1").out()).contains("sends 1 rejected record again");
        assertThat(command.run("failures", "drop", "No-1", " BAD-1").out()).contains("2 rejected records");
    }

    @Test
    void explainShowsThemAsFarAsTheStateHasThem() throws Exception {
        command.run("run");
        assertThat(command.run("explain", "no-1").out()).startsWith(NO + ", sync accounts");
        assertThat(command.run("explain", "bad-1").out()).startsWith(BAD + ", sync accounts");
        assertThat(command.run("explain", "OK-1").out()).startsWith("OK-1 (compared as ok-1), sync accounts");
        assertThat(command.run("explain", "ok-1").out()).startsWith("ok-1, sync accounts");
        JsonNode json = json("explain", "NO-1", "--json").get(0);
        assertThat(json.get("key").asText()).isEqualTo("no-1");
        assertThat(json.get("external_id").asText()).isEqualTo("No-1");
    }

    @Test
    void recordsThatAnEarlierVersionRefusedAreNamedByTheirPayload() {
        command.run("run");
        new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + directory.resolve("data/state.db")))
                .update("update rejected_record set external_id = null");
        assertThat(command.run("failures").out()).contains(NO).contains("  bad-1");
        assertThat(command.run("explain", "no-1").out()).startsWith(NO);
    }

    @Test
    void reconcileShowsWhatIsMissingDifferentAndUnknownByThem() throws Exception {
        command.run("run");
        org.insert("Account", Map.of("Name", "Nobody's", "Customer_Id__c", "XyZ-9"));
        source.execute("update customers set company_name = 'Ada Ltd' where customer_id = 'OK-1'");
        Path csv = directory.resolve("differences.csv");
        assertThat(command.run("reconcile", "--csv", csv.toString()).out())
                .contains("missing    " + NO, "different  " + OK, "unknown    XyZ-9 (compared as xyz-9)");
        assertThat(Files.readString(csv)).containsPattern("missing,no-1,.*,No-1\\r?\\n");
    }

    @Test
    void reconcileNamesInvalidRowsByThem() throws Exception {
        assertThat(command.run("reconcile").out()).contains(BAD + ", Name");
        JsonNode invalid = json("reconcile", "--json").get("invalid_rows").get(0);
        assertThat(invalid.get("key").asText()).isEqualTo("bad-1");
        assertThat(invalid.get("external_id").asText()).isEqualTo("Bad-1");
    }

    @Test
    void forgetSaysWhatItForgotByThem() {
        command.run("run");
        assertThat(command.run("forget", " ok-1 ", "--yes").out()).contains("knows nothing of ok-1 any more");
        assertThat(command.run("forget", "NO-1", "--yes").out()).contains("knows nothing of " + NO + " any more");
        assertThat(command.run("forget", "OK-1").out()).contains("Nothing is known of OK-1");
    }

    @Test
    void anOlderRowWithTheKeyOfAnUnchangedOneIsNamedByIt() {
        command.run("run");
        source.execute("insert into customers (customer_id, company_name, newsletter, updated_at)"
                + " values ('Ok-1', 'Adam', 1, '2025-01-01 00:00:00.000')");
        assertThat(command.run("run", "--compare-all").out())
                .contains("Ok-1 (compared as ok-1): row ")
                .contains(" was left out for row ");
    }

    private JsonNode json(String... arguments) throws Exception {
        return new ObjectMapper().readTree(command.run(arguments).out());
    }
}
