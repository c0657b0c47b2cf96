package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two sync files side by side, of which one is wrong: only the sync in it is stopped by that. */
class OtherSyncsTest {
    private static LocalOrg org;

    @TempDir
    private Path directory;

    private Path routes;
    private InProcess command;

    @BeforeAll
    static void startOrg() {
        org = LocalOrg.start();
    }

    @AfterAll
    static void stopOrg() {
        org.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        routes = Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("rows.csv"), "id,name\n1,One\n");
        Files.writeString(
                routes.resolve("customers.camel.yaml"),
                """
                - beans:
                    - name: customers
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
                        value: customers
                      - name: path
                        value: %s
                """
                        .formatted(directory.resolve("rows.csv")));
        command = new InProcess()
                .at(org)
                .with("state.directory", directory.resolve("data").toString());
    }

    @Test
    void aSourceThatIsNotSetIsNamedWithFileLineAndRemedyAndStopsOnlyItsOwnSync() throws IOException {
        String place = sample() + ", line 44: source.url is not set. Set it in application.properties or as environment"
                + " variable SOURCE_URL.";
        for (String name : new String[] {"run", "plan"}) {
            Jar.Ended refused = run(name, "accounts");
            assertThat(refused.exitCode()).as(name).isEqualTo(2);
            assertThat(refused.out() + refused.err()).as(name).contains(place);
        }
        Jar.Ended served = command.run("serve", "--routes", routes.toString());
        assertThat(served.exitCode()).isEqualTo(2);
        assertThat(served.err()).contains(place);

        for (String name : new String[] {"run", "plan", "reconcile", "adopt", "check"}) {
            Jar.Ended ended = run(name, "customers");
            assertThat(ended.exitCode()).as(name + ended.out() + ended.err()).isZero();
            assertThat(ended.out() + ended.err()).as(name).contains(place).doesNotContain("\tat ");
        }
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fields:             | fields: {             | is not valid YAML for Camel",
                "externalId:         | externalIdd:          | unknown property externalIdd",
                "mapping.SyncDefinition | mapping.SyncDef    | there is no class io.accountsync.mapping.SyncDef",
                "uri: sql            | uri: sqll             | Camel has no component sqll; did you mean sql or",
                "Name:               | Name: { valeu: x } #  | Name has an unknown property valeu; did you mean value?",
                "sync-schedule       | sync-shedule          | there is no route template sync-shedule"
            })
    void aMistakeInTheFileOfAnotherSyncIsToldAndStopsNothing(String right, String wrong, String told)
            throws IOException {
        Path sample = sample();
        Files.writeString(sample, Files.readString(sample).replaceFirst(right, wrong));
        command.with("source.url", "jdbc:sqlite:" + directory.resolve("source.db"));
        Jar.Ended ended = run("run", "customers");
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.err()).contains("accounts.camel.yaml").contains(told).doesNotContain("\tat ");
        assertThat(run("run", "accounts").exitCode()).isEqualTo(2);
    }

    @Test
    void whereItCannotBeToldApartNothingRuns() throws IOException {
        Path both = routes.resolve("both.camel.yaml");
        Files.writeString(both, Files.readString(routes.resolve("customers.camel.yaml")));
        Jar.Ended ended = run("run", "customers");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("the sync customers is defined in ");
    }

    @Test
    void aKeyOfAnotherSyncThatIsWrongStopsNothing() throws IOException {
        sample();
        command.with("source.url", "jdbc:sqlite:" + directory.resolve("source.db"));
        command.with("sync.accounts.batch-size", "many");
        assertThat(run("run", "customers").exitCode()).isZero();
        assertThat(run("run", "accounts").err()).contains("sync.accounts.batch-size must be a whole number");
    }

    private Path sample() throws IOException {
        return Files.writeString(
                routes.resolve("accounts.camel.yaml"), Files.readString(Path.of("routes/accounts.camel.yaml")));
    }

    private Jar.Ended run(String name, String sync) {
        return name.equals("adopt")
                ? command.run(name, sync, "--routes", routes.toString(), "--match", "Name", "--csv", csv())
                : command.run(name, sync, "--routes", routes.toString());
    }

    private String csv() {
        return directory.resolve("adopt.csv").toString();
    }
}
