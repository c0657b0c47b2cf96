package io.accountsync.run.stream;

import io.accountsync.config.Causes;
import io.accountsync.run.Failures;
import io.accountsync.run.OwnFaultException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults of account-sync itself that break the batches of a stream: each has its trace in the log once, however often the batch is tried
 * again. The trace is without messages, which may quote a row. For one thread.
 */
final class OwnFaults {
    private static final Logger LOG = LoggerFactory.getLogger(OwnFaults.class);

    private final String sync;
    private final Set<String> logged = new HashSet<>();

    OwnFaults(String sync) {
        this.sync = sync;
    }

    /** The error itself where it says what is wrong and what to do; else one that says where its trace is. */
    Throwable explained(Throwable error) {
        if (error == null || Failures.isExplained(error) || !isOwn(Causes.root(error))) {
            return error;
        }
        Throwable root = Causes.root(error);
        List<StackTraceElement> trace = List.of(root.getStackTrace());
        if (logged.add(root.getClass() + " " + trace.stream().findFirst())) {
            LOG.error(
                    "The stream of {} met a fault of account-sync itself, {}, here:\n{}",
                    sync,
                    root.getClass(),
                    shown(trace));
        }
        return new OwnFaultException(
                "account-sync met a fault of its own, and nothing of the batch was taken for done: the log has where it happened, at the"
                        + " first time. The batch is tried again");
    }

    /** What Java itself throws at a mistake of a program: not a disk that is full, nor memory that is short. */
    private static boolean isOwn(Throwable root) {
        return root instanceof RuntimeException
                        && root.getClass().getPackageName().startsWith("java.")
                        && !(root instanceof UncheckedIOException)
                || root instanceof LinkageError
                || root instanceof AssertionError
                || root instanceof StackOverflowError;
    }

    private static String shown(List<StackTraceElement> trace) {
        return trace.stream().map(at -> "\tat " + at).collect(Collectors.joining("\n"));
    }
}
