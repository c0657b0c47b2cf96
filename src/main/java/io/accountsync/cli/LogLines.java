package io.accountsync.cli;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The lines of the log, as {@code sync.log-format} says: for people, or each of them an object of JSON. In either, a line says which
 * sync and run it is about. They are made for the first line: most commands log none.
 */
public final class LogLines extends EncoderBase<ILoggingEvent> {
    /** Set before the first logger is made. */
    static final String FORMAT = "account-sync.log-format";

    static final String JSON = "json";

    private static final String ABOUT = "%replace(%replace([%X{sync} %X{run}] ){' \\] $', '] '}){'^\\[\\] $', ''}";
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{20} - " + ABOUT + "%shown%n%shownTrace";

    private static final byte[] NOTHING = {};

    private Encoder<ILoggingEvent> lines;

    private synchronized Encoder<ILoggingEvent> lines() {
        if (lines == null) {
            lines = JSON.equals(System.getProperty(FORMAT)) ? json() : text();
            lines.setContext(context);
            lines.start();
        }
        return lines;
    }

    private static Encoder<ILoggingEvent> json() {
        JsonEncoder json = new JsonEncoder();
        json.setWithFormattedMessage(true);
        json.setWithMessage(false);
        json.setWithArguments(false);
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.setWithContext(false);
        return json;
    }

    private Encoder<ILoggingEvent> text() {
        PatternLayout layout = new PatternLayout();
        // Both without what a terminal obeys, and a message in one line: nothing that was logged begins another entry.
        layout.getInstanceConverterMap().put("shown", LogMessage::new);
        layout.getInstanceConverterMap().put("shownTrace", LogThrowable::new);
        layout.setContext(context);
        layout.setPattern(PATTERN);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> text = new LayoutWrappingEncoder<>();
        // Whatever the locale is: keys have letters of every language.
        text.setCharset(StandardCharsets.UTF_8);
        text.setLayout(layout);
        return text;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return lines().encode(event);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
