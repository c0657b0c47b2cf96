package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.SampleFile;
import io.accountsync.source.SampleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person gets wrong is named with place and remedy, with the right exit code, and never with a stack trace. */
class BadInputTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private InProcess command;

    @BeforeEach
    void prepare() {
        SampleSource source = SampleSource.create(directory.resolve("source.db"));
        command = new InProcess()
                .at(org)
                .with("sync.retry-delay", "1")
                .with("source.url", source.url())
                .with("state.directory", directory.resolve("data").toString());
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void noCredentials() {
        command.with("salesforce.client-id", "").with("salesforce.refresh-token", "");
        assertRefused(2, "No Salesforce credentials", "salesforce.client-id", "salesforce.refresh-token", "demo");
    }

    @Test
    void wrongClientSecret() {
        command.with("salesforce.client-secret", "a-wrong-one");
        assertRefused(4, "invalid_client", "salesforce.client-secret");
    }

    @Test
    void deadRefreshToken() {
        command.with("salesforce.refresh-token", "5Aepdead");
        assertRefused(4, "invalid_grant", "salesforce.refresh-token");
    }

    @Test
    void unreachableOrg() {
        command.with("salesforce.login-url", "http://127.0.0.1:1");
        assertRefused(1, "The request to Salesforce failed", "refused");
    }

    @Test
    void malformedLoginUrl() {
        command.with("salesforce.login-url", "ftp://nowhere");
        assertRefused(2, "salesforce.login-url", "https://");
    }

    @Test
    void keysThatThereAreNot() {
        command.with("sync.batchsize", "50").with("sync.account.in-flight", "2").with("salesforce.secret", "hunter2");
        assertRefused(
                2,
                "sync.batchsize is not a known key; did you mean sync.batch-size?",
                "sync.account.in-flight is not a known key; did you mean sync.accounts.in-flight?",
                "salesforce.secret is not a known key; did you mean salesforce.");
    }

    @Test
    void noSource() {
        command.with("source.url", "");
        assertRefused(2, "source.url is not set", "SOURCE_URL");
    }

    @Test
    void sourceDown() {
        command.with("source.url", "jdbc:postgresql://127.0.0.1:1/warehouse?connectTimeout=1")
                .with("source.password", "hunter2");
        assertRefused(1, "source database cannot be reached", "source.url");
    }

    @Test
    void wrongQuery() throws IOException {
        sync("from customers", "from custommers");
        assertRefused(1, "source query failed", "custommers", "Nothing was sent");
    }

    @Test
    void columnThatTheRowsLack() throws IOException {
        sync("${body[phone]}", "${body[fone]}");
        assertRefused(2, "accounts.camel.yaml", "Phone", "fone", "did you mean phone");
    }

    @Test
    void cursorColumnThatTheRowsLack() throws IOException {
        sync("cursor: updated_at", "cursor: updated");
        assertRefused(2, "accounts.camel.yaml", "cursor", "updated", "did you mean updated_at");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesInASyncFile(String old, String mistake, String what, String remedy) throws IOException {
        sync(old, mistake);
        assertRefused(2, what, remedy);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("object: Account", "objct: Account", "unknown property objct", "did you mean object"),
                Arguments.of("tooLong:", "tooLnog:", "unknown property tooLnog", "did you mean tooLong"),
                Arguments.of("tooLong: truncate", "tooLong: chop", "Description tooLong must be", "reject or truncate"),
                Arguments.of("whenEmpty: clear", "whenEmpty: erase", "Website whenEmpty must be", "keep or clear"),
                Arguments.of(
                        "Customer_Id__c: \"${", "Site: \"${", "Customer_Id__c is not mapped", "add it under fields"),
                Arguments.of("\"${body[phone]}\"", "\"${bdy[phone]}\"", "Phone", "bdy"),
                Arguments.of("cursor: updated_at", "cursorType: datetime", "cursorType must be one of", "timestamp"),
                Arguments.of("Phone: ", "Fone: ", "Fone is not a field of Account", "did you mean Phone"),
                Arguments.of(
                        "externalId: Customer_Id__c",
                        "externalId: Name",
                        "Name is not an External ID",
                        "tick External ID"),
                Arguments.of(
                        "Parent: #", "ParentId: #", "ParentId is a reference field", "name its relationship: Parent"),
                Arguments.of(
                        "id: accounts-source", "id: accounts-sauce", "no route with the id accounts-source", "Add one"),
                Arguments.of(
                        "from customers",
                        "from customers where name like '%:#name%'",
                        "query has a parameter :#name that is within quotes",
                        "take it out of them"),
                Arguments.of("outputType: StreamList", "outputTipe: x", "its endpoint sql", "outputTipe"),
                Arguments.of("uri: sql", "uri: sequel", "accounts-source", "sequel"),
                Arguments.of("      steps:", "      stepps:", "not valid YAML for Camel", "stepps"),
                Arguments.of("      properties:", "\tproperties:", "not valid YAML for Camel", "line"),
                Arguments.of(
                        "cron: \"{{sync.accounts.schedule}}\"",
                        "cron: \"{{sync.schedul}}\"",
                        "{{sync.schedul}} is not set",
                        "application.properties"));
    }

    @Test
    void routesThatAreNotThere() {
        assertThat(command.run("run", "--routes", directory.resolve("nowhere").toString()))
                .matches(ended -> ended.exitCode() == 2)
                .matches(ended -> ended.err().contains("No route file found")
                        && ended.err().contains("does not exist"));
    }

    @Test
    void aDirectoryWithoutRouteFiles() throws IOException {
        Files.createDirectories(directory.resolve("empty"));
        assertThat(command.run("serve", "--routes", directory.resolve("empty").toString())
                        .err())
                .contains("has no *.camel.yaml");
    }

    @Test
    void aStateFileThatAnotherProcessHasLocked() throws Exception {
        command.with("sync.lease-expiry", "1s");
        run("run");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data/state.db"));
                var statement = connection.createStatement()) {
            statement.execute("begin exclusive");
            assertRefused(4, "state file", "state.db", "locked by another process");
        }
    }

    @Test
    void aStateDirectoryThatCannotBeWritten() throws IOException {
        Files.writeString(directory.resolve("occupied"), "");
        command.with("state.directory", directory.resolve("occupied/state").toString());
        assertRefused(2, "state directory", "cannot be written", "state.directory");
    }

    @Test
    void aStateFileThatIsNone() throws IOException {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/state.db"), "this is no database ".repeat(100));
        assertRefused(1, "state file", "not a SQLite file", "backup");
    }

    @Test
    void statusWithoutState() {
        Jar.Ended status = run("status");
        assertThat(status.exitCode()).isEqualTo(2);
        assertThat(status.err()).contains("nothing has run");
    }

    private void sync(String old, String mistake) throws IOException {
        SampleFile.read().startedBy(SampleFile.TRIGGER).with(old, mistake).writeTo(directory);
    }

    /** With the sync file of the test where it has one, else with the packed sample. */
    private Jar.Ended run(String name) {
        Path own = directory.resolve("routes");
        return Files.exists(own) && name.equals("run")
                ? command.run(name, "--routes", own.toString())
                : command.run(name);
    }

    private void assertRefused(int exitCode, String... words) {
        Jar.Ended run = run("run");
        String said = run.out() + run.err();
        assertThat(said).contains(words);
        assertThat(said).doesNotContain("\tat ").doesNotContain("Exception").doesNotContain("hunter2");
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }
}
