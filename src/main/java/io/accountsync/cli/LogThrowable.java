package io.accountsync.cli;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.accountsync.config.ShownText;
import java.util.stream.Stream;

/** A stack trace in the log, whose lines stay; the message of each exception is one line. */
final class LogThrowable extends ThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return super.throwableProxyToString(new OneLine(thrown));
    }

    private record OneLine(IThrowableProxy thrown) implements IThrowableProxy {
        @Override
        public String getMessage() {
            return thrown.getMessage() == null ? null : ShownText.line(thrown.getMessage());
        }

        @Override
        public String getOverridingMessage() {
            return thrown.getOverridingMessage() == null ? null : ShownText.line(thrown.getOverridingMessage());
        }

        @Override
        public String getClassName() {
            return thrown.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return thrown.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return thrown.getCommonFrames();
        }

        @Override
        public IThrowableProxy getCause() {
            return thrown.getCause() == null ? null : new OneLine(thrown.getCause());
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            IThrowableProxy[] suppressed = thrown.getSuppressed();
            return suppressed == null
                    ? null
                    : Stream.of(suppressed).map(OneLine::new).toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return thrown.isCyclic();
        }
    }
}
