package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.PropertiesFile;
import io.accountsync.config.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * How much goes to the log, decided before the first logger is made: a service logs what it does, a command at a
 * terminal only what is wrong.
 */
final class LogLevel {
    /** All of these are read by {@link LogSetup}. */
    static final String LEVEL = "account-sync.log-level";

    /** The level of loggers that print secrets at DEBUG: never below INFO. */
    static final String GUARDED_LEVEL = "account-sync.guarded-log-level";

    /** The level of the line that sums up each run: a command prints a report instead. */
    static final String RUNS_LEVEL = "account-sync.runs-log-level";

    /** The level of the libraries. */
    static final String OTHERS_LEVEL = "account-sync.others-log-level";

    /** The level of Camel's context, which warns of what ends the process with our own sentence. */
    static final String CONTEXT_LEVEL = "account-sync.context-log-level";

    /** Of PostgreSQL's driver, which prints by another library what we say ourselves; a logger that nobody holds forgets its level. */
    private static final Logger POSTGRESQL = Logger.getLogger("org.postgresql");

    private static final String FORMAT_KEY = "sync.log-format";

    private LogLevel() {}

    static void choose(String... args) {
        List<String> words = Arrays.asList(args);
        boolean verbose = words.contains("-v") || words.contains("--verbose");
        boolean quiet = words.stream().anyMatch(LogLevel::isCommand) && !verbose;
        System.setProperty(LogLines.FORMAT, isJson() ? LogLines.JSON : "text");
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, quiet ? "WARN" : "INFO");
        }
        System.setProperty(RUNS_LEVEL, quiet ? "OFF" : "INFO");
        String level = System.getProperty(LEVEL).toUpperCase(Locale.ROOT);
        boolean tellsAll = verbose || List.of("DEBUG", "TRACE", "ALL").contains(level);
        System.setProperty(OTHERS_LEVEL, tellsAll ? level : "WARN");
        System.setProperty(CONTEXT_LEVEL, tellsAll ? level : "OFF");
        if (!tellsAll) {
            POSTGRESQL.setLevel(java.util.logging.Level.OFF);
        }
        System.setProperty(GUARDED_LEVEL, tellsAll ? "INFO" : "WARN");
    }

    /** Read here, and not as other keys are: the classes that read those have loggers. */
    private static boolean isJson() {
        try {
            String set = Stream.of(
                            System.getenv(Settings.environmentName(FORMAT_KEY)),
                            System.getProperty(FORMAT_KEY),
                            PropertiesFile.read(Path.of("application.properties"))
                                    .getProperty(FORMAT_KEY))
                    .filter(value -> value != null && !value.isBlank())
                    .findFirst()
                    .orElse("");
            return set.strip().equalsIgnoreCase(LogLines.JSON);
        } catch (ConfigurationException e) {
            // Reported later, when all keys are read.
            return false;
        }
    }

    /** All commands but the service itself, which is also what runs without any. */
    private static boolean isCommand(String word) {
        return !word.equals("serve") && SyncCommands.ALL.containsKey(word);
    }
}
