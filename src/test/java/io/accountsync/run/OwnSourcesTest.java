package io.accountsync.run;

import static io.accountsync.run.ScriptedServer.answer;
import static io.accountsync.run.ScriptedServer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.accountsync.check.SourceCheck;
import io.accountsync.config.Finding;
import io.accountsync.localorg.LocalOrg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/sources.md of a source route of one's own, as they are there, against real servers. */
class OwnSourcesTest {
    private static final Path EXAMPLES = Path.of("docs/examples");

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
    void pagesOfAnApiAreReadOneAfterTheOtherToTheLast() throws IOException {
        server.answering(OwnSourcesTest::page);
        try (TestSync sync = pagedApi()) {
            RunReport report = sync.run();
            assertThat(report.message()).isNull();
            assertThat(report.count(Count.CREATED)).isEqualTo(250);
            assertThat(server.requests())
                    .hasSize(3)
                    .allMatch(request -> request.contains("Authorization: Bearer t0ken"));
            assertThat(server.requests().get(0)).contains("?updatedSince=1970-01-01T00:00:00Z&after= ");
            assertThat(server.requests().get(2)).contains("&after=200 ");

            assertThat(sync.run().count(Count.UNCHANGED)).isEqualTo(250);
            assertThat(server.requests().get(3)).as("since the cursor").contains("?updatedSince=2026-01-31T09:55:00Z&");
        }
    }

    @Test
    void aPageThatFailsInTheMiddleSendsNothingAndSaysWhy() throws IOException {
        server.answering(request -> request.contains("after=200")
                ? answer("HTTP/1.1 503 Down\nContent-Length: 6", "secret".getBytes(StandardCharsets.UTF_8))
                : page(request));
        assertFailed(
                "Reading the source broke off after 200 rows",
                "/customers answered with the status 503. Nothing was sent");
    }

    @Test
    void aPageThatIsCutSendsNothing() throws IOException {
        server.answering(request -> {
            byte[] page = page(request);
            return request.contains("after=100") ? Arrays.copyOf(page, page.length / 2) : page;
        });
        assertFailed(
                "Reading the source broke off after 100 rows (source route accounts-source; the last row read has the key 100). Page 2 of direct://customers-page (http://",
                "/customers) could not be read. The answer of the source broke off: the server closed the connection before "
                        + "its end. Nothing was sent. The next run asks again.");
    }

    @Test
    void aPageWhoseJsonEndsEarlySendsNothingAndQuotesNothing() throws IOException {
        server.answering(request -> request.contains("after=100")
                ? ok("application/json", "{\"customers\": [{\"name\": \"secret")
                : page(request));
        assertFailed(
                "Reading the source broke off after 100 rows (source route accounts-source; the last row read has the key 100). Page 2 of direct://customers-page (http://",
                "/customers) could not be read. The answer of the source broke off: its JSON has no end, at line 1, column ");
    }

    @Test
    void pagesThatGoInACircleEndTheReading() throws IOException {
        server.answering(request -> {
            int after = Integer.parseInt("0" + request.replaceAll("(?s).*after=(\\d*) .*", "$1"));
            int next = after == 5 ? 3 : after + 1;
            return ok("application/json", "{\"customers\": [" + customer(after) + "], \"next\": " + next + "}");
        });
        assertFailed(
                "Page 7 of direct://customers-page names the same next page as page 4 did, so that reading would never end. "
                        + "Nothing was sent.");
    }

    @Test
    void aWebPageInPlaceOfAPageSendsNothing() throws IOException {
        server.answering(
                request -> request.contains("after=100") ? ok("text/html", "<html>secret</html>") : page(request));
        assertFailed(
                "Reading the source broke off after 100 rows (source route accounts-source; the last row read has the key 100). Page 2 of direct://customers-page",
                "The answer of the source is not JSON, at line 1, column ");
    }

    @Test
    void aPageThatNamesItselfAsTheNextEndsTheReading() throws IOException {
        server.answering(
                request -> ok("application/json", "{\"customers\": [" + customer(1) + "], \"next\": \"100\"}"));
        assertFailed("Page 2 of direct://customers-page names itself as the next one");
    }

