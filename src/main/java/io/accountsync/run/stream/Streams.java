package io.accountsync.run.stream;

import io.accountsync.config.ConfigurationException;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.sync.StreamOrder;
import io.accountsync.run.sync.StreamRoutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams of a CamelContext, each made when its first row comes. Safe for several threads. */
public final class Streams extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

    private final CamelContext context;
    private final Engine engine;
    private final Map<String, SyncStream> streams = new TreeMap<>();
    private volatile boolean hasEnded;

    public Streams(CamelContext context, Engine engine) {
        this.context = context;
        this.engine = engine;
    }

    /** Begins those of syncs that rows may come for, so that what is left of them is looked after before the first one comes. */
    public void begin() {
        StreamRoutes routes = StreamRoutes.of((ModelCamelContext) context);
        List<String> fed = new ArrayList<>();
        for (String sync : engine.syncNames()) {
            try {
                if (routes.feed(sync)) {
                    of(sync);
                    fed.add(sync);
                }
            } catch (ConfigurationException e) {
                // Whoever hands rows over hears of it, and check tells all of it.
                LOG.debug("No stream begins for {}", sync, e);
            }
        }
        if (!fed.isEmpty()) {
            // The source may be slow to answer, or away.
            context.getExecutorServiceManager()
                    .newThread("stream-order", () -> fed.forEach(this::warnOfOrder))
                    .start();
        }
    }

    /** Once for each process, since what comes after it says nothing of that. */
    private void warnOfOrder(String sync) {
        try {
            new StreamOrder(context, engine.syncs().get(sync))
                    .doubt()
                    .ifPresent(doubt -> LOG.warn("The stream of {} begins. {}", sync, doubt.text()));
        } catch (RuntimeException e) {
            // Nobody knows yet; whoever needs the source says that it is away.
            LOG.debug("Whether runs and the stream of {} have an order is not known", sync, e);
        }
    }

    /**
     * The stream of a sync.
     *
     * @throws io.accountsync.config.ConfigurationException when there is no such sync
     */
    synchronized SyncStream of(String sync) {
        return streams.computeIfAbsent(
                sync, name -> SyncStream.start(context, engine, engine.syncs().get(name)));
    }

    /**
     * Rows of a stream cannot come, since whoever is to hand them over gets none: it counts as paused until {@link #feedIsWell}.
     *
     * @param sync null for all that rows may come for
     * @param from by which whoever it is knows itself again
     * @param reason in sentences, with {@code from} in it
     */
    public void feedFails(String sync, String from, String reason) {
        fed(sync).forEach(feeds -> feeds.fails(from, reason));
    }

    /** Rows can come from there. */
    public void feedIsWell(String sync, String from) {
        fed(sync).forEach(feeds -> feeds.isWell(from));
    }

    private List<Feeds> fed(String sync) {
        if (hasEnded) {
            return List.of();
        }
        StreamRoutes routes = StreamRoutes.of((ModelCamelContext) context);
        try {
            return engine.syncNames().stream()
                    .filter(name -> sync == null ? routes.feed(name) : sync.equals(name))
                    .map(name -> new Feeds(engine, name, of(name).pause()))
                    .toList();
        } catch (ConfigurationException e) {
            // As where no stream begins: check tells all of it.
            LOG.debug("No stream begins for {}", sync, e);
            return List.of();
        }
    }

    /** The streams that are paused, by the names of their syncs. */
    public synchronized Map<String, PausedStream> paused() {
        Map<String, PausedStream> paused = new TreeMap<>();
        streams.forEach((sync, stream) -> stream.pause().now().ifPresent(reason -> paused.put(sync, reason)));
        return paused;
    }

    /** How many exchanges of a sync wait for their batch. */
    public synchronized int waiting(String sync) {
        return streams.containsKey(sync) ? streams.get(sync).waiting() : 0;
    }

    @Override
    protected void doStop() {
        hasEnded = true;
        List<SyncStream> all;
        synchronized (this) {
            all = new ArrayList<>(streams.values());
            streams.clear();
        }
        all.forEach(SyncStream::end);
    }
}
