package io.accountsync.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The one way from a text that somebody wrote to a file: a name that cannot be one is refused in a sentence. */
public final class FileName {
    private FileName() {}

    /**
     * The path of a file or directory.
     *
     * @param text its name as it was written
     * @param where the key, option or property that names it, for the message
     * @throws ConfigurationException when the process cannot name such a file, with the remedy
     */
    public static Path path(String text, String where) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(
                    where + " names the file " + ShownText.line(text) + ", " + reason(text, e));
        }
    }

    /**
     * The path of a file that was found, so that no key or option names it alone.
     *
     * @throws ConfigurationException when the process cannot name it, with the remedy
     */
    public static Path found(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConfigurationException("The file " + ShownText.line(text) + " has a name " + reason(text, e));
        }
    }

    /** The name of a file as people write it, of the location that Camel gives a resource: without what says how it is read. */
    public static String ofLocation(String location) {
        return location.replaceFirst("^(file|classpath):", "");
    }

    private static String reason(String text, InvalidPathException e) {
        boolean isAscii = text.chars().allMatch(c -> c < 0x80);
        return isAscii
                ? "which is not a valid file name here: " + Sentence.closed(e.getReason()) + " Give it another name."
                : "whose letters the locale of this process (" + ProcessCharset.text() + ") cannot write. "
                        + ProcessCharset.REMEDY;
    }
}
