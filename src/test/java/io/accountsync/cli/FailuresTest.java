package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.SampleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands for rejected records. Of the sample, 6 cannot be mapped (a name too long), 7 is refused (its segment is not in
 * a picklist) and 12 waits for its parent.
 */
class FailuresTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private InProcess command;
    private SampleSource source;

    @BeforeEach
    void runOnce() {
        source = SampleSource.create(directory.resolve("source.db"));
        command = new InProcess()
                .at(org)
                .with("source.url", source.url())
                .with("state.directory", directory.resolve("data").toString());
        assertThat(command.run("run").exitCode()).isEqualTo(3);
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void theyAreListedWithTheirReasonsAndWithoutContentsOfTheRow() {
        String name = (String) org.find("Account", "Customer_Id__c", "12")
                .map(account -> account.get("Name"))
                .orElse("a company");
        String out = command.run("failures").out();
        assertThat(out)
                .contains("accounts: 1 rejected record, 1 deferred record, 1 invalid row")
                .containsPattern("(?s)6\\R +TOO_LONG \\(Name\\)\\R.*could not be read or mapped.*1 attempt, first 20")
                .contains("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST (Segment__c)")
                .containsPattern("(?s)12\\R +INVALID_FIELD.*the next run sends it again")
                .doesNotContain("BillingCity", name);
        assertThat(command.run("failures", "accounts", "--limit", "1").out()).contains("and 2 more");
        assertThat(command.run("failures", "accounts", "--payload").out()).contains("\"AccountNumber\":\"C-7\"");
    }

    @Test
    void theyAreJsonWhenAskedFor() throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(command.run("failures", "--json").out());
        assertThat(json).hasSize(3);
        JsonNode picklist = json.get(2);
        assertThat(picklist.get("key").asText()).isEqualTo("7");
        assertThat(picklist.get("error_class").asText()).isEqualTo("reject");
        assertThat(picklist.get("attempts").asInt()).isEqualTo(1);
        assertThat(picklist.has("payload")).isFalse();
        JsonNode whole = new ObjectMapper()
                .readTree(command.run("failures", "--json", "--payload").out());
        assertThat(whole.get(2).get("payload").get("AccountNumber").asText()).isEqualTo("C-7");
    }

    @Test
    void theyAreWrittenInTheShapeOfDataLoadersErrorFile() throws Exception {
        Path csv = directory.resolve("failures.csv");
        assertThat(command.run("failures", "--csv", csv.toString()).out())
                .contains("1 rejected record, 1 deferred record, 1 invalid row written");
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.get(0)).startsWith("\"Customer_Id__c\"").endsWith(",\"ERROR\"");
        assertThat(lines.get(0)).contains("\"Parent.Customer_Id__c\"", "\"Segment__c\"");
        assertThat(String.join("\n", lines))
                .contains("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: ")
                .contains("\"C-7\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(csv)))
                .isEqualTo("rw-------");
        assertThat(command.run("failures", "--csv", directory + "/nowhere/f.csv")
                        .err())
                .contains("cannot be written")
                .contains("--csv");
    }

    @Test
    void onesThatAreToBeRetriedAreSentByTheNextRunThoughTheirRowsAreNotRead() {
        // More than are tried by themselves in each run.
        for (int id = 30_001; id <= 30_005; id++) {
            source.execute(
                    "insert into customers (customer_id, company_name, segment, newsletter, updated_at) values ('" + id
                            + "', 'Late', 'Gigantic', 1, '2026-01-01 00:00:00.000')");
        }
        source.execute("insert into customers (customer_id, company_name, newsletter, updated_at)"
                + " values ('20000', 'Last', 1, '2030-01-01 00:00:00.000')");
        command.run("run", "--full-refresh");
        assertThat(attempts("30005")).isEqualTo(1);
        assertThat(command.run("failures", "retry", "30005").out()).contains("sends 1 rejected record again");

        command.run("run");
        assertThat(attempts("30005")).isEqualTo(2);
        assertThat(attempts("30004")).as("nobody asked for it").isEqualTo(1);
    }

    @Test
    void aRowThatWasCorrectedUnderAnotherKeyIsListedUntilARunReadsEveryRowAndTheListSaysSo() {
        String tooLong = "k".repeat(40);
        source.execute("insert into customers (customer_id, company_name, newsletter, updated_at) values ('" + tooLong
                + "', 'Late', 1, '2030-01-01 00:00:00.000')");
        command.run("run");
        assertThat(command.run("failures").out())
                .contains(tooLong)
                .containsOnlyOnce(
                        "A row that you gave another key remains under its old one until a run reads every row")
                .contains("run --compare-all", "failures drop");

        source.execute("update customers set customer_id = 'k1', updated_at = '2030-01-01 00:00:01.000' where"
                + " customer_id = '" + tooLong + "'");
        command.run("run");
        assertThat(org.find("Account", "Customer_Id__c", "k1")).isPresent();
        assertThat(command.run("failures").out()).contains(tooLong);

        command.run("run", "--compare-all");
        assertThat(command.run("failures").out()).doesNotContain(tooLong);
    }

    private int attempts(String key) {
        try {
            for (JsonNode record : new ObjectMapper()
                    .readTree(command.run("failures", "--json").out())) {
                if (record.get("key").asText().equals(key)) {
                    return record.get("attempts").asInt();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    @Test
    void rowsWithoutPayloadAreReadAgainOnceForARetry() {
        command.run("run");
        assertThat(command.run("failures", "retry", "accounts").out())
                .contains("sends 2 rejected records again, and maps 1 invalid row again");
        assertThat(command.run("run").out())
                .contains("all of them: rejected records are to be sent again whose payloads are not kept")
                .contains("1 still rejected")
                .contains("1 invalid");
        assertThat(command.run("run").out()).contains("since the last run");
    }

    @Test
    void droppedOnesAreForgotten() {
        assertThat(command.run("failures", "drop", "7", "12").out())
                .contains("2 rejected records of accounts forgotten");
        assertThat(command.run("failures").out())
                .contains("accounts: 0 rejected records, 1 invalid row")
                .contains("TOO_LONG");
        assertThat(command.run("status").out()).contains("Open      0 rejected records, 1 invalid row");
    }

    @Test
    void mistakesAreNamed() {
        assertThat(command.run("failures", "drop", "7", "4711").err())
                .contains("Not among the rejected records of accounts: 4711", "Nothing was changed");
        assertThat(command.run("failures").out()).contains("1 rejected record, 1 deferred record, 1 invalid row");
        assertThat(command.run("failures", "drop").exitCode()).isEqualTo(2);
        assertThat(command.run("failures", "drop", "accounts").err()).contains("Which records?");
        assertThat(command.run("failures", "clients").err()).contains("The sync clients never ran", "accounts");
        command.with("state.directory", directory.resolve("elsewhere").toString());
        assertThat(command.run("failures").err()).contains("There is no state in");
    }

    @Test
    void resetForgetsCursorFingerprintsAndRejectedRecords() {
        Jar.Ended asked = command.run("reset", "accounts");
        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.err()).contains("--yes");
        assertThat(command.run("failures").out()).contains("1 rejected record, 1 deferred record, 1 invalid row");

        assertThat(command.run("reset", "accounts", "--yes").out()).contains("is forgotten");
        assertThat(command.run("failures").out()).contains("accounts: 0 rejected records");
        assertThat(command.run("run").out()).contains("all of them: first run").contains("311 updated");
        assertThat(org.records("Account")).hasSize(312 - 1);
        assertThat(command.run("reset", "clients", "--yes").err()).contains("never ran");
    }
}
