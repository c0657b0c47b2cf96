package io.accountsync.cli;

import io.accountsync.config.JsonText;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/**
 * What a command writes to stdout. With {@code --json} that is exactly one JSON document, whatever happens: a command that
 * ends without its own gets one that says how it ended, with which exit code, and why. Safe for several threads, since a signal
 * can end a command that is about to print.
 */
final class JsonDocument extends OneWayWriter {
    private final boolean wanted;
    private final boolean isRun;
    private String sync;
    private Beginning begun;
    private boolean written;
    private boolean ended;

    /** A document that is written piece by piece, and can be ended wherever it is. */
    @FunctionalInterface
    interface Beginning {
        void end(End end) throws IOException;
    }

    /** How a command ended that has nothing else to say. */
    record End(String sync, RunStatus status, int exitCode, String message) {}

    /** For the command that these arguments name. */
    JsonDocument(Writer stdout, String... args) {
        super(stdout);
        List<String> words = Arrays.asList(args);
        this.wanted = words.contains("--json");
        // Not what the parser found: a signal may come before it has looked, and parsing may be what fails.
        this.isRun = words.contains("run");
    }

    boolean isWanted() {
        return wanted;
    }

    /** The sync that the command is about. */
    synchronized void of(String name) {
        sync = name;
    }

    /** From now on the document is written piece by piece, each with this as lock. */
    synchronized void begin(Beginning beginning) {
        begun = beginning;
    }

    /** Makes sure that there is a document, when the command is over; nothing can be written after it. */
    synchronized void end(int exitCode, String message) {
        if (ended) {
            return;
        }
        try {
            RunStatus status = statusOf(exitCode);
            if (wanted && begun != null) {
                begun.end(new End(sync, status, exitCode, message));
            } else if (wanted && !written) {
                write(document(status, exitCode, message) + System.lineSeparator());
            }
            flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ended = true;
        }
    }

    private String document(RunStatus status, int exitCode, String message) {
        if (isRun) {
            return RunReport.notBegun(sync, Clock.systemUTC().instant(), status, exitCode, message)
                    .toJson();
        }
        return JsonText.of(new End(sync, status, exitCode, message));
    }

    private static RunStatus statusOf(int exitCode) {
        boolean interrupted = exitCode > 128;
        return Arrays.stream(RunStatus.values())
                .filter(status -> status.exitCode() == exitCode)
                .findFirst()
                .orElse(interrupted ? RunStatus.STOPPED : RunStatus.FAILED);
    }

    @Override
    public synchronized void write(char[] text, int offset, int length) throws IOException {
        if (!ended) {
            written |= length > 0;
            out.write(text, offset, length);
        }
    }
}
