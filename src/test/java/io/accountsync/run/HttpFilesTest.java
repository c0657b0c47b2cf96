package io.accountsync.run;

import static io.accountsync.run.ScriptedServer.answer;
import static io.accountsync.run.ScriptedServer.ok;
import static io.accountsync.source.TestGzip.packed;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.accountsync.check.SourceCheck;
import io.accountsync.config.Finding;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.compare.OpenSource;
import io.accountsync.run.compare.SourceRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files at an HTTP address, through camel-http and the whole engine, from a server that answers byte for byte as a test says. */
class HttpFilesTest {
    private static final String CSV = "id,name,city,parent\n"
            + IntStream.rangeClosed(1, 300)
                    .mapToObj(i -> i + ",Client " + i + ",Bonn,\n")
                    .collect(Collectors.joining());
    private static final String LINES = IntStream.rangeClosed(1, 300)
            .mapToObj(i -> "{\"id\": " + i + ", \"name\": \"Client " + i + "\", \"city\": null, \"parent\": null}\n")
            .collect(Collectors.joining());
    private static final String ARRAY = "[" + LINES.strip().replace("\n", ",\n") + "]";

    private final LocalOrg org = LocalOrg.start();
    private final ScriptedServer server = new ScriptedServer();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        org.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"csv-source, CSV", "json-source, LINES", "json-source, ARRAY"})
    void eachFormatIsReadWhole(String template, String format) {
        String text = format.equals("CSV") ? CSV : format.equals("LINES") ? LINES : ARRAY;
        server.answering(ok("application/octet-stream", text));
        assertCreated(template, 300);
    }

    @ParameterizedTest
    @CsvSource({"csv-source, CSV", "json-source, LINES", "json-source, ARRAY"})
    void eachFormatIsReadWholeWhenItIsPackedOnItsWayOrWhereItLies(String template, String format) throws IOException {
        String text = format.equals("CSV") ? CSV : format.equals("LINES") ? LINES : ARRAY;
        byte[] packed = packed(text);
        server.answering(answer("HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: " + packed.length, packed));
        assertCreated(template, 300);
        assertThat(server.requests().get(0)).contains("Accept-Encoding: gzip");
        server.answering(
                answer("HTTP/1.1 200 OK\nContent-Type: application/gzip\nContent-Length: " + packed.length, packed));
        assertUnchanged(template, 300);
    }

    @Test
    void anAnswerInChunksIsReadWhole() {
        server.answering(answer("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", chunks(CSV, "0\r\n\r\n")));
        assertCreated("csv-source", 300);
    }

    @Test
    void anAnswerThatBreaksOffBeforeItsLengthSendsNothing() {
        byte[] whole = CSV.getBytes(StandardCharsets.UTF_8);
        int end = CSV.indexOf("\n200,") + 1;
        server.answering(answer("HTTP/1.1 200 OK\nContent-Length: " + whole.length, Arrays.copyOf(whole, end)));
        assertFailed(
                "csv-source",
                "/rows.csv, line ",
                "cannot be read: Premature end of Content-Length delimited message body");
    }

    @Test
    void anAnswerInChunksThatBreaksOffSendsNothing() {
        String half = CSV.substring(0, CSV.indexOf("\n200,") + 1);
        server.answering(answer("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", chunks(half, "")));
        assertFailed("csv-source", "/rows.csv, line ", "cannot be read: Premature end of chunk coded message body");
        server.answering(answer("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", chunks(LINES, "")));
        assertFailed("json-source", "/rows.csv, line ", "cannot be read: Premature end of chunk coded message body");
    }

    @Test
    void anAnswerWhoseEndNobodyKnowsSendsNothing() {
        server.answering(answer("HTTP/1.1 200 OK\nConnection: close", CSV.getBytes(StandardCharsets.UTF_8)));
        assertFailed(
                "csv-source",
                "says neither how long the file is nor sends it in chunks",
                "have the file packed with gzip");
    }

    @Test
    void anAnswerThatShowsItsEndItselfNeedsNoLength() throws IOException {
        server.answering(answer("HTTP/1.1 200 OK\nConnection: close", packed(CSV)));
        assertCreated("csv-source", 300);
        server.answering(answer("HTTP/1.1 200 OK\nConnection: close", ARRAY.getBytes(StandardCharsets.UTF_8)));
        assertUnchanged("json-source", 300);
    }

    @Test
    void anArrayThatEndsEarlyAndAGzipThatIsCutSendNothing() throws IOException {
        String early = ARRAY.substring(0, ARRAY.indexOf("\n{\"id\": 200"));
        server.answering(ok("application/json", early));
        assertFailed("json-source", "/rows.csv, line 199: the file ends before its JSON array does; it is cut off");
        byte[] packed = packed(CSV);
        byte[] cut = Arrays.copyOf(packed, packed.length - 9);
        server.answering(answer("HTTP/1.1 200 OK\nContent-Length: " + cut.length, cut));
        assertFailed("csv-source", "the gzip file is cut off; fetch it again");
    }

    @Test
    void headersOfTheServerDoNotReachTheCallsToSalesforce() {
        byte[] bytes = CSV.getBytes(StandardCharsets.UTF_8);
        server.answering(answer(
                "HTTP/1.1 200 OK\nsObjectName: Contact\nallOrNone: true\nrawPath: /elsewhere\nContent-Length: "
                        + bytes.length,
                bytes));
        assertCreated("csv-source", 300);
    }

    @Test
    void aWebPageInPlaceOfTheFileIsNamedAsOne() {
        String page = "\n<!DOCTYPE html><html><body>Please log in, Mr. Secret</body></html>\n";
        for (String template : new String[] {"csv-source", "json-source"}) {
            server.answering(ok("text/html", page));
            assertFailed(template, "/rows.csv, line 1 cannot be read: it is a web page or an XML document, not rows");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 Unauthorized | status 401: the login for it is missing, wrong or has expired",
                "403 Forbidden | status 403: the login for it is missing, wrong or has expired",
                "404 Not Found | status 404: there is no such file. Nothing was sent. Correct the address",
                "500 Oops | status 500. Nothing was sent. The next run asks again",
                "206 Partial Content | status 206, which is not that of a whole file (200)",
                "203 Changed | status 203, which is not that of a whole file (200)"
            })
    void anyOtherStatusIsNamedWithItsRemedy(String status, String message) {
        server.answering(
                answer("HTTP/1.1 " + status + "\nContent-Length: 8", "a secret".getBytes(StandardCharsets.UTF_8)));
        assertFailed("csv-source", "/rows.csv answered with the " + message);
    }

    @Test
    void noContentIsNoFile() {
        server.answering(answer("HTTP/1.1 204 No Content", new byte[0]));
        assertFailed("json-source", "left nothing in the body");
    }

    @Test
    void aFileThatHasMovedIsNotFollowedButNamed() {
        server.answering(answer(
                "HTTP/1.1 302 Found\nLocation: http://elsewhere.example/login?token=hidden\nContent-Length: 0",
                new byte[0]));
        assertFailed(
                "csv-source",
                "status 302: it has moved to http://elsewhere.example/login. Nothing was sent. Set that address");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        server.close();
        assertFailed("csv-source", "The source cannot be reached: nobody answers at its address");
    }

    @Test
    void rowsThatAreGoneFromTheFileStopTheRunLikeThoseOfALocalOne() {
        server.answering(ok("text/csv", CSV));
        assertCreated("csv-source", 300);
        server.answering(ok("text/csv", CSV.substring(0, CSV.indexOf("\n101,") + 1)));
        try (TestSync sync = start("csv-source")) {
            RunReport report = sync.run();
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("the source has 200 no longer, such as 101, 102, 103");
        }
    }

    @Test
    void rowsAreReadWhileTheServerStillSends() throws Exception {
        CountDownLatch firstRowIsRead = new CountDownLatch(1);
        AtomicBoolean wasInTime = new AtomicBoolean();
        HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slow.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write((CSV + ("x" + CSV.substring(20)).repeat(20)).getBytes(StandardCharsets.UTF_8));
                out.flush();
                wasInTime.set(firstRowIsRead.await(2, TimeUnit.MINUTES));
                out.write("last,Last,,\n".getBytes(StandardCharsets.UTF_8));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        slow.start();
        try (TestSync sync = start(
                        "csv-source", "http://localhost:" + slow.getAddress().getPort());
                OpenSource source =
                        OpenSource.open(sync.context(), sync.engine().syncs().get("accounts"), 0);
                SourceRows rows = source.rows()) {
            rows.next();
            firstRowIsRead.countDown();
            Object last = null;
            while (rows.hasNext()) {
                last = rows.next();
            }
            assertThat(((Map<?, ?>) last).get("id")).isEqualTo("last");
            assertThat(wasInTime).isTrue();
        } finally {
            slow.stop(0);
        }
    }

    @Test
    void checkReadsItTheSameWayAndNamesTheSameMistakes() {
        try (TestSync sync = start("csv-source")) {
            SourceCheck check =
                    new SourceCheck(sync.context(), sync.engine().syncs().get("accounts"));
            server.answering(ok("text/csv", CSV));
            assertThat(check.examine(Optional.empty())).noneMatch(Finding::isError);
            server.answering(ok("text/csv", "id;name;city;parent\n1;One;;\n"));
            assertThat(check.examine(Optional.empty()))
                    .extracting(Finding::message)
                    .containsExactly(server.address()
                            + "/rows.csv, line 1: the header row is not a row of columns by the delimiter \",\", but it is by another "
                            + "one. Set delimiter: \";\"");
        }
    }

    @Test
    void aRouteThatReadsTheFileIntoMemoryIsRefusedWithTheOptionsToSet() {
        server.answering(ok("text/csv", CSV));
        String route =
                """
                - route:
                    id: accounts-source
                    from:
                      uri: direct
                      parameters:
                        name: accounts-source
                      steps:
                        - to:
                            uri: "%s/rows.csv"
                        - setBody:
                            expression:
                              method:
                                ref: clients
                                method: rows
                """
                        .formatted(server.address());
        String file = TestSync.ACCOUNTS.replaceFirst(
                        "- beans:\n", "- beans:\n    - name: clients\n      type: io.accountsync.source.CsvFile\n")
                + route;
        try (TestSync sync = TestSync.startFile(org, directory, file)) {
            assertThat(sync.run().message())
                    .contains("read the whole file into memory")
                    .contains("streamCache: false on the route, disableStreamCache: true on an http step");
        }
    }

    private void assertCreated(String template, int count) {
        try (TestSync sync = start(template)) {
            RunReport report = sync.run();
            assertThat(report.message()).isNull();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CREATED)).isEqualTo(count);
        }
    }

    private void assertUnchanged(String template, int count) {
        try (TestSync sync = start(template)) {
            RunReport report = sync.run();
            assertThat(report.message()).isNull();
            assertThat(report.count(Count.UNCHANGED) + report.count(Count.UPDATED))
                    .isEqualTo(count);
        }
    }

    private void assertFailed(String template, String... message) {
        try (TestSync sync = start(template)) {
            RunReport report = sync.run();
            assertThat(report.message())
                    .contains(message)
                    .doesNotContain("ecret")
                    .doesNotContain("hidden");
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(org.records("Account")).isEmpty();
        }
    }

    private TestSync start(String template) {
        return start(template, server.address());
    }

    private TestSync start(String template, String address) {
        String source =
                """
                - templatedRoute:
                    routeTemplateRef: %s
                    parameters:
                      - name: sync
                        value: accounts
                      - name: uri
                        value: "%s/rows.csv?token=hidden"
                """
                        .formatted(template, address);
        return TestSync.startFile(org, directory, TestSync.ACCOUNTS + source);
    }

    private static byte[] chunks(String text, String end) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
        chunks.writeBytes(bytes);
        chunks.writeBytes(("\r\n" + end).getBytes(StandardCharsets.UTF_8));
        return chunks.toByteArray();
    }
}
