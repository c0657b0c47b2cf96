package io.accountsync.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.accountsync.cli.LogSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the jar would print on stderr while it is open, by its own set-up; nothing of it is printed by the test. */
public final class PrintedLogs implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();
    private final List<Appender<ILoggingEvent>> before = new ArrayList<>();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final LoggerContext ours = new LoggerContext();

    public PrintedLogs() {
        // Levels that a command of another test has set count in its process alone.
        LogSetup.setUp(ours, property -> Level.INFO);
        root.iteratorForAppenders().forEachRemaining(before::add);
        before.forEach(root::detachAppender);
        events.list = new CopyOnWriteArrayList<>();
        events.start();
        root.addAppender(events);
        root.setLevel(Level.INFO);
    }

    /** Each entry with its stack trace. */
    public List<String> texts() {
        return List.copyOf(events.list).stream()
                .filter(event -> ours.getLogger(event.getLoggerName()).isEnabledFor(event.getLevel()))
                .map(event -> event.getLoggerName() + " - " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(events);
        before.forEach(root::addAppender);
        root.setLevel(level);
        ours.stop();
    }
}
