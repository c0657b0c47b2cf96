package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.SampleFile;
import io.accountsync.source.SampleSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a person gives us that is empty, twice there, of another type, in another encoding or no file at all: exit code 2, a
 * sentence with place and remedy, no stack trace, and no talk of a fault of ours.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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
                .at(org)
                .with("source.url", source.url())
                .with("state.directory", directory.resolve("data").toString());
        Files.createDirectories(directory.resolve("routes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongFiles")
    void aSyncFile(String what, Wrong wrong, List<String> words) throws Exception {
        wrong.put(this);
        refused(
                words,
                command.run("run", "--routes", directory.resolve("routes").toString()));
    }

    /** What stops a run is what check lists: nobody should find it at the start of a service. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongFiles")
    void checkListsAMistakeInASyncFileToo(String what, Wrong wrong, List<String> words) throws Exception {
        wrong.put(this);
        Jar.Ended check =
                command.run("check", "--routes", directory.resolve("routes").toString());
        refused(words, check);
        assertThat(check.err()).isEmpty();
        assertThat(check.out().lines().filter(line -> line.startsWith("error")))
                .doesNotHaveDuplicates()
                .allMatch(line -> !line.startsWith("error   start:"));
    }

    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                of("empty", test -> test.file("b", ""), "b.camel.yaml: is empty", "Write a sync into it"),
                of("only a comment", test -> test.file("b", "# soon\n"), "b.camel.yaml: is empty"),
                of("Latin 1", test -> test.latin("a", sample("Other", "Übrige")), "a.camel.yaml, line", "UTF-8"),
                of(
                        "UTF-16",
                        test -> test.bytes("a", sample().getBytes(StandardCharsets.UTF_16)),
                        "a.camel.yaml",
                        "UTF-8"),
                of(
                        "a directory",
                        test -> Files.createDirectory(test.path("b")),
                        "b.camel.yaml: is a directory",
                        "Rename"),
                of("no list", test -> test.file("b", "hello: world\n"), "b.camel.yaml"),
                of("a word", test -> test.file("b", "hello\n"), "b.camel.yaml"),
                of(
                        "a key twice",
                        test -> test.file("a", sample("          Name:", "          Phone: x\n          Name:")),
                        "a.camel.yaml, line",
                        "Phone is in line",
                        "keep one of them"),
                of(
                        "a sync twice",
                        test -> {
                            test.file("a", sample());
                            test.file("b", sample());
                        },
                        "b.camel.yaml, line 4: the sync accounts is defined in",
                        "a.camel.yaml already; give one of them another name",
                        "the route accounts-source is defined in"),
                of(
                        "a tab",
                        test -> test.file("a", sample("      properties:", "\tproperties:")),
                        "a.camel.yaml, line 6: is not valid YAML for Camel"),
                of(
                        "a bean without a name",
                        test -> test.file("a", sample("name: accounts\n      type", "nam: accounts\n      type")),
                        "a.camel.yaml"),
                of(
                        "a wrong type",
                        test -> test.file("a", sample("SyncDefinition", "SyncDefiniton")),
                        "a.camel.yaml",
                        "SyncDefiniton",
                        "io.accountsync.mapping.SyncDefinition"),
                of(
                        "another bean type",
                        test -> test.file("a", sample("io.accountsync.mapping.SyncDefinition", "java.lang.String")),
                        "a.camel.yaml"),
                of(
                        "a wrong source route",
                        test -> test.file("a", sample("id: accounts-source", "id: accounts-sauce")),
                        "no route with the id accounts-source",
                        "Add one"),
                of(
                        "another name of the bean",
                        test -> test.file("a", sample("- name: accounts", "- name: acounts")),
                        "no route with the id acounts-source",
                        "accounts-source"),
                of(
                        "a data source that there is not",
                        test -> test.file("a", sample("#source", "#sauce")),
                        "accounts-source",
                        "sauce",
                        "#source"),
                of(
                        "the sync of its template",
                        test -> test.file("a", sample("value: accounts\n", "value: acounts\n")),
                        "a.camel.yaml",
                        "acounts",
                        "did you mean accounts?"),
                of(
                        "a template that there is not",
                        test -> test.file(
                                "a", sample("routeTemplateRef: sync-schedule", "routeTemplateRef: sync-timer")),
                        "sync-timer"),
                of(
                        "a trigger by template and by route",
                        test -> test.file("a", sample() + SampleFile.TRIGGER),
                        "a.camel.yaml, line 39: the route accounts appears twice",
                        "take one of them out"),
                of(
                        "a cron of a template",
                        test -> test.file(
                                "a",
                                sample(
                                        "value: accounts\n",
                                        "value: accounts\n      - name: cron\n        value: \"*/5 * * * *\"\n")),
                        "a.camel.yaml: cron has 5 fields",
                        "0 */5 * * * ?"),
                of(
                        "a route that goes nowhere",
                        test -> test.file("a", withTrigger("name: sync-run", "name: sync-rum")),
                        "a.camel.yaml",
                        "sync-rum"),
                of(
                        "the sync of its trigger",
                        test -> test.file("a", withTrigger("expression: accounts\n", "expression: acounts\n")),
                        "a.camel.yaml",
                        "acounts"),
                of(
                        "a literal cron",
                        test -> test.file("a", withTrigger("{{sync.accounts.schedule}}", "*/5 * * * *")),
                        "a.camel.yaml: cron has 5 fields"),
                of("fields without any", test -> test.file("a", sample("fields: #", "felds: #")), "felds", "fields"),
                of(
                        "a number for a text",
                        test -> test.file("a", sample("object: Account", "object: [Account]")),
                        "object"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("wrongKeys")
    void aKey(String key, String value, List<String> words) {
        command.with(key, value);
        refused(words, command.run("run"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("wrongKeys")
    void checkListsAMistakeInAKeyBesideThoseOfTheSyncFile(String key, String value, List<String> words)
            throws Exception {
        file("a", sample().replace("tooLong: truncate", "tooLong: chop"));
        command.with(key, value);
        Jar.Ended check =
                command.run("check", "--routes", directory.resolve("routes").toString());
        refused(words, check);
        // Camel reads its own keys before any file.
        if (!key.startsWith("camel.")) {
            assertThat(check.out()).contains("tooLong must be reject or truncate");
        }
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
                key(
                        "sync.accounts.schedule",
                        "*/5 * * * *",
                        "configuration: sync.accounts.schedule has 5 fields",
                        "0 */5 * * * ?"),
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
                key("salesforce.login-url", "ftp://login.salesforce.com", "salesforce.login-url"),
                key("salesforce.instance-url", "ftp://acme", "salesforce.instance-url"),
                key("source.url", "postgresql://db/x", "source.url"),
                key("source.url", "jdbc:oracle:thin:@db", "source.url"),
                key("state.url", "jdbc:mysql://db/x", "state.url"),
                key("camel.main.shutdown-timeout", "soon", "camel.main.shutdown-timeout"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongArguments")
    void anArgument(String what, List<String> words, List<String> arguments) {
        refused(
                words,
                command.run(arguments.stream()
                        .map(word -> word.replace("DIR", directory.toString()))
                        .toArray(String[]::new)));
    }

    static Stream<Arguments> wrongArguments() {
        return Stream.of(
                line("account-sync", "Unmatched argument", "acounts"),
                line("--routes", "--routes is empty", "run", "--routes", ""),
                line("--routes", "name", "run", "--routes", "README.md"),
                line("--limit", "--limit", "run", "--limit", "many"),
                line("--limit", "--limit must be", "run", "--limit", "0"),
                line("--limit", "--limit must be", "plan", "--limit", "-1"),
                line("--limit", "--limit must be", "failures", "--limit", "-1"),
                line("--limit", "--limit must be", "reconcile", "--limit", "-1"),
                line("--runs", "--runs must be", "status", "--runs", "-1"),
                line("--csv", "--csv", "failures", "--csv", "x.csv", "--json"),
                line("SYNC", "There is no sync acounts", "run", "acounts"),
                line("--csv a directory", "DIR", "plan", "--csv", "DIR"),
                line("--csv nowhere", "nowhere", "plan", "--csv", "DIR/nowhere/x.csv"),
                line("--csv nowhere", "nowhere", "reconcile", "--csv", "DIR/nowhere/x.csv"),
                line("--match", "match", "adopt", "--match", "Nmae"),
                line("--match empty", "match", "adopt", "--match", ""),
                line("--apply nowhere", "nowhere.csv", "adopt", "--apply", "DIR/nowhere.csv"),
                line("--apply a directory", "DIR", "adopt", "--apply", "DIR"),
                line("--undo nowhere", "nowhere.csv", "adopt", "--undo", "DIR/nowhere.csv"),
                line("auth login --port", "--port must be", "auth", "login", "--port", "99999"),
                line("auth login --timeout", "--timeout must be", "auth", "login", "--timeout", "0"),
                line("auth url --callback", "--callback", "auth", "url", "--callback", "nowhere"),
                line("auth exchange", "auth url", "auth", "exchange", ""),
                line("org --port", "--port must be", "org", "--port", "99999"),
                line("org --latency", "--latency must be", "org", "--latency", "-1"),
                line("org --daily-limit", "--daily-limit must be", "org", "--daily-limit", "-1"),
                line("org --certificate", "DIR", "org", "--certificate", "DIR"),
                line("org --certificate nowhere", "nowhere.pem", "org", "--certificate", "DIR/nowhere.pem"),
                line("discover", "no object Acount", "discover", "Acount"));
    }

    private static Arguments line(String what, String word, String... arguments) {
        return Arguments.of(what, List.of(word.replace("DIR", "")), List.of(arguments));
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            refused(List.of("port " + port, "--port"), command.run("org", "--port", port));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongPlaces")
    void aFileOfKeysOrSecretsOrMatches(String what, Wrong wrong, List<String> words, List<String> arguments)
            throws Exception {
        wrong.put(this);
        refused(
                words,
                command.run(arguments.stream()
                        .map(word -> word.replace("DIR", directory.toString()))
                        .toArray(String[]::new)));
    }

    static Stream<Arguments> wrongPlaces() {
        return Stream.of(
                mounted("a file", test -> test.mount("x/y", "1"), "x/y", "x/y/", "not a directory"),
                mounted(
                        "an unknown key",
                        test -> test.mount("m/sync.bach-size", "5"),
                        "m",
                        "sync.bach-size is not a known key"),
                mounted(
                        "a wrong type",
                        test -> test.mount("m/sync.batch-size", "many"),
                        "m",
                        "sync.batch-size must be"),
                mounted(
                        "UTF-16",
                        test -> test.mountBytes(
                                "m/sync.batch-size", "5".repeat(3).getBytes(StandardCharsets.UTF_16)),
                        "m",
                        "m/sync.batch-size",
                        "UTF-8"),
                mounted(
                        "twice",
                        test -> test.mount("m/a.properties", "sync.retries=1\nsync.retries=2\n"),
                        "m",
                        "a.properties has sync.retries twice"),
                mounted(
                        "Latin 1",
                        test -> test.mountBytes("m/a.properties", "# \u00fc\n".getBytes(StandardCharsets.ISO_8859_1)),
                        "m",
                        "a.properties is not text in UTF-8"),
                mounted(
                        "a byte order mark",
                        test -> test.mount("m/a.properties", "\uFEFFsync.retries=1\n"),
                        "m",
                        "a.properties begins with a byte order mark"),
                mounted(
                        "an escape",
                        test -> test.mount("m/a.properties", "source.url=C:\\users\n"),
                        "m",
                        "a.properties has a backslash"),
                secrets("empty", test -> test.mount("c.json", ""), "c.json"),
                secrets("a directory", test -> test.mount("c.json/x", ""), "c.json"),
                secrets("no JSON", test -> test.mount("c.json", "token"), "c.json"),
                secrets("a list", test -> test.mount("c.json", "[]"), "c.json"),
                secrets("another type", test -> test.mount("c.json", "{\"refresh_token\": 5}"), "c.json"),
                secrets("UTF-16", test -> test.mountBytes("c.json", "{}".getBytes(StandardCharsets.UTF_16)), "c.json"),
                matches("empty", test -> test.mount("a.csv", ""), "a.csv"),
                matches("other columns", test -> test.mount("a.csv", "x,y\n1,2\n"), "a.csv"),
                matches("UTF-16", test -> test.mountBytes("a.csv", "x,y".getBytes(StandardCharsets.UTF_16)), "a.csv"),
                matches("no CSV", test -> test.mount("a.csv", "\"x,y\n1,2\n"), "a.csv"));
    }

    private static Arguments mounted(String what, Wrong wrong, String location, String... words) {
        return Arguments.of(
                "mounted keys: " + what,
                (Wrong) test -> {
                    wrong.put(test);
                    test.command.with(
                            "camel.main.cloud-properties-location",
                            test.directory.resolve(location).toString());
                },
                List.of(words).subList(location.contains("/") ? 1 : 0, words.length),
                List.of("run"));
    }

    private static Arguments secrets(String what, Wrong wrong, String... words) {
        return Arguments.of(
                "credentials file: " + what,
                (Wrong) test -> {
                    wrong.put(test);
                    test.command
                            .with(
                                    "salesforce.credentials-file",
                                    test.directory.resolve("c.json").toString())
                            .with("salesforce.refresh-token", "")
                            .with("salesforce.client-id", "")
                            .with("salesforce.client-secret", "");
                },
                List.of(words),
                List.of("run"));
    }

    private static Arguments matches(String what, Wrong wrong, String... words) {
        return Arguments.of("file of adopt: " + what, wrong, List.of(words), List.of("adopt", "--apply", "DIR/a.csv"));
    }

    private void mount(String name, String text) throws IOException {
        mountBytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void mountBytes(String name, byte[] bytes) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        if (name.equals("c.json")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void everyWrongKeyAndFileIsToldAtOnceByCheck() throws IOException {
        file("a", sample("tooLong: truncate", "tooLong: chop"));
        file("b", "");
        Files.writeString(directory.resolve("routes/second.yaml"), sample());
        command.with("sync.batch-size", "many")
                .with("sync.in-flight", "none")
                .with("sync.batchsize", "5")
                .with("sync.accounts.schedule", "@daily");
        Jar.Ended check =
                command.run("check", "--routes", directory.resolve("routes").toString());
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out())
                .contains(
                        "tooLong must be reject or truncate",
                        "b.camel.yaml: is empty",
                        "second.yaml: is not read, since the name of a sync file ends in .camel.yaml; rename it",
                        "sync.batch-size must be a whole number",
                        "sync.in-flight must be a whole number",
                        "sync.batchsize is not a known key",
                        "sync.accounts.schedule is @daily");
    }

    @Test
    void aByteOrderMarkIsNoMistake() throws IOException {
        file("a", "\uFEFF" + sample());
        assertThat(command.run("run", "--routes", directory.resolve("routes").toString())
                        .exitCode())
                .isEqualTo(3);
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
        return SampleFile.read().text();
    }

    private static String sample(String old, String mistake) {
        return SampleFile.read().with(old, mistake).text();
    }

    /** The sample with a route of its own as trigger, and a mistake in that. */
    private static String withTrigger(String old, String mistake) {
        return SampleFile.read()
                .startedBy(SampleFile.TRIGGER)
                .with(old, mistake)
                .text();
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
