package io.accountsync.run;

import static io.accountsync.run.ScriptedServer.answer;
import static io.accountsync.run.ScriptedServer.ok;
import static io.accountsync.source.TestGzip.packed;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/sources.md of files and secrets, as they are there, against real servers or their protocol. */
class FileExamplesTest {
    private static final Path EXAMPLES = Path.of("docs/examples");
    private static final String CSV = "id;name\n1;One\n2;Two\n3;Three\n";

    private final LocalOrg org = LocalOrg.start();
    private final ScriptedServer server = new ScriptedServer();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        org.close();
        server.close();
    }

    @Test
    void anHttpAddressWithALogin() throws IOException {
        server.answering(request -> request.contains("Authorization: Basic " + base64("etl:open sesame"))
                ? ok("application/jsonl", "{\"id\": 1, \"name\": \"One\"}\n{\"id\": 2, \"name\": \"Two\"}\n")
                : answer("HTTP/1.1 401 No\nContent-Length: 0", new byte[0]));
        assertCreated(
                "http/accounts-http.camel.yaml",
                2,
                "files.url",
                server.address(),
                "files.user",
                "etl",
                "files.password",
                "open sesame");
    }

    @Test
    void anHttpAddressThatWantsATokenFirst() throws IOException {
        server.answering(request -> request.startsWith("POST /token ")
                        && request.endsWith("grant_type=client_credentials&client_id=us&client_secret=open-sesame")
                ? ok("application/json", "{\"access_token\": \"t0ken\"}")
                : request.contains("Authorization: Bearer t0ken") && request.contains("Accept-Encoding: identity")
                        ? ok("text/csv", CSV)
                        : answer("HTTP/1.1 401 No\nContent-Length: 0", new byte[0]));
        assertCreated(
                "http/accounts-token.camel.yaml",
                3,
                "crm.url",
                server.address(),
                "crm.client-id",
                "us",
                "crm.client-secret",
                "open-sesame");
    }

    @Test
    void anSftpServer() throws IOException {
        Path served = Files.createDirectories(directory.resolve("served/out"));
        Files.writeString(served.resolve("customers.csv"), CSV);
        try (TestSftp sftp = new TestSftp(directory.resolve("served"), SftpFileSystemAccessor.DEFAULT)) {
            assertCreated(
                    "sftp/accounts-sftp.camel.yaml",
                    3,
                    "files.user",
                    "etl",
                    "files.host",
                    "localhost:" + sftp.port(),
                    "files.password",
                    TestSftp.PASSWORD,
                    "files.known-hosts",
                    sftp.knownHosts(directory.resolve("known_hosts")).toString());
        }
    }

    @Test
    void anObjectOfABucket() throws IOException {
        byte[] packed = packed(CSV.replace(';', ','));
        server.answering(request -> request.startsWith("HEAD /crm ")
                ? answer("HTTP/1.1 200 OK\nContent-Length: 0", new byte[0])
                : request.startsWith("GET /crm/out/customers.csv.gz ")
                        ? answer(
                                "HTTP/1.1 200 OK\nETag: \"1\"\nLast-Modified: Sat, 31 Jan 2026 10:00:00 GMT\nContent-Length: "
                                        + packed.length,
                                packed)
                        : answer("HTTP/1.1 500 Unexpected\nContent-Length: 0", new byte[0]));
        assertCreated("s3/accounts-s3.camel.yaml", 3, bucket());
    }

    @Test
    void anObjectThatBreaksOffSendsNothing() throws IOException {
        byte[] packed = packed(CSV.replace(';', ','));
        server.answering(request -> answer(
                "HTTP/1.1 200 OK\nETag: \"1\"\nContent-Length: " + (request.startsWith("HEAD") ? 0 : packed.length),
                request.startsWith("HEAD") ? new byte[0] : Arrays.copyOf(packed, packed.length - 12)));
        assertThat(failure("s3/accounts-s3.camel.yaml", bucket()))
                .contains("aws2-s3://crm")
                .contains("line 1 cannot be read");
    }

    @Test
    void aMissingObjectAndAMissingBucketAreNamed() throws IOException {
        server.answering(request -> request.startsWith("HEAD ")
                ? answer("HTTP/1.1 200 OK\nContent-Length: 0", new byte[0])
                : s3Error("NoSuchKey"));
        assertThat(failure("s3/accounts-s3.camel.yaml", bucket()))
                .startsWith("There is no such object in the bucket of the source route. Nothing was sent");
        server.answering(request -> request.startsWith("HEAD ")
                ? answer("HTTP/1.1 404 Not Found\nContent-Length: 0", new byte[0])
                : s3Error("NoSuchBucket"));
        assertThat(failure("s3/accounts-s3.camel.yaml", bucket()))
                .startsWith("There is no such bucket as the source route names. Nothing was sent");
    }

    @Test
    void aParquetFileByDuckDb() throws Exception {
        Path file = directory.resolve("customers.parquet");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("copy (select i as id, 'Client ' || i as name from range(1, 301) t(i)) to '" + file
                    + "' (format parquet)");
        }
        assertCreated(
                "parquet/accounts-parquet.camel.yaml",
                300,
                "source.url",
                "jdbc:duckdb:",
                "files.parquet",
                file.toString());
    }

    private String[] bucket() {
        return new String[] {
            "files.bucket", "crm",
            "files.region", "eu-central-1",
            "files.access-key", "key",
            "files.secret-key", "secret",
            "files.options", "&overrideEndpoint=true&uriEndpointOverride=" + server.address() + "&forcePathStyle=true"
        };
    }

    private static byte[] s3Error(String code) {
        byte[] body = ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>No</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        return answer("HTTP/1.1 404 Not Found\nContent-Type: application/xml\nContent-Length: " + body.length, body);
    }

    private void assertCreated(String example, int count, String... keys) throws IOException {
        try (TestSync sync = start(example, keys)) {
            RunReport report = sync.run();
            assertThat(report.message()).isNull();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CREATED)).isEqualTo(count);
        }
    }

    private String failure(String example, String... keys) throws IOException {
        try (TestSync sync = start(example, keys)) {
            RunReport report = sync.run();
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(org.records("Account")).isEmpty();
            return report.message();
        }
    }

    private TestSync start(String example, String... keys) throws IOException {
        // Else a test that runs at a quarter of an hour meets the run of the schedule.
        String[] withoutSchedule = Stream.concat(
                        Stream.of(keys), Stream.of("sync.accounts.schedule", "0 0 0 1 1 ? 2099"))
                .toArray(String[]::new);
        return TestSync.startFile(
                org, directory.resolve("state"), Files.readString(EXAMPLES.resolve(example)), withoutSchedule);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
