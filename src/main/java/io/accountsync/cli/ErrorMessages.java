package io.accountsync.cli;

import io.accountsync.config.ClassVersions;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.config.ShownText;
import io.accountsync.config.VaultError;
import io.accountsync.run.Failures;
import io.accountsync.run.RunStoppedException;
import io.accountsync.salesforce.CallStoppedException;
import io.accountsync.state.StateException;
import io.accountsync.state.StateLockedException;
import java.util.Optional;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints what a person did wrong as a sentence; only a fault of account-sync shows a stack trace. */
final class ErrorMessages implements IExecutionExceptionHandler {
    private static final int STOPPED = 4;
    private static final Logger LOG = LoggerFactory.getLogger(ErrorMessages.class);

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        LOG.debug("command failed", error);
        StateException state = find(StateException.class, error);
        if (state != null && find(ConfigurationException.class, error) == null) {
            say(command, ShownText.line(state.getMessage()));
            return state instanceof StateLockedException ? 4 : 1;
        }
        String mistake = userMistake(error);
        if (mistake != null) {
            say(command, mistake);
            return 2;
        }
        Optional<String> vault = VaultError.in(error);
        if (vault.isPresent()) {
            say(command, ShownText.line(vault.get()));
            return 1;
        }
        if (Failures.isExplained(error)) {
            say(command, Failures.describe(error));
            return isStop(error) ? STOPPED : 1;
        }
        command.getErr().println("account-sync failed: " + error);
        LOG.error("This is a fault of account-sync; please report it", error);
        return 1;
    }

    /** Prints a message on stderr; each line of one that has several is a mistake of its own. */
    static void say(CommandSpec command, String message) {
        say(command.commandLine(), message);
    }

    private static void say(CommandLine command, String message) {
        message.lines().forEach(command.getErr()::println);
        command.getErr().flush();
    }

    private static boolean isStop(Exception error) {
        return find(CallStoppedException.class, error) != null || find(RunStoppedException.class, error) != null;
    }

    /** What a person got wrong in keys or route files, as a sentence; null when it is something else. */
    static String userMistake(Throwable error) {
        ConfigurationException configuration = find(ConfigurationException.class, error);
        if (configuration != null) {
            return configuration.getMessage();
        }
        return ClassVersions.explain(error).map(Sentence::closed).orElseGet(() -> RouteFileErrors.explain(error));
    }

    private static <T extends Throwable> T find(Class<T> type, Throwable error) {
        return ObjectHelper.getException(type, error);
    }
}
