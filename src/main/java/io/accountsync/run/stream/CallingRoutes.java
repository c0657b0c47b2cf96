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
 * Suspends the routes that hand rows to a stream that is paused, so that their consumers leave what they cannot get rid of, and resumes
 * them. On a thread of its own, since suspending waits for the very exchanges that wait for the stream. Safe for several threads.
 */
final class CallingRoutes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallingRoutes.class);
    private static final long PATIENCE_SECONDS = 10;

    private final CamelContext context;
    private final ExecutorService worker;
    private final Set<String> suspended = new LinkedHashSet<>();

    CallingRoutes(CamelContext context, String sync) {
        this.context = context;
        this.worker = context.getExecutorServiceManager().newSingleThreadExecutor(this, "stream-pause-" + sync);
    }

    /** Suspends a route, once; null for none. */
    synchronized void suspend(String id) {
        if (id != null && !isOurs(id) && suspended.add(id)) {
            worker.execute(() -> attempt("suspended", id, () -> {
                if (isStarted(id)) {
                    context.getRouteController().suspendRoute(id, PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            }));
        }
    }

    /** Resumes those that were suspended. */
    synchronized void resume() {
        suspended.forEach(id -> worker.execute(
                () -> attempt("resumed", id, () -> context.getRouteController().resumeRoute(id))));
        suspended.clear();
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

    /** Whoever calls us from outside of all routes has none that could be suspended. */
    private boolean isOurs(String id) {
        Route route = context.getRoute(id);
        return route == null || route.getEndpoint().getEndpointUri().startsWith("direct://sync-stream");
    }

    @Override
    public void close() {
        context.getExecutorServiceManager().shutdownNow(worker);
    }
}
