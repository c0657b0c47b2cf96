package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads and types whose file has lost rows: check, plan, approve, run, status. */
class RowsGoneCommandsTest {
    private static final String FILE =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    whenRowGone: delete
                    deletedWhen: "${body[gone]} == 'yes'"
                    fields:
                      Customer_Id__c: "${body[id]}"
                      Name: "${body[name]}"
            - templatedRoute:
                routeTemplateRef: csv-source
                parameters:
                  - name: sync
                    value: accounts
                  - name: path
                    value: %s
            """;

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void deletionsArePlannedApprovedCarriedOutAndKnownAfterwards() throws Exception {
        Path rows = directory.resolve("customers.csv");
        Path routes = directory.resolve("accounts.camel.yaml");
        Files.writeString(routes, FILE.formatted(rows));
        Files.writeString(rows, "id,name,gone\n1,One,\n2,Two,\n3,Three,no\n");
        InProcess command = new InProcess()
                .at(org)
                .with("state.directory", directory.resolve("data").toString());
        String where = routes.toString();
        assertThat(command.run("run", "--routes", where).exitCode()).isZero();
        Object two = org.find("Account", "Customer_Id__c", "2").orElseThrow().get("Id");
        org.insert("Contact", Map.of("LastName", "Of two", "AccountId", two));
        Files.writeString(rows, "id,name,gone\n1,One,yes\n2,Two,yes\n3,Three,no\n");

        Jar.Ended plan = command.run("plan", "--routes", where);
        assertThat(plan.exitCode()).isEqualTo(4);
        assertThat(plan.out())
                .contains("- 2  " + two + ", would be deleted: its row says so")
                .contains("2 would be deleted, since the rows are gone", "With them  Contact 1")
                .contains("2 gone (the row says so)", "sync.max-deletions allows 1 record");
        JsonNode json = new ObjectMapper()
                .readTree(command.run("plan", "--json", "--routes", where).out());
        assertThat(json.at("/counts/deletes").asLong()).isEqualTo(2);
        assertThat(json.at("/records/1/action").asText()).isEqualTo("delete");
        assertThat(json.at("/deleted_with_them/Contact").asLong()).isEqualTo(1);

        Jar.Ended stopped = command.run("run", "--routes", where);
        assertThat(stopped.exitCode()).isEqualTo(4);
        String id = json.at("/held_back/id").asText();
        assertThat(stopped.out()).contains("approve accounts " + id);
        assertThat(command.run("approve", "accounts", id).out())
                .isEqualTo(
                        "Approved: the next run of accounts may delete or flag the very records that this plan is about,"
                                + " and no others.\n");

        Jar.Ended run = command.run("run", "--routes", where);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("2 gone (the row says so)", "Deleted    2 records in Salesforce");
        assertThat(org.find("Account", "Customer_Id__c", "2")).isEmpty();
        assertThat(command.run("status").out()).contains("Deleted");
    }

    @Test
    void aConditionOnAColumnThatTheRowsLackIsNamedWithTheLine() throws Exception {
        Path rows = directory.resolve("customers.csv");
        Path routes = directory.resolve("accounts.camel.yaml");
        Files.writeString(routes, FILE.formatted(rows));
        Files.writeString(rows, "id,name,done\n1,One,\n");
        Jar.Ended check = new InProcess()
                .at(org)
                .with("state.directory", directory.resolve("data").toString())
                .run("check", "--routes", routes.toString());
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out() + check.err())
                .contains(
                        "accounts.camel.yaml, line 8: deletedWhen reads the column gone, which the rows lack; did you mean");
    }
}
