package io.accountsync.cli;

import io.accountsync.salesforce.OrgIdentity;
import java.util.Locale;

/**
 * A report for people, line by line: what has a name, numbers with what they count, and free text. Values are escaped, so that none
 * of them begins a line.
 */
final class TextLines {
    private final StringBuilder text = new StringBuilder();
    private final String nameFormat;

    /** @param nameWidth how wide the column of names is */
    TextLines(int nameWidth) {
        this.nameFormat = "  %-" + nameWidth + "s %s";
    }

    /** A line of its own. */
    void line(String format, Object... values) {
        text.append(formatted(format, values)).append('\n');
    }

    /** What is to be said of something that has a name. */
    void named(String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, nameFormat, name, formatted(format, values)))
                .append('\n');
    }

    private static String formatted(String format, Object... values) {
        return String.format(Locale.ROOT, format, Shown.all(values));
    }

    /** Which org it is. */
    void org(OrgIdentity org) {
        named("Org", "%s (%s, %s)", org.name(), org.kind(), org.id());
    }

    /** How many there are of something. */
    void count(long count, String what) {
        line("    %,10d %s", count, what);
    }

    /** The same, in a colour. */
    void count(Colour colour, long count, String what) {
        line("    %s", colour.of(formatted("%,10d %s", count, what)));
    }

    /** The same where there are any. */
    void countAny(long count, String what) {
        if (count > 0) {
            count(count, what);
        }
    }

    /** A text in lines of its own, each behind these blanks. */
    void lines(String blanks, String lines) {
        lines.lines().forEach(line -> line("%s%s", blanks, line));
    }

    /** Lines that are made already. */
    void append(TextLines lines) {
        text.append(lines);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
