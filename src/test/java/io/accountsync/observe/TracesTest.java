package io.accountsync.observe;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customer;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.observe.Collector.Span;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** With a collector each run is a trace. */
class TracesTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void aRunIsOneTraceWithItsPhasesAndEachCallAndNothingOfARow(String path) {
        org.faults()
                .add(
                        FaultMatch.on(path.equals("bulk") ? CallKind.BULK : CallKind.COLLECTIONS)
                                .once(),
                        FaultAction.respond(503, "SERVER_UNAVAILABLE", "no"));
        try (Collector collector = new Collector()) {
            try (TestSync sync = TestSync.start(
                    org,
                    directory,
                    ACCOUNTS,
                    "sync.traces.endpoint",
                    collector.endpoint(),
                    "sync.batch-size",
                    "1",
                    "sync.path",
                    path)) {
                sync.rows(List.of(customer("secret-key", "Secret Name"), customer("secret-too", "Secret Name")))
                        .run();
            }
            Span run = collector.spans().stream()
                    .filter(span -> span.name().equals("run accounts"))
                    .findFirst()
                    .orElseThrow();
            assertThat(run.attributes())
                    .containsEntry("account_sync.status", "SUCCEEDED")
                    .containsEntry("account_sync.run", "1")
                    .containsEntry("account_sync.created", "2");
            assertThat(collector.spans()).allMatch(span -> span.trace().equals(run.trace()));
            List<Span> parts = collector.spans().stream()
                    .filter(span -> run.id().equals(span.parent()))
                    .toList();
            assertThat(parts)
                    .extracting(Span::name)
                    .contains("begin", "compare", "decide", "send", "complete")
                    .contains(path.equals("bulk") ? "POST jobs/ingest" : "PATCH composite/sobjects");
            assertThat(parts)
                    .anyMatch(span ->
                            "503".equals(span.attributes().get("http.response.status_code")) && span.status() == 2);
            assertThat(parts).anyMatch(span -> "200".equals(span.attributes().get("http.response.status_code")));
            assertThat(collector.all().toLowerCase()).doesNotContain("secret", "customer_id__c", "127.0.0.1");
        }
    }

    @Test
    void aCollectorThatAsksForATokenGetsTheHeadersOfTheKey() {
        try (Collector collector = new Collector()) {
            String[] keys = {
                "sync.traces.endpoint", collector.endpoint(), "sync.traces.headers", "Authorization=Bearer%20hunter2"
            };
            try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, keys)) {
                sync.rows(TestSync.customers(1)).run();
            }
            assertThat(collector.authorization()).isNotEmpty().containsOnly("Bearer hunter2");
            assertThat(collector.all()).doesNotContain("hunter2");
        }
    }

    @Test
    void aCollectorThatNeverAnswersNeitherFailsARunNorHoldsItUpAndIsNamedAtTheEnd() throws Exception {
        // Connections are made, and never answered.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(logOfTwoRuns("http://127.0.0.1:" + silent.getLocalPort()))
                    .singleElement()
                    .asString()
                    .isEqualTo("The collector http://127.0.0.1:" + silent.getLocalPort()
                            + "/v1/traces (sync.traces.endpoint) "
                            + "takes no traces: there was no answer in time. Runs go on without them.");
        }
    }

    @Test
    void aCollectorThatIsNotThereIsNamedOnceWithTheReasonAndWithoutSecrets() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(logOfTwoRuns("http://me:hunter2@127.0.0.1:" + port + "/?key=hunter2"))
                .singleElement()
                .asString()
                .isEqualTo(
                        "The collector http://127.0.0.1:" + port + "/v1/traces (sync.traces.endpoint) takes no traces: "
                                + "the connection was refused. Runs go on without them.");
    }

    @Test
    void aCollectorThatRefusesTheTokenIsNamedWithThatReason() throws Exception {
        HttpServer strict = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        strict.createContext("/", call -> {
            call.sendResponseHeaders(401, -1);
            call.close();
        });
        strict.start();
        try {
            assertThat(logOfTwoRuns("http://127.0.0.1:" + strict.getAddress().getPort()))
                    .singleElement()
                    .asString()
                    .contains("takes no traces: it answered with an error: the path or the token");
        } finally {
            strict.stop(0);
        }
    }

    private List<String> logOfTwoRuns(String endpoint) {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.list = new CopyOnWriteArrayList<>();
        Logger logger = (Logger) LoggerFactory.getLogger(TellingExporter.class);
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.WARN);
        // The resource is closed before finally: what the end of the context says is in the log.
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.traces.endpoint", endpoint)) {
            assertThat(sync.rows(TestSync.customers(10)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(sync.rows(TestSync.customers(10)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        } finally {
            logger.detachAppender(logged);
            logger.setLevel(null);
        }
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
