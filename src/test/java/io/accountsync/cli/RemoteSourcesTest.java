package io.accountsync.cli;

import static io.accountsync.run.ScriptedServer.answer;
import static io.accountsync.run.ScriptedServer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.ScriptedServer;
import io.accountsync.run.TestSftp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of other machines in the commands that are no runs: read in the same way, and what keeps them from it is a sentence. */
class RemoteSourcesTest {
    private static final String ROWS = "id;name\n1;One\n2;Two\n";

    private final LocalOrg org = LocalOrg.start();
    private final ScriptedServer server = new ScriptedServer();

    @TempDir
    private Path directory;

    private InProcess command;

    @BeforeEach
    void prepare() {
        command = new InProcess()
                .at(org)
                .with("aws.maxAttempts", "1")
                .with("state.directory", directory.resolve("data").toString());
    }

    @AfterEach
    void stop() {
        server.close();
        org.close();
    }

    @Test
    void aFileByHttpIsReadByEveryCommand() throws IOException {
        server.answering(ok("text/csv", ROWS));
        Path file = sync(server.address() + "/customers.csv");
        assertReadByEveryCommand(file);
        server.answering(answer("HTTP/1.1 404 Not Found\nConnection: close\nContent-Length: 0", new byte[0]));
        assertRefused(
                "plan", file, "/customers.csv answered with the status 404: there is no such file. Nothing was sent.");
    }

    @Test
    void aFileBySftpIsReadByEveryCommandAndStaysWhereItIs() throws IOException {
        Path served = Files.createDirectories(directory.resolve("served/out"));
        Path customers = Files.writeString(served.resolve("customers.csv"), ROWS);
        try (TestSftp sftp = new TestSftp(directory.resolve("served"), SftpFileSystemAccessor.DEFAULT)) {
            Path hosts = sftp.knownHosts(directory.resolve("known_hosts"));
            Path file = sync("sftp://etl@localhost:" + sftp.port()
                    + "/out/customers.csv?password=RAW({{files.password}})&knownHostsFile=" + hosts);
            command.with("files.password", TestSftp.PASSWORD);
            assertReadByEveryCommand(file);
            assertThat(customers).hasContent(ROWS);
            command.with("files.password", "guess");
            assertRefused("adopt", file, "The server of the source file refused the login. Nothing was sent.");
            Files.writeString(hosts, "");
            assertRefused("plan", file, "The host key of the server of the source file is not in known_hosts");
        }
        assertRefused("plan", file(), "The source cannot be reached: nobody answers at its address.");
    }

    @Test
    @Tag("full")
    void whatKeepsAFileFromBeingReadIsASentenceInEveryCommand() throws IOException {
        server.answering(answer("HTTP/1.1 401 No\nConnection: close\nContent-Length: 0", new byte[0]));
        assertRefusedByEveryCommand(
                sync(server.address() + "/customers.csv"), "answered with the status 401: the login");
        server.close();
        assertRefusedByEveryCommand(file(), "The source cannot be reached: nobody answers at its address.");
        assertRefusedByEveryCommand(
                store(server.address()), "The source cannot be reached: nobody answers at its address.");
        assertRefusedByEveryCommand(
                sync("sftp://etl@" + server.address().replace("http://", "")
                        + "/out/customers.csv?password=guess&knownHostsFile=" + directory.resolve("none")),
                "The source cannot be reached: nobody answers at its address.");
    }

    @Test
    void aStoreThatIsNotThereWhenTheProcessStartsEndsTheRunAndNotTheProcess() throws IOException {
        server.close();
        Path file = store(server.address());
        assertRefused("run", file, "The source cannot be reached: nobody answers at its address.");
        assertThat(command.run("status").out()).contains("FAILED");
    }

