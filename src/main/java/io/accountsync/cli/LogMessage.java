package io.accountsync.cli;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.accountsync.config.ShownText;

/** A message in the log, in one line: nothing in it begins another entry. */
final class LogMessage extends MessageConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return ShownText.line(super.convert(event));
    }
}
