package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/examples/orgs with two orgs: what is shared is shared, and no login or state of one is ever read for the other. */
@Tag("full")
class SeveralOrgsIT {
    private static final Path EXAMPLE = Path.of("docs/examples/orgs");

    @TempDir
    private Path directory;

    private LocalOrg eu;
    private LocalOrg us;

    @BeforeEach
    void twoOrgs() throws IOException {
        eu = LocalOrg.start(LocalOrgOptions.builder().sandbox(true).build());
        us = LocalOrg.start(LocalOrgOptions.builder().sandbox(true).build());
        FileUtils.copyDirectory(EXAMPLE.toFile(), directory.toFile());
        Files.writeString(directory.resolve("eu/customers.csv"), "customer_id,name,city\n1,Eins,Köln\n2,Deux,Lyon\n");
        Files.writeString(directory.resolve("us/customers.csv"), "customer_id,name,city\n1,One,Austin\n");
    }

    @AfterEach
    void stop() {
        eu.close();
        us.close();
    }

    private void login(String name, LocalOrg org) throws IOException {
        Files.writeString(
                directory.resolve(name + "/application.properties"),
                "salesforce.login-url=" + org.baseUrl() + "\nsalesforce.client-id=" + org.clientId()
                        + "\nsalesforce.client-secret=" + org.clientSecret() + "\nsalesforce.refresh-token="
                        + org.refreshToken() + "\n",
                StandardOpenOption.APPEND);
    }

    private Jar.Ended in(String name, String... arguments) {
        return new Jar(directory.resolve(name)).run(arguments);
    }

    @Test
    void eachDirectoryHasItsOwnOrgLoginAndState() throws IOException {
        login("eu", eu);

        assertThat(in("eu", "run").exitCode()).isZero();
        long callsOfEu = eu.stats().apiCalls();
        Jar.Ended withoutLogin = in("us", "run");

        assertThat(withoutLogin.exitCode()).isEqualTo(2);
        assertThat(withoutLogin.err()).contains("No Salesforce credentials");
        assertThat(eu.stats().apiCalls()).isEqualTo(callsOfEu);

        login("us", us);
        assertThat(in("us", "run").exitCode()).isZero();
        assertThat(eu.records("Account"))
                .extracting(account -> account.get("Name"))
                .containsExactly("Eins", "Deux");
        assertThat(us.records("Account"))
                .extracting(account -> account.get("Name"))
                .containsExactly("One");
        assertThat(in("eu", "status").out()).doesNotContain(us.orgId());
        assertThat(in("eu", "config", "show").out())
                .containsPattern("sync.api-budget +60 +file ../shared/application.properties")
                .containsPattern("source.file +customers.csv +file application.properties");
    }

    @Test
    void aLoginOfTheOtherOrgIsRefused() throws IOException {
        login("eu", eu);
        assertThat(in("eu", "run").exitCode()).isZero();
        login("us", eu);
        FileUtils.copyDirectory(
                directory.resolve("eu/data").toFile(),
                directory.resolve("us/data").toFile());
        Files.writeString(
                directory.resolve("us/application.properties"),
                Files.readString(directory.resolve("us/application.properties"))
                        .replace("salesforce.expect=sandbox", "salesforce.expect=" + us.orgId()));

        Jar.Ended other = in("us", "run");

        assertThat(other.exitCode()).isEqualTo(4);
        assertThat(other.out())
                .contains("salesforce.expect says " + us.orgId() + ", but", eu.orgId(), "Nothing was read or sent.");
    }

    @Test
    void whatBelongsToOneOrgIsRefusedInTheSharedFile() throws IOException {
        Files.writeString(
                directory.resolve("shared/application.properties"),
                "salesforce.refresh-token=5Aep861hunter2\nstate.directory=../data\n",
                StandardOpenOption.APPEND);

        Jar.Ended refused = in("eu", "run");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains(
                        "../shared/application.properties sets salesforce.refresh-token, state.directory, but directories"
                                + " share it, and a login and a state belong to one org. Set it in application.properties of the"
                                + " directory of that org.")
                .doesNotContain("hunter2");
    }

    @Test
    void aSharedFileOrRoutesThatAreNotThereAreNamed() throws IOException {
        Path keys = directory.resolve("eu/application.properties");
        String before = Files.readString(keys);
        Files.writeString(keys, before.replace("../shared/application", "../sharde/application"));
        assertThat(in("eu", "run").err())
                .contains("sync.shared-keys names " + directory.resolve("sharde/application.properties")
                        + ", which is not a file. Name the file of keys that your working directories share, relative to"
                        + " this one.");
        Files.writeString(keys, before + "sync.routes=../shared/rotues\n");
        assertThat(in("eu", "run").err())
                .contains("rotues does not exist. Give sync.routes a sync file or a directory of");
    }
}
