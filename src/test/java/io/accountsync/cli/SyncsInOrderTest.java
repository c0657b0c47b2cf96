package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parents are written before their children, in one command; one sync that fails holds back only what follows it. */
class SyncsInOrderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private LocalOrg org;
    private InProcess command;

    @BeforeEach
    void threeSyncs() throws IOException {
        org = LocalOrg.start();
        command = new InProcess()
                .at(org)
                .with("sync.retries", "0")
                .with("state.directory", directory.resolve("data").toString());
        Files.createDirectories(directory.resolve("routes"));
        // By name the children come first.
        sync("a-contacts", "Contact", "Contact_Id__c", "after: [z-accounts]", "LastName", "Account");
        sync("m-others", "Account", "Customer_Id__c", "", "Name", null);
        sync("z-accounts", "Account", "Customer_Id__c", "", "Name", null);
        rows("a-contacts", "id,name,parent", "c1,Ada,1", "c2,Bob,2");
        rows("m-others", "id,name", "7,Seven");
        rows("z-accounts", "id,name", "1,One", "2,Two");
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private void sync(String name, String object, String key, String after, String field, String parent)
            throws IOException {
        Files.writeString(
                directory.resolve("routes/" + name + ".camel.yaml"),
                """
                - beans:
                    - name: %s
                      type: io.accountsync.mapping.SyncDefinition
                      properties:
                        object: %s
                        externalId: %s
                        %s
                        fields:
                          %s: "${body[id]}"
                          %s: "${body[name]}"
                %s
                - templatedRoute:
                    routeTemplateRef: csv-source
                    parameters:
                      - { name: sync, value: %s }
                      - { name: path, value: "%s" }
                """
                        .formatted(
                                name,
                                object,
                                key,
                                after,
                                key,
                                field,
                                parent == null
                                        ? ""
                                        : "          " + parent
                                                + ": { lookup: Customer_Id__c, value: \"${body[parent]}\" }\n",
                                name,
                                directory.resolve(name + ".csv")));
    }

    private void rows(String sync, String... lines) throws IOException {
        Files.writeString(directory.resolve(sync + ".csv"), String.join("\n", lines) + "\n");
    }

    private Jar.Ended run(String... more) {
        return command.run(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "run", "--routes", directory.resolve("routes").toString()),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void parentsAreWrittenBeforeTheirChildrenInOneCommand() {
        Jar.Ended all = run("--all");

        assertThat(all.err()).isEmpty();
        assertThat(all.exitCode()).isZero();
        assertThat(all.out())
                .contains("SUCCEEDED  a-contacts", "SUCCEEDED  m-others", "SUCCEEDED  z-accounts")
                .endsWith("SUCCEEDED  3 syncs: 3 SUCCEEDED\n");
        assertThat(all.out().indexOf("z-accounts")).isLessThan(all.out().indexOf("a-contacts"));
        assertThat(org.records("Contact")).hasSize(2).allSatisfy(contact -> assertThat(contact)
                .containsKey("AccountId"));
    }

    @Test
    void childrenWhoseParentsWereRejectedAreDeferred() throws IOException {
        rows("z-accounts", "id,name", "1,One", "2,");

        Jar.Ended all = run("--all");

        assertThat(all.exitCode()).isEqualTo(3);
        assertThat(all.out())
                .contains("PARTIAL  a-contacts", "1 to be retried by the next run", "PARTIAL  z-accounts")
                .endsWith("PARTIAL  3 syncs: 1 SUCCEEDED, 2 PARTIAL\n");
        rows("z-accounts", "id,name", "1,One", "2,Two");
        assertThat(run("--all").exitCode()).isZero();
        assertThat(org.records("Contact")).hasSize(2);
    }

    @Test
    void aSyncThatFailsHoldsBackOnlyWhatFollowsIt() throws IOException {
        Files.delete(directory.resolve("z-accounts.csv"));

        Jar.Ended all = run("--all", "--json");

        JsonNode document = JSON.readTree(all.out());
        assertThat(all.exitCode()).isEqualTo(document.get("exit_code").asInt());
        assertThat(document.get("status").asText()).isEqualTo("FAILED");
        assertThat(report(document, "m-others").get("status").asText()).isEqualTo("SUCCEEDED");
        JsonNode held = report(document, "a-contacts");
        assertThat(held.get("status").asText()).isEqualTo("STOPPED");
        assertThat(held.get("message").asText())
                .isEqualTo("a-contacts was held back, since it follows z-accounts, whose run "
                        + report(document, "z-accounts").get("run_id").asText()
                        + " ended FAILED. It runs again after a run of z-accounts has completed; account-sync run"
                        + " a-contacts runs it in spite of that.");
        assertThat(org.records("Contact")).isEmpty();

        rows("z-accounts", "id,name", "1,One", "2,Two");
        assertThat(run("--all").exitCode()).isZero();
        assertThat(org.records("Contact")).hasSize(2);
    }

    @Test
    void aPersonMayRunOneInSpiteOfTheOrder() {
        Jar.Ended alone = run("a-contacts");

        assertThat(alone.exitCode()).isEqualTo(3);
        assertThat(alone.out()).contains("2 to be retried by the next run");
    }

    @Test
    void whatGoesRoundOrIsNotThereIsRefusedWithFileAndLine() throws IOException {
        sync("z-accounts", "Account", "Customer_Id__c", "after: a-contacts, b-contacts", "Name", null);

        Jar.Ended checked =
                command.run("check", "--routes", directory.resolve("routes").toString());

        assertThat(checked.exitCode()).isEqualTo(2);
        assertThat(checked.out())
                .contains(
                        "z-accounts.camel.yaml, line 7: after names b-contacts, and no sync file defines it; did you mean"
                                + " a-contacts? There are: a-contacts, m-others, z-accounts.",
                        "z-accounts.camel.yaml, line 7: after goes round in a ring, so that none of them could begin:"
                                + " z-accounts after a-contacts after z-accounts; take one of them out.");
        assertThat(run("--all").exitCode()).isEqualTo(2);
    }

    @Test
    void oneNameAndAllTogetherAreRefused() {
        Jar.Ended both = run("a-contacts", "--all");

        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("--all runs every sync: leave out a-contacts, or --all.");
    }

    private static JsonNode report(JsonNode document, String sync) {
        List<JsonNode> reports = StreamSupport.stream(document.get("syncs").spliterator(), false)
                .filter(report -> report.get("sync").asText().equals(sync))
                .toList();
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }
}
