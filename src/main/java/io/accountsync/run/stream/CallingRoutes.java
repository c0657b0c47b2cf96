package io.accountsync.run.stream;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the routes that hand rows to a stream that is paused, so that their consumers leave what they cannot get rid of, and starts
 * them again. They are stopped and not suspended: a consumer of camel-kafka 4.18 that is suspended while it recovers from a batch that
 * failed ends for good, and nobody is told. On a thread of its own, since stopping waits for the very exchanges that wait for the
 * stream. Safe for several threads.
 */
final class CallingRoutes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallingRoutes.class);
    private static final long PATIENCE_SECONDS = 10;

    private final CamelContext context;
    private final ExecutorService worker;
    private final Set<String> stopped = new LinkedHashSet<>();

    CallingRoutes(CamelContext context, String sync) {
        this.context = context;
        this.worker = context.getExecutorServiceManager().newSingleThreadExecutor(this, "stream-pause-" + sync);
    }

    /** Stops a route, once; null for none. */
    synchronized void stop(String id) {
        if (id != null && !isOurs(id) && stopped.add(id)) {
            worker.execute(() -> attempt("stopped", id, () -> {
                if (isStarted(id)) {
                    context.getRouteController().stopRoute(id, PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            }));
        }
    }

    /** Starts those again that were stopped. */
    synchronized void start() {
        stopped.forEach(id -> worker.execute(() ->
                attempt("started again", id, () -> context.getRouteController().startRoute(id))));
        stopped.clear();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void attempt(String what, String id, Work work) {
        try {
            work.run();
        } catch (Exception e) {
            LOG.warn("The route {} could not be {}: {}", id, what, e.getMessage());
        }
    }

    private boolean isStarted(String id) {
        return context.getRouteController().getRouteStatus(id) != null
                && context.getRouteController().getRouteStatus(id).isStarted();
    }

    /** Whoever calls us from outside of all routes has none that could be stopped. */
    private boolean isOurs(String id) {
        Route route = context.getRoute(id);
        return route == null || route.getEndpoint().getEndpointUri().startsWith("direct://sync-stream");
    }

    @Override
    public void close() {
        context.getExecutorServiceManager().shutdownNow(worker);
    }
}
