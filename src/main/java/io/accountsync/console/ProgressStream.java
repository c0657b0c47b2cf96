package io.accountsync.console;

import io.accountsync.config.JsonText;
import io.accountsync.http.ConnectionLimits;
import io.accountsync.run.RunSnapshot;
import io.accountsync.run.steps.Engine;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells pages how far the runs of this process are, as server-sent events: numbers alone. Everything happens on the one thread
 * of the port, from what runs count anyway; a listener that does not read gets nothing until it does, and is left after a while.
 */
final class ProgressStream {
    static final int MOST_LISTENERS = 20;
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Periods without a change after which a listener is told that all is well. */
    private static final int QUIET = 15;

    /** What a listener may have left unread, in bytes. */
    private static final int MOST_UNREAD = 16_384;

    private final Vertx vertx;
    private final ConnectionLimits limits;
    private final RecentReports reports;
    private final Optional<Engine> engine;
    private final List<String> syncs;
    private final Map<HttpServerResponse, HttpServerRequest> listeners = new LinkedHashMap<>();
    private String last = "";
    private int unchanged;
    private Long timer;

    ProgressStream(Vertx vertx, ConnectionLimits limits, ConsoleProcess process, RecentReports reports) {
        this.reports = reports;
        this.vertx = vertx;
        this.limits = limits;
        this.engine = process.knownSyncs();
        // Asked for once, since whoever opens the state could make the one thread wait.
        this.syncs = engine.map(Engine::syncNames).orElse(List.of());
    }

    /** @param ended how many runs ended in this process: when it grows, there is something new to be asked for */
    private record Progress(List<RunSnapshot> runs, long ended) {}

    /** Whether nobody more can listen. */
    boolean isFull() {
        return listeners.size() >= MOST_LISTENERS;
    }

    /** How many listen now. */
    int listeners() {
        return listeners.size();
    }

    /** Begins to tell; the headers that every answer has are set. On the thread of the port, like all of this class. */
    void listen(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader("Content-Type", "text/event-stream").setChunked(true).setWriteQueueMaxSize(MOST_UNREAD);
        response.closeHandler(closed -> leave(response));
        listeners.put(response, request);
        last = event();
        listeners.forEach(this::write);
        if (timer == null) {
            timer = vertx.setPeriodic(PERIOD.toMillis(), tick -> tick());
        }
    }

    private void leave(HttpServerResponse response) {
        listeners.remove(response);
        if (listeners.isEmpty() && timer != null) {
            vertx.cancelTimer(timer);
            timer = null;
        }
    }

    private void tick() {
        String now = event();
        boolean isNews = !now.equals(last);
        unchanged = isNews ? 0 : unchanged + 1;
        if (isNews || unchanged % QUIET == 0) {
            last = now;
            listeners.forEach(this::write);
        }
    }

    /** One that has not read what it got gets no more, and its connection counts as quiet. */
    private void write(HttpServerResponse response, HttpServerRequest request) {
        if (!response.writeQueueFull()) {
            limits.goesOn(request.connection());
            response.write(last);
        }
    }

    private String event() {
        List<RunSnapshot> runs = engine.stream()
                .flatMap(known -> syncs.stream().map(known.runs()::find))
                .flatMap(Optional::stream)
                .map(RunSnapshot::of)
                .toList();
        String json = JsonText.inCamelCase(new Progress(runs, reports.ended()));
        return "event: progress\n" + json.replaceAll("(?m)^", "data: ") + "\n\n";
    }
}
