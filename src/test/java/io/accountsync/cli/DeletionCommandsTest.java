package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands show of deleted records, and how a person brings them back. */
class DeletionCommandsTest {
    private static final String SYNC =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    whenRowGone: delete
                    fields:
                      Customer_Id__c: "${body[id]}"
                      Name: "${body[name]}"
            - templatedRoute:
                routeTemplateRef: csv-source
                parameters:
                  - name: sync
                    value: accounts
                  - name: path
                    value: FILE
            """;

    private final TestClock clock = TestClock.going();
    private final LocalOrg org =
            LocalOrg.start(LocalOrgOptions.builder().clock(clock).build());

    @TempDir
    private Path directory;

    private InProcess command;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectory(directory.resolve("routes"));
        write(SYNC);
        command = new InProcess()
                .at(org)
                .with("state.directory", directory.resolve("data").toString())
                .with("sync.max-missing", "100")
                .with("sync.max-deletions", "100%");
        rows("1,One\n2,Two\n3,Three\nAbC,Four\n");
        run(0);
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void reportStatusAndExplainTellWhatWasDeletedAndRestoreBringsItBack() throws IOException {
        rows("1,One\n2,Two\n");
        assertThat(run(0)).contains("Deleted    2 records in Salesforce, since the rows are gone");
        assertThat(command("status").out())
                .contains("Deleted   2 records since the rows are gone: account-sync restore accounts");
        assertThat(command("explain", "3").out())
                .contains("Deletion", "deleted 20", "what it held is kept for restore")
                .doesNotContain("Three");

        assertThat(restore("accounts", "--dry-run").out())
                .contains("3  out of the recycle bin, 001", "2 out of the recycle bin", "nothing was changed");
        JsonNode json = new ObjectMapper()
                .readTree(restore("accounts", "--dry-run", "--json").out());
        assertThat(json.get("counts").get("undeleted").asLong()).isEqualTo(2);
        assertThat(json.get("records").get(0).get("way").asText()).isEqualTo("undeleted");
        assertThat(json.get("lookups_left_out").asLong()).isZero();
        assertThat(json.get("lookups").isEmpty()).isTrue();
        assertThat(restore("accounts", "--json").err())
                .contains("--json asks nothing. Give --yes or --dry-run as well.");
        Jar.Ended asked = restore("accounts");
        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(asked.err())
                .contains("This brings 2 records of accounts back in Salesforce.", "give --yes if you mean it");
        assertThat(restore("accounts", "nobody", "--yes").err())
                .contains("Not among the deleted records of accounts: nobody");
        Jar.Ended restored = restore("accounts", "abc", "--yes");
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(restored.out()).contains("AbC", "1 out of the recycle bin", "no run deletes it again");
        assertThat(org.records("Account")).hasSize(3);
        assertThat(restore("accounts", "abc", "--yes").out()).contains("AbC (compared as abc)  is there already, 001");
        assertThat(restore("accounts", "--yes").exitCode()).isZero();
        assertThat(restore("accounts", "--yes").out()).contains("knows no record that was deleted and not restored");
        assertThat(command("explain", "3").out()).contains("was deleted and restored");
        assertThat(run(0)).contains("2 records that were restored are kept though their rows are gone");
    }

    @Test
    void aLookupThatRestoreLeavesOutIsInTextAndJsonAndInWhatExplainAndReportsSayOfTheRecord() throws IOException {
        String other = org.insert("Account", Map.of("Name", "Other"));
        String id = org.find("Account", "Customer_Id__c", "3").orElseThrow().get("Id") + "";
        org.edit("Account", id, Map.of("ParentId", other));
        rows("1,One\n2,Two\nAbC,Four\n");
        run(0);
        clock.advance(Duration.ofDays(16));
        org.delete(other);

        Jar.Ended told = restore("accounts", "--dry-run");
        assertThat(told.exitCode()).as(told.out() + told.err()).isEqualTo(3);
        assertThat(told.out()).contains("ParentId", other);
        Jar.Ended restored = restore("accounts", "--yes", "--json");
        assertThat(restored.exitCode()).as(restored.err()).isEqualTo(3);
        JsonNode json = new ObjectMapper().readTree(restored.out());
        assertThat(json.get("status").asText()).isEqualTo("PARTIAL");
        assertThat(json.get("lookups_left_out").asLong()).isEqualTo(1);
        JsonNode lookup = json.get("lookups").get(0);
        assertThat(lookup.get("key").asText()).isEqualTo("3");
        assertThat(lookup.get("field").asText()).isEqualTo("ParentId");
        assertThat(lookup.get("pointed_to").asText()).isEqualTo(other);
        assertThat(lookup.get("set").asBoolean()).isFalse();
        assertThat(lookup.get("why").asText()).contains("recycle bin");

        String now = json.get("records").get(0).get("new_id").asText();
        assertThat(command("explain", "3").out())
                .contains("Lookup      ParentId of " + now + " is not set yet; it pointed to " + other
                        + ": account-sync restore accounts");
        JsonNode explained = new ObjectMapper()
                .readTree(command("explain", "3", "--json").out())
                .get(0)
                .get("lookups");
        assertThat(explained).hasSize(1);
        assertThat(explained.get(0).get("id").asText()).isEqualTo(now);
        assertThat(explained.get(0).get("field").asText()).isEqualTo("ParentId");
        assertThat(explained.get(0).get("pointed_to").asText()).isEqualTo(other);
        write(SYNC.replace("        whenRowGone: delete\n", ""));
        assertThat(run(0)).as("whatever becomes of rows now").contains("1 lookup of a restored record is not set yet");
        org.person().undelete(other);
        assertThat(restore("accounts", "--yes").exitCode()).isZero();
        assertThat(command("explain", "3").out()).doesNotContain("ParentId");
    }

    @Test
    void aRejectedDeletionIsInFailuresWithKeyIdCodeAndMessageAndCanBeTriedAgain() throws IOException {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withMethod("DELETE"),
                        FaultAction.rejectRecord("DELETE_FAILED", "it has cases"));
        rows("1,One\n2,Two\n3,Three\n");
        assertThat(run(3)).contains("Kept       1 record though its row is gone", "Deletion   DELETE_FAILED: 1");

        assertThat(command("failures").out())
                .contains(
                        "accounts: 1 rejected record",
                        "  AbC",
                        "DELETE_FAILED",
                        "to be deleted since its row is gone: 001")
                .contains("it has cases", "1 attempt");
        JsonNode json =
                new ObjectMapper().readTree(command("failures", "--json").out());
        assertThat(json.get(0).get("code").asText()).isEqualTo("DELETE_FAILED");
        assertThat(json.get(0).get("deletion").asText()).startsWith("001");
        org.faults().clear();
        assertThat(command("failures", "retry", "accounts", "abc").out())
                .contains("The next run of accounts that finds the rows gone tries again to delete 1 record.");
        assertThat(run(0)).contains("Deleted    1 record");
        assertThat(command("failures").out()).contains("0 rejected records");
    }

    private void write(String sync) throws IOException {
        Files.writeString(
                directory.resolve("routes/accounts.camel.yaml"),
                sync.replace("FILE", directory.resolve("rows.csv").toString()));
    }

    private void rows(String rows) throws IOException {
        Files.writeString(directory.resolve("rows.csv"), "id,name\n" + rows);
    }

    private String run(int exitCode) {
        Jar.Ended ended =
                command.run("run", "--routes", directory.resolve("routes").toString());
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(exitCode);
        return ended.out();
    }

    private Jar.Ended restore(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "restore";
        all[1] = "--routes";
        all[2] = directory.resolve("routes").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return command.run(all);
    }

    private Jar.Ended command(String... arguments) {
        return command.run(arguments);
    }
}
