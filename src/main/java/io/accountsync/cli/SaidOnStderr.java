package io.accountsync.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.stream.Collectors;

/** Stderr of a command, which is where it says what went wrong; remembers it for the JSON document. */
final class SaidOnStderr extends OneWayWriter {
    private static final int MOST = 1 << 16;

    private final StringBuilder said = new StringBuilder();

    SaidOnStderr(Writer stderr) {
        super(stderr);
    }

    /** What was said, without the help that follows a wrong argument; null for nothing. */
    synchronized String message() {
        String message = said.toString()
                .lines()
                .takeWhile(line -> !line.startsWith("Usage: "))
                .collect(Collectors.joining("\n"))
                .strip();
        return message.isEmpty() ? null : message;
    }

    @Override
    public synchronized void write(char[] text, int offset, int length) throws IOException {
        said.append(text, offset, Math.min(length, Math.max(0, MOST - said.length())));
        out.write(text, offset, length);
    }
}
