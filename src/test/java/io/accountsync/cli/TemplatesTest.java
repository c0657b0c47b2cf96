package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.SampleFile;
import io.accountsync.source.SampleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory of sync files that are made of route templates, as commands see it. */
class TemplatesTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private InProcess command;
    private Path routes;

    @BeforeEach
    void prepare() throws IOException {
        routes = Files.createDirectory(directory.resolve("routes"));
        command = new InProcess()
                .at(org)
                .with("state.directory", directory.resolve("data").toString());
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void twoSyncsOfOneDirectoryUseTheSameTemplates() throws IOException {
        writeSync("clients", "", "1;One\n2;Two\n");
        writeSync("partners", "", "3;Three\n");
        assertThat(run("run", "clients").out()).contains("2 created");
        assertThat(run("run", "partners").out()).contains("1 created");
        assertThat(run("run", "partners").out()).contains("1 unchanged");
        assertThat(org.records("Account"))
                .extracting(account -> account.get("Name"))
                .containsExactlyInAnyOrder("One", "Two", "Three");
    }

    @Test
    void aTemplateInAFileThatIsReadLastCountsForAllTheOthersWithItsParametersAndKeys() throws IOException {
        String every = "      - name: every\n        value: \"30\"\n";
        writeSync("clients", every, "1;One\n");
        writeSync("partners", every, "3;Three\n");
        assertThat(run("run", "clients").err()).contains("unknown parameter every");
        Files.writeString(
                routes.resolve("schedules.camel.yaml"),
                """
                - routeTemplate:
                    id: sync-schedule
                    parameters:
                      - name: sync
                      - name: every
                    from:
                      uri: quartz
                      parameters:
                        groupName: "{{source.group}}"
                        triggerName: "{{sync}}"
                        cron: "0 0/{{every}} * * * ?"
                """
                        + SampleFile.stepsThatRun("\"{{sync}}\""));
        command.with("source.group", "ours");
        Jar.Ended run = run("run", "clients");
        assertThat(run.out()).as(run.err()).contains("1 created");
        assertThat(run("check", "partners").out()).contains("Nothing found: ready to run");
    }

    @Test
    void checkNamesWhatIsWrongWithATemplateAndItsFile() throws IOException {
        writeSync("clients", "      - name: crom\n        value: 0 0 3 * * ?\n", "1;One\n");
        Jar.Ended check = run("check");
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out() + check.err())
                .contains("clients.camel.yaml, line 24: templatedRoute of sync-schedule has an unknown parameter crom; "
                        + "did you mean cron?")
                .doesNotContain("\tat ");
    }

    @Test
    void aFileOfTemplatesThatIsNotReadBecauseOfItsNameIsNamed() throws IOException {
        writeSync("clients", "", "1;One\n");
        Files.writeString(routes.resolve("schedules.yaml"), "- routeTemplate:\n    id: sync-schedule\n");
        assertThat(run("check").out())
                .contains("schedules.yaml: is not read, since the name of a sync file ends in .camel.yaml");
    }

    @Test
    void theSampleAsItWasBeforeThereWereTemplatesIsTheSameSync() throws IOException {
        SampleSource source = SampleSource.create(directory.resolve("source.db"));
        command.with("source.url", source.url());
        SampleFile.read().startedBy(SampleFile.TRIGGER).writeTo(directory);
        assertThat(json("run", "--json").at("/counts/created").asInt()).isEqualTo(311);

        SampleFile.read().writeTo(directory);
        JsonNode after = json("run", "--json");
        assertThat(after.get("reads_all").isNull()).as(after.toPrettyString()).isTrue();
        assertThat(after.at("/counts/created").asInt()).isZero();
        assertThat(after.at("/counts/updated").asInt()).isZero();
    }

    /** A sync of the columns id and name of a CSV file, with its schedule; both by template. */
    private void writeSync(String name, String parameters, String rows) throws IOException {
        Path file = Files.writeString(directory.resolve(name + ".csv"), "id;name\n" + rows);
        Files.writeString(
                routes.resolve(name + ".camel.yaml"),
                """
                - beans:
                    - name: %1$s
                      type: io.accountsync.mapping.SyncDefinition
                      properties:
                        object: Account
                        externalId: Customer_Id__c
                        fields:
                          Customer_Id__c: "${body[id]}"
                          Name: "${body[name]}"
                - templatedRoute:
                    routeTemplateRef: csv-source
                    parameters:
                      - name: sync
                        value: %1$s
                      - name: path
                        value: "%2$s"
                      - name: delimiter
                        value: ";"
                - templatedRoute:
                    routeTemplateRef: sync-schedule
                    parameters:
                      - name: sync
                        value: %1$s
                %3$s"""
                        .formatted(name, file, parameters));
    }

    private JsonNode json(String... arguments) throws IOException {
        Jar.Ended ended = run(arguments);
        return new ObjectMapper().readTree(ended.out());
    }

    private Jar.Ended run(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--routes";
        all[arguments.length + 1] = routes.toString();
        return command.run(all);
    }
}
