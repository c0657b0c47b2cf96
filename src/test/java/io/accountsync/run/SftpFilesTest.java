package io.accountsync.run;

import static io.accountsync.source.TestGzip.packed;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files on an SFTP server, through camel-ftp and the whole engine. */
class SftpFilesTest {
    private static final String CSV = "id,name,city,parent\n"
            + IntStream.rangeClosed(1, 3000)
                    .mapToObj(i -> i + ",Client " + i + ",Bonn,\n")
                    .collect(Collectors.joining());

    private final LocalOrg org = LocalOrg.start();
    private TestSftp server;
    private Path served;
    private Path knownHosts;
    private volatile WhenOpened whenOpened = file -> {};

    @TempDir
    private Path directory;

    /** What happens to a file when its first bytes are asked for. */
    private interface WhenOpened {
        void happen(Path file) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        served = Files.createDirectories(directory.resolve("served"));
        Files.createDirectories(served.resolve("out"));
        server = new TestSftp(served, new SftpFileSystemAccessor() {
            @Override
            public SeekableByteChannel openFile(
                    SftpSubsystemProxy subsystem,
                    FileHandle handle,
                    Path file,
                    String name,
                    Set<? extends OpenOption> options,
                    FileAttribute<?>... attributes)
                    throws IOException {
                whenOpened.happen(served.resolve("out/customers.csv"));
                return SftpFileSystemAccessor.super.openFile(subsystem, handle, file, name, options, attributes);
            }
        });
        knownHosts = server.knownHosts(directory.resolve("known_hosts"));
    }

    @AfterEach
    void stop() {
        server.close();
        org.close();
    }

    @Test
    void aFileIsReadByEachRunAndStaysWhereItIs() throws IOException {
        Path file = Files.writeString(served.resolve("out/customers.csv"), CSV);
        try (TestSync sync = start("customers.csv", TestSftp.PASSWORD)) {
            RunReport first = sync.run();
            assertThat(first.message()).isNull();
            assertThat(first.count(Count.CREATED)).isEqualTo(3000);
            Files.writeString(file, CSV.replace("7,Client 7,Bonn", "7,Client 7,Köln"));
            RunReport second = sync.run();
            assertThat(second.message()).isNull();
            assertThat(second.count(Count.UPDATED)).isEqualTo(1);
            assertThat(second.count(Count.UNCHANGED)).isEqualTo(2999);
        }
        assertThat(file).exists();
    }

