package io.accountsync.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** What the jar would print on stderr while it is open, by its own logback.xml; nothing of it is printed by the test. */
public final class PrintedLogs implements AutoCloseable {
    private static final Pattern LEVELS = Pattern.compile("\\$\\{(account-sync[^:}]*):-([^}]*)}");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();
    private final List<Appender<ILoggingEvent>> before = new ArrayList<>();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final LoggerContext ours = new LoggerContext();

    public PrintedLogs() {
        JoranConfigurator reader = new JoranConfigurator();
        reader.setContext(ours);
        Path file = Path.of("src/main/resources/logback.xml");
        try {
            // Levels that a command of another test has set count in its process alone.
            LEVELS.matcher(Files.readString(file))
                    .results()
                    .forEach(key -> ours.putProperty(key.group(1), key.group(2)));
            reader.doConfigure(file.toFile());
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
