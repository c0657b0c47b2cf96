package io.accountsync.run;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.stream.StreamSteps;
import io.accountsync.run.stream.Streams;
import io.accountsync.state.RunRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** A {@link TestSync} whose rows are handed over, by a route of the test's own as by routes of other people. */
public final class TestStream implements AutoCloseable {
    /** Hands over what it gets. */
    public static final String CALLER =
            """
            - route:
                id: caller
                from:
                  uri: direct:caller
                  steps:
                    - setVariable:
                        name: sync
                        expression:
                          constant:
                            expression: accounts
                    - to: direct:sync-stream
            """;

    private final TestSync sync;
    private final ProducerTemplate template;
    private final ExecutorService callers = Executors.newCachedThreadPool();

    private TestStream(TestSync sync) {
        this.sync = sync;
        this.template = sync.context().createProducerTemplate();
    }

    /** With a sync that has a source route, too; batches wait for nothing unless the test says so. */
    public static TestStream start(LocalOrg org, Path directory, String... settings) {
        return of(org, directory, TestSync.ACCOUNTS + TestSync.ROWS + CALLER, settings);
    }

    /** With a file of the test's own. */
    public static TestStream of(LocalOrg org, Path directory, String file, String... settings) {
        List<String> all = new ArrayList<>(List.of("sync.stream.max-wait", "0"));
        all.addAll(List.of(settings));
        return new TestStream(TestSync.startFile(org, directory, file, all.toArray(String[]::new)));
    }

    /** In a process with a clock of its own. */
    static TestStream withClock(LocalOrg org, Path directory, Clock clock, String... settings) {
        List<String> all = new ArrayList<>(List.of("sync.stream.max-wait", "0"));
        all.addAll(List.of(settings));
        return new TestStream(
                TestSync.startFile(org, directory, clock, TestSync.ACCOUNTS + TestSync.ROWS + CALLER, all));
    }

    public TestSync sync() {
        return sync;
    }

    /** Hands a row over, and fails where it is not taken. */
    public void hand(Map<String, Object> row) {
        hand(List.of(row));
    }

    /** The same with many in one exchange. */
    public void hand(List<?> rows) {
        String refused = attempt(rows);
        if (refused != null) {
            throw new IllegalStateException(refused);
        }
    }

    /** Hands rows over; why they were not taken, or null where they were. */
    public String attempt(Object rows) {
        Exchange exchange = template.request(
                "direct:caller", request -> request.getMessage().setBody(rows));
        return exchange.getException() == null ? null : exchange.getException().getMessage();
    }

    /** The same from outside of all routes: there is none that a paused stream would stop. */
    public String attemptFromOutside(Object rows) {
        Exchange exchange = template.request("direct:sync-stream", request -> {
            request.setVariable("sync", "accounts");
            request.getMessage().setBody(rows);
        });
        return exchange.getException() == null ? null : exchange.getException().getMessage();
    }

    /** Hands rows over as a broker does: again and again. */
    public void handUntilTaken(List<?> rows) {
        while (attempt(rows) != null) {
            Thread.onSpinWait();
        }
    }

    /** Hands a row over on a thread of its own. */
    public CompletableFuture<String> handOnItsOwn(Map<String, Object> row) {
        return CompletableFuture.supplyAsync(() -> attempt(row), callers);
    }

    /** Waits until so many exchanges wait for others. */
    public void awaitWaiting(int exchanges) {
        while (streams().waiting("accounts") < exchanges) {
            Thread.onSpinWait();
        }
    }

    /** The streams of its process. */
    public Streams streams() {
        return sync.context()
                .getRegistry()
                .lookupByNameAndType(StreamSteps.BEAN, StreamSteps.class)
                .streams();
    }

    /** How many records the state knows. */
    public long known() {
        return sync.<Long>ofState(state -> state.records().count());
    }

    /** The last session, of a process that has ended. */
    public static RunRecord lastSession(LocalOrg org, Path directory) {
        try (TestSync sync = TestSync.start(org, directory)) {
            return latest(sync, "stream");
        }
    }

    /** The last run of a mode. */
    public static RunRecord latest(TestSync sync, String mode) {
        return sync.<RunRecord>ofState(state -> state.runs().latest("accounts", 20).stream()
                .filter(run -> run.mode().equals(mode))
                .findFirst()
                .orElseThrow());
    }

    @Override
    public void close() {
        streams().stop();
        sync.close();
        callers.shutdown();
    }
}
