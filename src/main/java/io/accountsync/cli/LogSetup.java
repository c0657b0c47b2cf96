package io.accountsync.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the log goes and what is in it. Logback finds this class by its entry in {@code META-INF/services}: code, since to read the
 * same from XML takes a tenth of the start of a command. A file that somebody else gives to Logback comes first.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        if (hasFile()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        setUp(logs, LogSetup::level);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static boolean hasFile() {
        return System.getProperty("logback.configurationFile") != null
                || Stream.of("logback-test.xml", "logback.xml")
                        .anyMatch(name -> LogSetup.class.getClassLoader().getResource(name) != null);
    }

    /**
     * Sets the log up.
     *
     * @param level of a property
     */
    public static void setUp(LoggerContext logs, Function<String, Level> level) {
        Level guarded = level.apply(LogLevel.GUARDED_LEVEL);
        Level others = level.apply(LogLevel.OTHERS_LEVEL);
        // At DEBUG these print tokens and secrets in clear: they never go below INFO.
        logs.getLogger("org.apache.camel.main").setLevel(guarded);
        logs.getLogger("org.apache.camel.component.properties").setLevel(guarded);
        logs.getLogger("org.sqlite").setLevel(guarded);
        logs.getLogger("org.apache.camel.component.http").setLevel(guarded);
        logs.getLogger("org.apache.hc").setLevel(guarded);
        logs.getLogger("org.eclipse.jetty").setLevel(guarded);

        // Their errors come to us as exceptions and are told as sentences.
        logs.getLogger("org.flywaydb").setLevel(Level.OFF);
        logs.getLogger("com.zaxxer.hikari").setLevel(Level.OFF);
        logs.getLogger("org.sqlite.SQLiteJDBCLoader").setLevel(Level.OFF);
        // Of the reading of changes; at DEBUG it prints rows.
        logs.getLogger("io.debezium").setLevel(Level.OFF);
        logs.getLogger("org.apache.kafka.connect").setLevel(Level.OFF);
        // Prints each setting of each client, and of a Kafka Connect that nobody starts: listeners and brokers that
        // are not there.
        logs.getLogger("org.apache.kafka.common.config").setLevel(Level.WARN);
        // Warns of what ends the reading of a file with our own sentence.
        logs.getLogger("org.apache.camel.component.file.remote.RemoteFilePollingConsumerPollStrategy")
                .setLevel(Level.OFF);
        // Shows how Jackson failed with an answer that is none, with a stack trace.
        logs.getLogger("org.apache.camel.component.salesforce.internal").setLevel(Level.OFF);
        // Says 0.0.0.0 whatever the management port is bound to; the server's own line has the truth.
        logs.getLogger("org.apache.camel.component.platform.http.main.MainHttpServerUtil")
                .setLevel(Level.WARN);

        // What starts and stops is told by us, in a few lines; what kept a process from starting in a sentence.
        logs.getLogger("org.apache.camel.impl.engine.AbstractCamelContext")
                .setLevel(level.apply(LogLevel.CONTEXT_LEVEL));
        logs.getLogger("org.apache.camel").setLevel(others);
        logs.getLogger("org.quartz").setLevel(others);
        logs.getLogger("io.vertx").setLevel(others);
        // The port of health and metrics.
        logs.getLogger("org.apache.camel.component.platform.http.vertx").setLevel(level.apply(LogLevel.LEVEL));
        logs.getLogger("io.accountsync.run.steps.RunsInProgress").setLevel(level.apply(LogLevel.RUNS_LEVEL));

        Logger root = logs.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level.apply(LogLevel.LEVEL));
        root.addAppender(stderr(logs));
    }

    /** Stdout holds only what a command prints. */
    private static ConsoleAppender<ILoggingEvent> stderr(LoggerContext logs) {
        LogLines lines = new LogLines();
        lines.setContext(logs);
        lines.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(logs);
        stderr.setTarget(ConsoleTarget.SystemErr.getName());
        stderr.setEncoder(lines);
        stderr.start();
        return stderr;
    }

    private static Level level(String property) {
        return Level.toLevel(System.getProperty(property), Level.INFO);
    }
}
