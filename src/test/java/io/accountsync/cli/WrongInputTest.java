package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.SampleSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a person gives us that is empty, twice there, of another type, in another encoding or no file at all: exit code 2, a
 * sentence with place and remedy, no stack trace, and no talk of a fault of ours.
 */
class WrongInputTest {
    private static final String ACCOUNTS = "routes/accounts.camel.yaml";

    private static LocalOrg org;
    private static SampleSource source;

    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    private InProcess command;

    /** Puts something wrong in place; what is to be run with it. */
    @FunctionalInterface
    interface Wrong {
        void put(WrongInputTest test) throws Exception;
    }

    @BeforeAll
    static void startOrg() {
        org = LocalOrg.start();
        source = SampleSource.create(shared.resolve("source.db"));
    }

    @AfterAll
    static void stopOrg() {
        org.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        command = new InProcess()
                .with("salesforce.login-url", org.baseUrl())
                .with("salesforce.client-id", org.clientId())
                .with("salesforce.client-secret", org.clientSecret())
                .with("salesforce.refresh-token", org.refreshToken())
                .with("source.url", source.url())
                .with("state.directory", directory.resolve("data").toString());
        Files.createDirectories(directory.resolve("routes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongFiles")
    void aSyncFile(String what, Wrong wrong, List<String> words) throws Exception {
        wrong.put(this);
        refused(words, command.run("run", "--routes", directory.resolve("routes").toString()));
    }

    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                of("empty", test -> test.file("b", ""), "b.camel.yaml: is empty", "Write a sync into it"),
                of("only a comment", test -> test.file("b", "# soon\n"), "b.camel.yaml: is empty"),
                of("Latin 1", test -> test.latin("a", sample().replace("Other", "Übrige")), "a.camel.yaml, line", "UTF-8"),
                of("UTF-16", test -> test.bytes("a", sample().getBytes(StandardCharsets.UTF_16)), "a.camel.yaml", "UTF-8"),
                of("a directory", test -> Files.createDirectory(test.path("b")), "b.camel.yaml: is a directory", "Rename"),
                of("no list", test -> test.file("b", "hello: world\n"), "b.camel.yaml"),
                of("a word", test -> test.file("b", "hello\n"), "b.camel.yaml"),
                of(
                        "a key twice",
                        test -> test.file("a", sample().replace("          Name:", "          Phone: x\n          Name:")),
                        "a.camel.yaml, line", "Phone stands in line", "keep one of them"),
                of(
                        "a sync twice",
                        test -> {
                            test.file("a", sample());
                            test.file("b", sample());
                        },
                        "b.camel.yaml: the sync accounts stands in", "a.camel.yaml already; give one of them another name",
                        "the route accounts-source stands in"),
                of(
                        "a tab",
                        test -> test.file("a", sample().replace("      properties:", "\tproperties:")),
                        "a.camel.yaml, line 6: is not valid YAML for Camel"),
                of(
                        "a bean without a name",
                        test -> test.file("a", sample().replace("name: accounts\n      type", "nam: accounts\n      type")),
                        "a.camel.yaml"),
                of("a wrong type", test -> test.file("a", sample().replace("SyncDefinition", "SyncDefiniton")),
                        "a.camel.yaml", "SyncDefiniton", "io.accountsync.mapping.SyncDefinition"),
                of("another bean type", test -> test.file("a", sample().replace(
                        "io.accountsync.mapping.SyncDefinition", "java.lang.String")), "a.camel.yaml"),
                of("a wrong source route", test -> test.file("a", sample().replace("id: accounts-source", "id: accounts-sauce")),
                        "no route with the id accounts-source", "Add one"),
                of("another name of the bean", test -> test.file("a", sample().replace("- name: accounts", "- name: acounts")),
                        "no route with the id acounts-source", "accounts-source"),
                of("a data source that there is not", test -> test.file("a", sample().replace("#source", "#sauce")),
                        "accounts-source", "sauce", "#source"),
                of("a route that goes nowhere", test -> test.file("a", sample().replace("name: sync-run", "name: sync-rum")),
                        "a.camel.yaml", "sync-rum"),
                of("the sync of its trigger", test -> test.file("a", sample().replace("expression: accounts\n", "expression: acounts\n")),
                        "a.camel.yaml", "acounts"),
                of("a literal cron", test -> test.file("a", sample().replace("{{sync.accounts.schedule}}", "*/5 * * * *")),
                        "a.camel.yaml: cron has 5 fields"),
                of("fields without any", test -> test.file("a", sample().replace("fields: #", "felds: #")), "felds", "fields"),
                of("a number for a text", test -> test.file("a", sample().replace("object: Account", "object: [Account]")), "object"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("wrongKeys")
    void aKey(String key, String value, List<String> words) {
        command.with(key, value);
        refused(words, command.run("run"));
    }

    static Stream<Arguments> wrongKeys() {
        return Stream.of(
                key("sync.batch-size", "many", "configuration: sync.batch-size must be a whole number"),
                key("sync.batch-size", "", "sync.batch-size is not set"),
                key("sync.accounts.batch-size", "0", "configuration: sync.accounts.batch-size must be"),
                key("sync.overlap", "5 minutes", "configuration: sync.overlap must be a duration"),
                key("sync.path", "csv", "sync.path must be one of"),
                key("sync.blackout", "8-18", "sync.blackout must list windows"),
                key("sync.time-zone", "CEST+9", "sync.time-zone"),
                key("sync.accounts.schedule", "*/5 * * * *", "configuration: sync.accounts.schedule has 5 fields", "0 */5 * * * ?"),
                key("sync.accounts.schedule", "@daily", "sync.accounts.schedule is @daily", "write 0 0 0 * * ?"),
                key("sync.accounts.schedule", "", "sync.accounts.schedule is empty"),
                key("sync.accounts.schedule", "0 0 3 * * ? 2020", "sync.accounts.schedule has no time after now"),
                key("sync.errors.UNABLE_TO_LOCK_ROW", "often", "sync.errors.UNABLE_TO_LOCK_ROW"),
                key("sync.lease-expiry", "soon", "sync.lease-expiry must be a duration"),
                key("sync.engine-routes", "file:nowhere.camel.yaml", "sync.engine-routes"),
                key("sync.alert.url", "not an address", "sync.alert.url"),
                key("salesforce.flow", "password", "salesforce.flow"),
                key("salesforce.api-version", "latest", "salesforce.api-version"),
                key("salesforce.expect", "prod", "salesforce.expect"),
                key("salesforce.auto-assign", "yes", "salesforce.auto-assign must be one of"),
                key("salesforce.duplicate-rules", "off", "salesforce.duplicate-rules must be one of"),
                key("salesforce.login-url", "login.salesforce.com", "salesforce.login-url"),
                key("salesforce.instance-url", "acme", "salesforce.instance-url"),
                key("source.url", "postgresql://db/x", "source.url"),
                key("source.url", "jdbc:oracle:thin:@db", "source.url"),
                key("state.url", "jdbc:mysql://db/x", "state.url"),
                key("camel.main.shutdown-timeout", "soon", "camel.main.shutdown-timeout"));
    }

    @Test
    void everyWrongKeyAndFileIsToldAtOnceByCheck() throws IOException {
        file("a", sample().replace("tooLong: truncate", "tooLong: chop"));
        file("b", "");
        Files.writeString(directory.resolve("routes/second.yaml"), sample());
        command.with("sync.batch-size", "many")
                .with("sync.in-flight", "none")
                .with("sync.batchsize", "5")
                .with("sync.accounts.schedule", "@daily");
        Jar.Ended check = command.run("check", "--routes", directory.resolve("routes").toString());
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out())
                .contains(
                        "tooLong must be reject or truncate",
                        "b.camel.yaml: is empty",
                        "second.yaml: is not read, since the name of a sync file ends in .camel.yaml; rename it",
                        "sync.batch-size must be a whole number",
                        "sync.in-flight must be a whole number",
                        "sync.batchsize is no key",
                        "sync.accounts.schedule is @daily");
    }

    @Test
    void aByteOrderMarkIsNoMistake() throws IOException {
        file("a", "\uFEFF" + sample());
        assertThat(command.run("run", "--routes", directory.resolve("routes").toString()).exitCode()).isEqualTo(3);
    }

    private static Arguments of(String what, Wrong wrong, String... words) {
        return Arguments.of(what, wrong, List.of(words));
    }

    private static Arguments key(String key, String value, String... words) {
        return Arguments.of(key, value, List.of(words));
    }

    static void refused(List<String> words, Jar.Ended ended) {
        String said = ended.out() + ended.err();
        assertThat(said).contains(words);
        assertThat(said)
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("at io.")
                .doesNotContain("report it")
                .doesNotContain("..\n");
        assertThat(ended.exitCode()).as(said).isEqualTo(2);
    }

    private static String sample() {
        try {
            return Files.readString(Path.of(ACCOUNTS));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path path(String name) {
        return directory.resolve("routes/" + name + ".camel.yaml");
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(path(name), text);
    }

    private void latin(String name, String text) throws IOException {
        bytes(name, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void bytes(String name, byte[] bytes) throws IOException {
        Files.write(path(name), bytes);
    }
}
