package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLinesTest {
    private final String before = System.getProperty(LogLines.FORMAT);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(LogLines.FORMAT);
        } else {
            System.setProperty(LogLines.FORMAT, before);
        }
    }

    @Test
    void aLineOfJsonIsOneObjectWhateverTheMessageHolds() throws Exception {
        String line = written("json", Map.of("sync", "accounts", "run", "12"), "a\n{\"b\"}\u2028 ä {}", "x");
        assertThat(line).endsWith("\n").doesNotContain("a\n");
        assertThat(line.strip().lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.get("formattedMessage").asText()).isEqualTo("a\n{\"b\"}\u2028 ä x");
        assertThat(json.get("mdc").get("sync").asText()).isEqualTo("accounts");
        assertThat(json.get("mdc").get("run").asText()).isEqualTo("12");
        assertThat(json.get("level").asText()).isEqualTo("WARN");
        assertThat(json.has("arguments")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"accounts,12,[accounts 12] said", "accounts,,[accounts] said", ",,said"})
    void aLineOfTextSaysWhichRunItIsAbout(String sync, String run, String end) {
        Map<String, String> about =
                sync == null ? Map.of() : run == null ? Map.of("sync", sync) : Map.of("sync", sync, "run", run);
        assertThat(written("text", about, "said")).endsWith(" - " + end + System.lineSeparator());
    }

    private static String written(String format, Map<String, String> about, String message, Object... arguments) {
        System.setProperty(LogLines.FORMAT, format);
        LoggerContext context = new LoggerContext();
        Logger logger = context.getLogger("io.accountsync.Some");
        LogLines lines = new LogLines();
        lines.setContext(context);
        lines.start();
        LoggingEvent event =
                new LoggingEvent(LogLinesTest.class.getName(), logger, Level.WARN, message, null, arguments);
        event.setMDCPropertyMap(about);
        return new String(lines.encode(event), StandardCharsets.UTF_8);
    }

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

    private static String logged(Consumer<org.slf4j.Logger> what) throws Exception {
        PrintStream real = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        try {
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            LogSetup.setUp(context, property -> Level.INFO);
            context.start();
            what.accept(context.getLogger("io.accountsync.Test"));
        } finally {
            context.stop();
            System.setErr(real);
        }
        return err.toString(StandardCharsets.UTF_8);
    }
}
