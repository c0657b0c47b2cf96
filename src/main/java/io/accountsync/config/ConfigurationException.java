package io.accountsync.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A mistake in something that a person wrote: a key, a file, a route, a command line. The message names the place and
 * the remedy and is printed as it is, without a stack trace; the process ends with exit code 2. It never holds a secret
 * or a value of a row. Each mistake is one line, whatever is in it.
 */
public class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        this(message, null);
    }

    public ConfigurationException(String message, Throwable cause) {
        this(List.of(Sentence.closed(message)), cause);
    }

    private ConfigurationException(List<String> lines, Throwable cause) {
        super(lines.stream().map(ShownText::line).collect(Collectors.joining("\n")), cause);
    }

    /** Of several mistakes, a line each. */
    public static ConfigurationException ofLines(List<String> mistakes) {
        return new ConfigurationException(mistakes, null);
    }
}
