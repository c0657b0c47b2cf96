package io.accountsync.init;

import java.util.regex.Pattern;

/** Words of a command to be pasted. */
public final class ShellText {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+,-]+");

    private ShellText() {}

    /** A word, in quotes where the shell would take it for something else. */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
