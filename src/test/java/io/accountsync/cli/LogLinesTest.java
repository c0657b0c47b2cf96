package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The log as logback.xml makes it. */
class LogLinesTest {
    @Test
    void aMessageIsOneLineAndAStackTraceStaysReadable() throws Exception {
        String log = logged(logger -> logger.warn(
                "key {} was rejected",
                "A1\r\n2026-01-01T00:00:00.000Z ERROR [main] fake - fake\u001b[2J\u202E",
                new IllegalStateException("first\nfake", new IllegalArgumentException("second\u2028fake"))));
        assertThat(log)
                .contains(
                        " - key A1\\r\\n2026-01-01T00:00:00.000Z ERROR [main] fake - fake\\u001b[2J\\u202e was rejected\n"
                                + "java.lang.IllegalStateException: first\\nfake\n\tat io.accountsync.cli.LogLinesTest")
                .contains("\nCaused by: java.lang.IllegalArgumentException: second\\u2028fake\n")
                .doesNotContain("\u001b", "\u202E");
        assertThat(log.lines().filter(line -> line.contains("fake - fake"))).hasSize(1);
    }

    @Test
    void anEntryWithoutAStackTraceIsOneLine() throws Exception {
        assertThat(logged(logger -> logger.error("no more"))).hasLineCount(1).endsWith(" - no more\n");
    }

    private static String logged(Consumer<Logger> what) throws Exception {
        PrintStream real = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        try {
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
            context.start();
            what.accept(context.getLogger("io.accountsync.Test"));
        } finally {
            context.stop();
            System.setErr(real);
        }
        return err.toString(StandardCharsets.UTF_8);
    }
}
