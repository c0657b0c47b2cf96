package io.accountsync.config;

/**
 * A mistake in something that a person wrote: a key, a file, a route, a command line. The message names the place and
 * the remedy and is printed as it is, without a stack trace; the process ends with exit code 2. It never holds a secret
 * or a value of a row.
 */
public class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(Sentence.closed(message));
    }

    public ConfigurationException(String message, Throwable cause) {
        super(Sentence.closed(message), cause);
    }
}
