package io.accountsync.config;

/** Messages made of the messages of others, which end with a full stop or do not. */
public final class Sentence {
    private Sentence() {}

    /** The text without full stop, to go on from; empty for null. */
    public static String open(String text) {
        return text == null ? "" : text.strip().replaceFirst("[.\\s]+$", "");
    }

    /** The text with one end: a full stop where it has no mark of its own. */
    public static String closed(String text) {
        String open = open(text);
        return open.isEmpty() || open.endsWith("?") || open.endsWith("!") ? open : open + ".";
    }
}
