package io.accountsync.observe;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.observe.Collector.Span;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void aCollectorThatTakesNothingNeitherFailsNorHoldsUpARun() throws Exception {
        // Connections are made, and never answered.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TestSync sync = TestSync.start(
                        org,
                        directory,
                        ACCOUNTS,
                        "sync.traces.endpoint",
                        "http://127.0.0.1:" + silent.getLocalPort())) {
            assertThat(sync.rows(TestSync.customers(10)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(sync.rows(TestSync.customers(10)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }
}
