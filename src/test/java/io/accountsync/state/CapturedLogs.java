package io.accountsync.state;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/** What some loggers say at INFO and above while it is open, and what goes to java.util.logging meanwhile. */
final class CapturedLogs implements AutoCloseable {
    private final Map<Logger, Level> levels = new HashMap<>();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final List<String> jul = new CopyOnWriteArrayList<>();
    private final Handler julHandler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            jul.add(entry.getMessage() + Arrays.toString(entry.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    CapturedLogs(String... names) {
        events.start();
        for (String name : names) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            levels.put(logger, logger.getLevel());
            logger.setLevel(Level.INFO);
            logger.setAdditive(false);
            logger.addAppender(events);
        }
        java.util.logging.Logger.getLogger("").addHandler(julHandler);
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>(jul);
        events.list.forEach(event -> texts.add(event.getFormattedMessage()));
        return texts;
    }

    @Override
    public void close() {
        levels.forEach((logger, level) -> {
            logger.detachAppender(events);
            logger.setAdditive(true);
            logger.setLevel(level);
        });
        java.util.logging.Logger.getLogger("").removeHandler(julHandler);
    }
}
