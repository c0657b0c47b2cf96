package io.accountsync.config;

import java.util.Map;
import org.slf4j.MDC;

/** Which sync and which run the lines of a log are about, on each thread that works for it: the keys {@code sync} and {@code run}. */
public final class LogContext {
    private static final String SYNC = "sync";
    private static final String RUN = "run";

    private LogContext() {}

    /** What was said before on this thread, to be said again. */
    @FunctionalInterface
    public interface Before extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Says so on this thread until it is closed.
     *
     * @param sync null where it is not known
     * @param run null where there is none yet
     */
    public static Before about(String sync, Long run) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        put(SYNC, sync);
        put(RUN, run == null ? null : run.toString());
        return () -> restore(before);
    }

    /** The same work on another thread, about what this thread is about now. */
    public static Runnable carried(Runnable work) {
        Map<String, String> here = MDC.getCopyOfContextMap();
        return () -> {
            Map<String, String> before = MDC.getCopyOfContextMap();
            restore(here);
            try {
                work.run();
            } finally {
                restore(before);
            }
        };
    }

    private static void put(String key, String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }

    private static void restore(Map<String, String> values) {
        if (values == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(values);
        }
    }
}