    @Test
    @Tag("full")
    void aStoreWithoutTheBucketOrWithAnotherKeyOrHostIsASentence() throws IOException {
        server.answering(answer("HTTP/1.1 403 Forbidden\nConnection: close\nContent-Length: 0", new byte[0]));
        assertRefusedByEveryCommand(
                store(server.address()),
                "The object store refused the request of the source route. Nothing was sent. Correct the access keys");
        server.answering(answer("HTTP/1.1 404 Not Found\nConnection: close\nContent-Length: 0", new byte[0]));
        assertRefused("run", file(), "Nothing was sent. ");
        assertRefused("run", store("http://files.invalid"), "there is no host files.invalid. Nothing was sent.");
    }

    @Test
    void aStepOfARouteOfOnesOwnThatDoesNotStartIsNamedWithFileAndLine() throws IOException {
        server.close();
        Path file = store(server.address());
        String address = Files.readString(file).replaceFirst("(?s).*value: \"(aws2-s3:.*?)\".*", "$1");
        Files.writeString(
                file,
                Files.readString(file).replaceFirst("(?s)- templatedRoute.*", "")
                        + """
                        - route:
                            id: accounts-source
                            from:
                              uri: direct:accounts-source
                              steps:
                                - to: "%s"
                        """
                                .formatted(address));
        assertRefused("check", file, "accounts.camel.yaml, line 10: The source cannot be reached: nobody answers");
        assertRefused("run", file, "accounts.camel.yaml, line 10: The source cannot be reached: nobody answers");
        Jar.Ended served = command.run("serve", "--routes", file.toString());
        assertThat(served.exitCode()).isEqualTo(1);
        assertThat(served.err()).contains("accounts.camel.yaml, line 10: The source cannot be reached");
    }

    private void assertReadByEveryCommand(Path file) throws IOException {
        commands().forEach((name, words) -> {
            Jar.Ended ended = run(name, file);
            assertThat(ended.exitCode()).as(name + ended.out() + ended.err()).isZero();
            assertThat(ended.out()).as(name).contains(words);
        });
        assertThat(org.records("Account")).hasSize(2);
        Jar.Ended compared = run("reconcile", file);
        assertThat(compared.exitCode()).as(compared.out()).isZero();
    }

    /** In the order of their use, with what they say of two rows. */
    private static Map<String, String> commands() {
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("check", "ready to run");
        commands.put("adopt", "Written to");
        commands.put("plan", "+ 2  new");
        commands.put("run", "2 created");
        return commands;
    }

    private void assertRefusedByEveryCommand(Path file, String sentence) {
        for (String name : new String[] {"check", "adopt", "plan", "run", "reconcile"}) {
            assertRefused(name, file, sentence);
        }
    }

    private void assertRefused(String name, Path file, String sentence) {
        Jar.Ended ended = run(name, file);
        assertThat(ended.exitCode()).as(name).isNotZero();
        // The server of the test tells in the same log that it lost its client.
        assertThat((ended.out() + ended.err()).replaceAll("(?m)^.*ServerSessionImpl.*$", ""))
                .as(name)
                .contains(sentence)
                .doesNotContain("\tat ", "Exception", TestSftp.PASSWORD, "guess", "please report");
    }

    private Jar.Ended run(String name, Path file) {
        return name.equals("adopt")
                ? command.run(name, "--routes", file.toString(), "--match", "Name", "--csv", csv())
                : command.run(name, "--routes", file.toString());
    }

    private String csv() {
        return directory.resolve("adopt.csv").toString();
    }

    private Path file() {
        return directory.resolve("accounts.camel.yaml");
    }

    private Path store(String address) throws IOException {
        return sync("aws2-s3:crm?operation=getObject&keyName=customers.csv&region=eu-central-1&accessKey=key"
                + "&secretKey=hidden&overrideEndpoint=true&forcePathStyle=true&uriEndpointOverride=" + address);
    }

    private Path sync(String uri) throws IOException {
        return Files.writeString(
                file(),
                """
                - beans:
                    - name: accounts
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
                        value: accounts
                      - name: uri
                        value: "%s"
                      - name: delimiter
                        value: ";"
                """
                        .formatted(uri));
    }
}
