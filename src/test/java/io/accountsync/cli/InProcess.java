package io.accountsync.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.core.OutputStreamAppender;
import io.accountsync.localorg.LocalOrg;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.impl.engine.AbstractCamelContext;
import org.slf4j.LoggerFactory;

/**
 * A command in this process, since starting a JVM for each of many messages takes too long. Keys are given as system
 * properties; what goes to the log at WARN, as in a quiet command, is part of what is said on stderr.
 */
final class InProcess {
    private final Map<String, String> keys = new HashMap<>();

    private volatile ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** What the command that runs now, or ran last, has said on stderr so far. */
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    InProcess with(String key, String value) {
        keys.put(key, value);
        return this;
    }

    /** With a login at that org, from now on. */
    InProcess at(LocalOrg org) {
        return with("salesforce.login-url", org.baseUrl())
                .with("salesforce.client-id", org.clientId())
                .with("salesforce.client-secret", org.clientSecret())
                .with("salesforce.refresh-token", org.refreshToken());
    }

    /** Runs a command; not for several threads, as it redirects the streams of the process. */
    Jar.Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        err = new ByteArrayOutputStream();
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        Map<String, String> before = new HashMap<>();
        keys.forEach((key, value) -> before.put(key, System.getProperty(key)));
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level level = root.getLevel();
        // As LogLevel has it for a command: what keeps Camel from starting is told by the command.
        ((Logger) LoggerFactory.getLogger(AbstractCamelContext.class)).setLevel(Level.OFF);
        OutputStreamAppender<ch.qos.logback.classic.spi.ILoggingEvent> appender = appender(root, err);
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            keys.forEach(System::setProperty);
            root.setLevel(Level.WARN);
            int exitCode = AccountSyncCommand.execute(arguments);
            return new Jar.Ended(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            root.setLevel(level);
            root.detachAppender(appender);
            before.forEach((key, value) -> {
                if (value == null) {
                    System.clearProperty(key);
                } else {
                    System.setProperty(key, value);
                }
            });
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }

    private static OutputStreamAppender<ch.qos.logback.classic.spi.ILoggingEvent> appender(
            Logger root, ByteArrayOutputStream to) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(root.getLoggerContext());
        encoder.setPattern("%level %logger - %msg%n");
        encoder.start();
        OutputStreamAppender<ch.qos.logback.classic.spi.ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(root.getLoggerContext());
        appender.setEncoder(encoder);
        appender.setOutputStream(to);
        appender.start();
        root.addAppender(appender);
        return appender;
    }
}
