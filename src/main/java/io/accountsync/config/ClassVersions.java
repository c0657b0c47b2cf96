package io.accountsync.config;

import java.net.URL;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which jar was made for a later Java than the one that runs. */
public final class ClassVersions {
    private static final Pattern MESSAGE =
            Pattern.compile("([\\w/$]+) has been compiled by .*?class file version (\\d+)\\.");

    /** Of the first Java. */
    private static final int BEFORE_FIRST = 44;

    private ClassVersions() {}

    /** A sentence with the remedy, without full stop; empty when the error, and what caused it, is about something else. */
    public static Optional<String> explain(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Matcher message = MESSAGE.matcher(String.valueOf(cause.getMessage()));
            if (cause instanceof UnsupportedClassVersionError && message.find()) {
                int java = Integer.parseInt(message.group(2)) - BEFORE_FIRST;
                return Optional.of(Sentence.closed(jarOf(message.group(1) + ".class") + " was made for Java " + java
                                + ", and this is Java " + Runtime.version().feature())
                        + " Take a version of it for this Java, or start with Java " + java);
            }
        }
        return Optional.empty();
    }

    private static String jarOf(String resource) {
        URL place = Thread.currentThread().getContextClassLoader().getResource(resource);
        Matcher jar = Pattern.compile("([^/]+\\.jar)!").matcher(String.valueOf(place));
        return jar.find() ? jar.group(1) : resource.replace('/', '.');
    }
}