    @Test
    void aPackedFileIsReadAndOneThatIsCutSendsNothing() throws IOException {
        byte[] packed = packed(CSV);
        Path file = served.resolve("out/customers.csv.gz");
        Files.write(file, Arrays.copyOf(packed, packed.length - 12));
        assertFailed("customers.csv.gz", TestSftp.PASSWORD, "/out/customers.csv.gz, line ", "the gzip file is cut off");
        Files.write(file, packed);
        try (TestSync sync = start("customers.csv.gz", TestSftp.PASSWORD)) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(3000);
        }
    }

    @Test
    void aFileThatGrowsWhileItIsReadSendsNothing() throws IOException {
        Path file = Files.writeString(served.resolve("out/customers.csv"), CSV);
        whenOpened = opened -> Files.writeString(opened, "x,Late,,\n", StandardOpenOption.APPEND);
        assertFailed(
                "customers.csv",
                TestSftp.PASSWORD,
                "/out/customers.csv grew from",
                "while it was read",
                "Nothing was sent");
        assertThat(file).exists();
    }

    @Test
    void aFileThatShrinksBeforeItIsReadSendsNothing() throws IOException {
        Files.writeString(served.resolve("out/customers.csv"), CSV);
        whenOpened = opened -> Files.writeString(opened, CSV.substring(0, CSV.indexOf("\n200,") + 1));
        assertFailed("customers.csv", TestSftp.PASSWORD, "/out/customers.csv shrank from", "while it was read");
    }

    @Test
    void aFileThatIsWrittenOverInPlaceSendsNothing() throws IOException {
        Files.writeString(served.resolve("out/customers.csv"), CSV);
        whenOpened = opened -> Files.setLastModifiedTime(opened, FileTime.from(Instant.parse("2026-01-31T00:00:00Z")));
        assertFailed("customers.csv", TestSftp.PASSWORD, "/out/customers.csv was written to while it was read");
    }

    @Test
    void aFileThatIsTakenAwayMeanwhileSendsNothing() throws IOException {
        Files.writeString(served.resolve("out/customers.csv"), CSV);
        whenOpened = opened -> Files.move(opened, served.resolve("taken"));
        assertFailed("customers.csv", TestSftp.PASSWORD, "out/customers.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere.csv", "../nowhere/customers.csv"})
    void aMissingFileIsNamed(String name) {
        assertFailed(name, TestSftp.PASSWORD, "Nothing was sent");
    }

    @Test
    void aWrongPasswordIsNamedAsSuch() throws IOException {
        Files.writeString(served.resolve("out/customers.csv"), CSV);
        assertFailed(
                "customers.csv",
                "guess",
                "The server of the source file refused the login. Nothing was sent. Correct the user");
    }

    @Test
    void anUnknownHostKeyIsRefusedBeforeAnyPasswordIsSent() throws IOException {
        Files.writeString(served.resolve("out/customers.csv"), CSV);
        Files.writeString(knownHosts, "");
        assertFailed(
                "customers.csv",
                TestSftp.PASSWORD,
                "The host key of the server of the source file is not in known_hosts",
                "knownHostsFile");
    }

    @Test
    void aHostKeyThatIsAnotherOneIsRefused() throws IOException {
        Files.writeString(served.resolve("out/customers.csv"), CSV);
        try (TestSftp other = new TestSftp(served, SftpFileSystemAccessor.DEFAULT)) {
            Files.writeString(
                    knownHosts,
                    Files.readString(other.knownHosts(directory.resolve("other")))
                            .replace(":" + other.port(), ":" + server.port()));
        }
        assertFailed("customers.csv", TestSftp.PASSWORD, "has another host key than the one in known_hosts");
    }

    @Test
    void aRouteOfOnesOwnThatChecksNoHostKeyIsRefused() throws IOException {
        Files.writeString(served.resolve("out/customers.csv"), CSV);
        String options = "fileName=customers.csv&password=RAW({{files.password}})&streamDownload=true&stepwise=false";
        assertThat(ofOwnRoute(options))
                .contains(
                        "/out/customers.csv lacks noop=true and idempotent=false and strictHostKeyChecking=yes. Add it");
        assertThat(ofOwnRoute(
                        options + "&noop=true&idempotent=false&strictHostKeyChecking=yes&knownHostsFile=" + knownHosts))
                .isNull();
    }

    private String ofOwnRoute(String options) {
        String file = TestSync.ACCOUNTS.replaceFirst(
                        "- beans:\n", "- beans:\n    - name: clients\n      type: io.accountsync.source.CsvFile\n")
                + """
                - route:
                    id: accounts-source
                    streamCache: false
                    from:
                      uri: direct
                      parameters:
                        name: accounts-source
                      steps:
                        - pollEnrich:
                            timeout: 0
                            expression:
                              constant:
                                expression: "sftp://etl@localhost:%d/out?%s"
                        - setBody:
                            expression:
                              method:
                                ref: clients
                                method: rows
                """
                        .formatted(server.port(), options);
        try (TestSync sync =
                TestSync.startFile(org, directory.resolve("state"), file, "files.password", TestSftp.PASSWORD)) {
            return sync.run().message();
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        server.close();
        assertFailed("customers.csv", TestSftp.PASSWORD, "The source cannot be reached: nobody answers at its address");
    }

    private void assertFailed(String file, String password, String... message) {
        try (TestSync sync = start(file, password)) {
            RunReport report = sync.run();
            assertThat(report.message())
                    .contains(message)
                    .doesNotContain(TestSftp.PASSWORD)
                    .doesNotContain("Exception");
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(org.records("Account")).isEmpty();
        }
    }

    private TestSync start(String file, String password) {
        String source =
                """
                - templatedRoute:
                    routeTemplateRef: csv-source
                    parameters:
                      - name: sync
                        value: accounts
                      - name: uri
                        value: "sftp://etl@localhost:%d/out/%s?password=RAW({{files.password}})&knownHostsFile=%s"
                """
                        .formatted(server.port(), file, knownHosts);
        return TestSync.startFile(
                org, directory.resolve("state"), TestSync.ACCOUNTS + source, "files.password", password);
    }
}
