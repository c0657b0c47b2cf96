package io.accountsync.config;

import java.util.regex.Pattern;

/** Words of a command to be pasted into a shell. */
public final class ShellText {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+,-][\\w./:=@%+,-]*");

    private ShellText() {}

    /** A word, in quotes where the shell would take it for something else. */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** An option with its value, which is read as one even where it begins with a dash. */
    public static String option(String name, String value) {
        return value.startsWith("-") ? quoted(name + "=" + value) : name + " " + quoted(value);
    }
}
