package io.accountsync.camel;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of the list that a route file is, such as a route, by its text: of one that Camel does not read nothing else is known.
 *
 * @param first its first line, from 1
 * @param last its last line
 * @param id of the route that it is; empty where it has none
 */
public record FileEntry(int first, int last, Optional<String> id) {
    private static final String BEGIN = "- ";
    private static final Pattern ID = Pattern.compile("(?m)^ +id: *([\\w.-]+) *$");

    /** The entry that a line is in; empty where the list is not written as one with its dashes at the margin. */
    public static Optional<FileEntry> at(String text, int line) {
        String[] lines = text.split("\n", -1);
        int first = Math.min(line, lines.length);
        while (first > 0 && !lines[first - 1].startsWith(BEGIN)) {
            first--;
        }
        if (first == 0) {
            return Optional.empty();
        }
        int last = first;
        while (last < lines.length && !lines[last].startsWith(BEGIN)) {
            last++;
        }
        Matcher id = ID.matcher(String.join("\n", Arrays.copyOfRange(lines, first - 1, last)));
        return Optional.of(new FileEntry(first, last, id.find() ? Optional.of(id.group(1)) : Optional.empty()));
    }

    /** A text without it, whose other lines keep their numbers. */
    String removeFrom(String text) {
        String[] lines = text.split("\n", -1);
        Arrays.fill(lines, Math.min(first - 1, lines.length), Math.min(last, lines.length), "");
        return String.join("\n", lines);
    }
}
