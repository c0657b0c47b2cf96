package io.accountsync.source;

/** U+FFFD, which decoders write in the place of bytes that are no text: what stood there is lost. */
public final class ReplacementCharacter {
    private static final char CHARACTER = '\uFFFD';

    private ReplacementCharacter() {}

    /** Whether a text has one. Most texts are Latin-1, of which this looks at nothing. */
    public static boolean isIn(String text) {
        return text.indexOf(CHARACTER) >= 0;
    }
}