    @Test
    void aPageWithoutTheNameOfItsRowsSendsNothing() throws IOException {
        server.answering(request -> ok("application/json", "{\"error\": \"secret\"}"));
        assertFailed("Page 1 of direct://customers-page left no rows in the body");
    }

    @Test
    void pagesThatAreNumberedEndWithTheFirstEmptyOne() throws IOException {
        server.answering(request -> ok(
                "application/json",
                request.contains("page=3 ")
                        ? "{\"customers\": []}"
                        : "{\"customers\": [" + customer(request.contains("page=1 ") ? 1 : 2) + "]}"));
        String file = Files.readString(EXAMPLES.resolve("paged-api/accounts-api.camel.yaml"))
                .replace("route: customers-page", "route: customers-page\n        end: empty")
                .replaceAll("updatedSince=.*\"", "page=\\${variable.page}\"");
        try (TestSync sync =
                TestSync.startFile(org, directory, file, "crm.url", server.address(), "crm.token", "t0ken")) {
            RunReport report = sync.run();
            assertThat(report.message()).isNull();
            assertThat(report.count(Count.CREATED)).isEqualTo(2);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void checkReadsTheSameRoute() throws IOException {
        server.answering(OwnSourcesTest::page);
        try (TestSync sync = pagedApi()) {
            SourceCheck check =
                    new SourceCheck(sync.context(), sync.engine().syncs().get("accounts"));
            assertThat(check.examine(Optional.empty())).noneMatch(Finding::isError);
            server.answering(answer("HTTP/1.1 401 No\nContent-Length: 0", new byte[0]));
            assertThat(check.examine(Optional.empty()))
                    .anyMatch(finding -> finding.message().contains("status 401: the login for it is missing"));
        }
    }

    @Test
    void documentsOfACollectionAreReadAsAStream() throws IOException {
        MongoServer mongo = new MongoServer(new MemoryBackend());
        try {
            String url = mongo.bindAndGetConnectionString();
            String file = Files.readString(EXAMPLES.resolve("mongodb/accounts-mongodb.camel.yaml"));
            try (TestSync sync = TestSync.startFile(org, directory, file, "crm.mongodb", url);
                    var client = MongoClients.create(url)) {
                client.getDatabase("crm")
                        .getCollection("customers")
                        .insertMany(IntStream.rangeClosed(1, 300)
                                .mapToObj(i -> new Document("_id", i)
                                        .append("name", "Client " + i)
                                        .append("address", new Document("city", "Bonn")))
                                .toList());
                RunReport report = sync.run();
                assertThat(report.message()).isNull();
                assertThat(report.count(Count.CREATED)).isEqualTo(300);
                assertThat(org.find("Account", "Customer_Id__c", "7").orElseThrow())
                        .containsEntry("BillingCity", "Bonn");
            }
        } finally {
            mongo.shutdownNow();
        }
    }

    private void assertFailed(String... message) throws IOException {
        try (TestSync sync = pagedApi()) {
            RunReport report = sync.run();
            assertThat(report.message()).contains(message).doesNotContain("secret");
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(org.records("Account")).isEmpty();
        }
    }

    private TestSync pagedApi() throws IOException {
        String file = Files.readString(EXAMPLES.resolve("paged-api/accounts-api.camel.yaml"));
        return TestSync.startFile(org, directory, file, "crm.url", server.address(), "crm.token", "t0ken");
    }

    private static byte[] page(String request) {
        int first = request.contains("after=200") ? 200 : request.contains("after=100") ? 100 : 0;
        int last = Math.min(first + 100, 250);
        String rows = IntStream.rangeClosed(first + 1, last)
                .mapToObj(OwnSourcesTest::customer)
                .collect(Collectors.joining(","));
        return ok(
                "application/json",
                "{\"customers\": [" + rows + "], \"next\": " + (last < 250 ? "\"" + last + "\"" : "null") + "}");
    }

    private static String customer(int i) {
        return "{\"id\": " + i + ", \"name\": \"Client " + i
                + "\", \"address\": {\"city\": \"Bonn\"}, \"updatedAt\": \"2026-01-31T10:00:00Z\"}";
    }
}
