package io.accountsync.config;

import java.util.Map;
import java.util.Objects;
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
        String number = run == null ? null : run.toString();
        if (Objects.equals(MDC.get(SYNC), sync) && Objects.equals(MDC.get(RUN), number)) {
            // A step within another one of the same run: each copy of what is said costs as much as many a step.
            return () -> {};
        }
        Map<String, String> before = MDC.getCopyOfContextMap();
        put(SYNC, sync);
        put(RUN, number);
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
