package io.accountsync.run.steps;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * The threads that send batches. Those of streams are apart from those of runs: batches of a run wait for records that a stream has in
 * hands, and would else keep the threads that the stream needs to let them go. Engine routes name it.
 */
public final class Senders extends AbstractExecutorService {
    /** By this name routes know it. */
    public static final String BEAN = "syncSenders";

    /** Whether what this thread begins belongs to a stream. */
    private static final ThreadLocal<Boolean> STREAM = ThreadLocal.withInitial(() -> false);

    private final ExecutorService ofRuns;
    private final ExecutorService ofStreams;

    private Senders(ExecutorService ofRuns, ExecutorService ofStreams) {
        this.ofRuns = ofRuns;
        this.ofStreams = ofStreams;
    }

    /** Starts threads when there are batches, as many as the engine says. */
    public static Senders start(CamelContext context, Engine engine) {
        return new Senders(pool(context, engine, "sync-send"), pool(context, engine, "sync-send-stream"));
    }

    private static ExecutorService pool(CamelContext context, Engine engine, String name) {
        return context.getExecutorServiceManager().newFixedThreadPool(engine, name, engine.senders());
    }

    /** Does something for a stream: batches that it sends go by the threads of streams. */
    public static <T> T ofStream(Supplier<T> work) {
        boolean before = STREAM.get();
        STREAM.set(true);
        try {
            return work.get();
        } finally {
            STREAM.set(before);
        }
    }

    @Override
    public void execute(Runnable batch) {
        // What sends a batch also begins the next one.
        if (STREAM.get()) {
            ofStreams.execute(() -> ofStream(() -> {
                batch.run();
                return null;
            }));
        } else {
            ofRuns.execute(batch);
        }
    }

    @Override
    public void shutdown() {
        ofRuns.shutdown();
        ofStreams.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return Stream.concat(ofRuns.shutdownNow().stream(), ofStreams.shutdownNow().stream())
                .toList();
    }

    @Override
    public boolean isShutdown() {
        return ofRuns.isShutdown() && ofStreams.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return ofRuns.isTerminated() && ofStreams.isTerminated();
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
        return ofRuns.awaitTermination(time, unit) && ofStreams.awaitTermination(time, unit);
    }
}
