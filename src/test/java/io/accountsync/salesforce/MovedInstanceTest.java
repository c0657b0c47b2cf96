package io.accountsync.salesforce;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An org that lives at another host by now: the login tells which, and nothing is ever sent to where a redirect points. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MovedInstanceTest {
    private final LocalOrg org = LocalOrg.start();
    private final List<String> atOldHost = new CopyOnWriteArrayList<>();
    private final List<String> atStranger = new CopyOnWriteArrayList<>();
    private final HttpClient forwarding = HttpClient.newHttpClient();
    private HttpServer oldHost;
    private HttpServer stranger;
    private volatile String behaviour = "";

    @TempDir
    private Path directory;

    @BeforeEach
    void startHosts() throws IOException {
        oldHost = server(this::answerAsOldHost);
        stranger = server(exchange -> {
            atStranger.add(exchange.getRequestURI().getPath());
            send(exchange, 200, "application/json", "{}");
        });
    }

    @AfterEach
    void stop() {
        oldHost.stop(0);
        stranger.stop(0);
        org.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 page", "301", "307", "URL_NOT_RESET", "closed"})
    void theRunGoesToTheHostThatTheLoginNames(String howTheOldHostAnswers) {
        behaviour = howTheOldHostAnswers;
        org.faults().add(FaultMatch.on(CallKind.TOKEN).once(), oldSession());
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(customers(3)).run();

            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(org.records("Account")).hasSize(3);
        }
        assertThat(atOldHost).isNotEmpty();
        assertThat(atStranger).isEmpty();
        assertThat(org.stats().tokenRequests()).isEqualTo(2);
    }

    @Test
    void aHostThatIsGoneIsNotTakenForAnOldVersionOfTheApi() {
        behaviour = "404 page";
        org.faults().add(FaultMatch.on(CallKind.TOKEN), oldSession());
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(customers(3)).run();

            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.message()).contains("status 404 and an HTML page").doesNotContain("api-version");
        }
        assertThat(org.stats().tokenRequests()).as("not a login for each call").isEqualTo(2);
    }

    @Test
    void anAddressThatIsKeptByAKeyIsNamedWithTheOneOfTheLogin() {
        behaviour = "301";
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "salesforce.instance-url", address(oldHost))) {
            assertThat(sync.rows(customers(3)).run().message())
                    .contains("status 301, a redirect")
                    .contains(
                            "salesforce.instance-url is " + address(oldHost) + ", and the login names " + org.baseUrl())
                    .contains("take the key out");
        }
        assertThat(atStranger).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"records 301", "records 307", "records 308"})
    void recordsDoNotFollowARedirect(String howTheOldHostAnswers) {
        behaviour = howTheOldHostAnswers;
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "salesforce.instance-url", address(oldHost))) {
            RunReport report = sync.rows(customers(3)).run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("a redirect to 127.0.0.1 that is not followed");
        }
        assertThat(atOldHost).anyMatch(path -> path.contains("/composite/sobjects/"));
        assertThat(atStranger).isEmpty();
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void aSilentHostIsAskedAboutAtTheSecondCallAndOnceAMinute() {
        TestTime time = new TestTime();
        InstanceDoubt doubt = new InstanceDoubt(time);
        assertThat(doubt.silent()).isFalse();
        assertThat(doubt.silent()).isTrue();
        assertThat(doubt.silent()).isFalse();
        assertThat(doubt.strange()).isFalse();
        time.pass(Duration.ofSeconds(61));
        assertThat(doubt.silent()).isTrue();
        time.pass(Duration.ofSeconds(61));
        doubt.answered();
        assertThat(doubt.silent()).as("an ordinary hiccup").isFalse();
        assertThat(doubt.strange()).isTrue();
    }

    private void answerAsOldHost(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        atOldHost.add(path);
        switch (behaviour) {
            case "404 page" -> send(exchange, 404, "text/html", "<html>URL No Longer Exists</html>");
            case "URL_NOT_RESET" ->
                send(
                        exchange,
                        400,
                        "application/json",
                        "[{\"errorCode\":\"URL_NOT_RESET\",\"message\":\"Destination URL "
                                + "not reset. The URL returned from login must be set\"}]");
            case "closed" -> exchange.close();
            default -> {
                String status = behaviour.replace("records ", "");
                if (behaviour.startsWith("records ") && !path.contains("/composite/sobjects/")) {
                    forward(exchange);
                } else {
                    exchange.getResponseHeaders().set("Location", address(stranger) + exchange.getRequestURI());
                    send(exchange, Integer.parseInt(status), "text/html", "<html>Moved</html>");
                }
            }
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(org.baseUrl() + exchange.getRequestURI()))
                .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                .build();
        try {
            HttpResponse<String> answer = forwarding.send(request, HttpResponse.BodyHandlers.ofString());
            send(exchange, answer.statusCode(), "application/json", answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A login that still names the host of yesterday. */
    private FaultAction oldSession() {
        return new FaultAction.AnswerWith(
                200,
                "application/json",
                "{\"access_token\":\"00Dold!session\",\"instance_url\":\"" + address(oldHost) + "\",\"id\":\""
                        + address(oldHost) + "/id/00D000000000001AAA/005000000000001AAA\"}",
                false);
    }

    private static HttpServer server(com.sun.net.httpserver.HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** A clock that stands still until it is told otherwise. */
    private static final class TestTime extends java.time.Clock {
        private java.time.Instant now = java.time.Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public java.time.Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public java.time.Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
