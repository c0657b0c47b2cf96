package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.LocalOrgOptionsBuilder;
import io.accountsync.source.SampleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says, read as the person who has to mend it. */
class CheckTest {
    private static final String FILE = "accounts.camel.yaml: ";

    @TempDir
    private Path directory;

    private LocalOrg org;
    private SampleSource source;
    private final InProcess command = new InProcess();

    @BeforeEach
    void prepare() {
        source = SampleSource.create(directory.resolve("source.db"));
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aCleanCheckSaysSoAndWhatItLookedAt() {
        start(LocalOrgOptions.builder().orgName("Acme").sandbox(true));

        Jar.Ended check = command.run("check");

        assertThat(check.exitCode()).isZero();
        assertThat(check.err()).isEmpty();
        assertThat(check.out().lines())
                .anyMatch(line -> line.matches("Org +Acme \\(Developer Edition, sandbox, 00D\\w{15}\\)"))
                .anyMatch(line -> line.matches("API +version 62\\.0; 14,99\\d of the day's 15,000 calls are left"))
                .anyMatch(line -> line.matches("Checked +accounts"))
                .endsWith("Nothing found: ready to run.");
        assertThat(org.records("Account")).isEmpty();
        assertThat(directory.resolve("data")).doesNotExist();
        assertThat(org.stats().apiCalls()).isEqualTo(2);
    }

    @Test
    void everythingIsListedInOneGo() throws IOException {
        start(LocalOrgOptions.builder().readOnlyField("Account", "Phone").hideField("Account", "Segment__c"));
        edit("tooLong: truncate", "tooLong: chop", "BillingCity: \"${body[city]}\"", "BilingCity: \"${body[town]}\"");

        Jar.Ended check = check();

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(findings(check))
                .containsExactlyInAnyOrder(
                        "error   " + FILE + "Description tooLong must be reject or truncate.",
                        "error   " + FILE
                                + "BilingCity is no field of Account in this org, or the user may not see it; "
                                + "did you mean BillingCity?",
                        "error   " + FILE + "BilingCity reads the column town, which the rows lack; did you mean "
                                + "phone?",
                        "error   " + FILE + "Phone cannot be written by this user: it is read-only, or the user's "
                                + "profile lacks edit access to it.",
                        "error   " + FILE
                                + "Segment__c is no field of Account in this org, or the user may not see it; "
                                + "did you mean Interests__c?");
        assertThat(check.out()).endsWith("5 errors, 0 warnings: a run would be refused.\n");
    }

    private void start(LocalOrgOptionsBuilder options) {
        org = LocalOrg.start(options.build());
        command.with("salesforce.login-url", org.baseUrl())
                .with("salesforce.client-id", org.clientId())
                .with("salesforce.client-secret", org.clientSecret())
                .with("salesforce.refresh-token", org.refreshToken())
                .with("source.url", source.url())
                .with("state.directory", directory.resolve("data").toString());
    }

    /** Replaces texts in the sample sync file: old, new, old, new, ... */
    private void edit(String... texts) throws IOException {
        String file = Files.readString(Path.of("routes/accounts.camel.yaml"));
        for (int i = 0; i < texts.length; i += 2) {
            assertThat(file).contains(texts[i]);
            file = file.replace(texts[i], texts[i + 1]);
        }
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/accounts.camel.yaml"), file);
    }

    private Jar.Ended check(String... more) {
        Path own = directory.resolve("routes");
        Stream<String> routes = Files.exists(own) ? Stream.of("--routes", own.toString()) : Stream.of();
        return command.run(Stream.concat(Stream.concat(Stream.of("check"), routes), Stream.of(more))
                .toArray(String[]::new));
    }

    /** The lines of findings, with the file's directory left out. */
    private List<String> findings(Jar.Ended check) {
        return check.out()
                .lines()
                .filter(line -> line.startsWith("error ") || line.startsWith("warning "))
                .map(line -> line.replace(directory.resolve("routes") + "/", "").replace("routes/", ""))
                .toList();
    }
}
