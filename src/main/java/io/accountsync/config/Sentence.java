package io.accountsync.config;

import java.util.regex.Pattern;

/**
 * Messages made of the messages of others, which end with a full stop or do not, or say nothing at all. Whatever ends a sentence
 * is put here, and a test refuses a full stop that is put anywhere else.
 */
public final class Sentence {
    private static final Pattern END = Pattern.compile("[.:\\s]+$");

    private Sentence() {}

    /** The text without its end, to go on from; empty for null. A colon that nothing follows goes with it. */
    public static String open(String text) {
        return text == null ? "" : END.matcher(text.strip()).replaceFirst("");
    }

    /** The text with one end: a full stop where it has no mark of its own. Empty for null and for a text that says nothing. */
    public static String closed(String text) {
        String open = open(text);
        return open.isEmpty() || open.endsWith("?") || open.endsWith("!") ? open : open + ".";
    }

    /**
     * What an exception of a library or of the JVM says, in its first line and without an end, to stand behind a colon; empty
     * where it says nothing.
     */
    public static String said(Throwable error) {
        String message = error.getMessage();
        return message == null
                ? ""
                : open(message.lines()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse(""));
    }
}
