package io.accountsync.run.stream;

import io.accountsync.run.steps.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/** The streams of a CamelContext, each made when its first row comes. Safe for several threads. */
public final class Streams extends ServiceSupport {
    private final CamelContext context;
    private final Engine engine;
    private final Map<String, SyncStream> streams = new TreeMap<>();

    public Streams(CamelContext context, Engine engine) {
        this.context = context;
        this.engine = engine;
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

    /** The streams that are paused, by the names of their syncs. */
    public synchronized Map<String, PausedStream> paused() {
        Map<String, PausedStream> paused = new TreeMap<>();
        streams.forEach((sync, stream) -> stream.paused().ifPresent(reason -> paused.put(sync, reason)));
        return paused;
    }

    /** How many exchanges of a sync wait for their batch. */
    public synchronized int waiting(String sync) {
        return streams.containsKey(sync) ? streams.get(sync).waiting() : 0;
    }

    @Override
    protected void doStop() {
        List<SyncStream> all;
        synchronized (this) {
            all = new ArrayList<>(streams.values());
            streams.clear();
        }
        all.forEach(SyncStream::end);
    }
}
