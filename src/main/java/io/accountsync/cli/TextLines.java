package io.accountsync.cli;

import io.accountsync.salesforce.OrgIdentity;
import java.util.Locale;

/** A report for people, line by line: what has a name, numbers with what they count, and free text. */
final class TextLines {
    private final StringBuilder text = new StringBuilder();
    private final String nameFormat;

    /** @param nameWidth how wide the column of names is */
    TextLines(int nameWidth) {
        this.nameFormat = "  %-" + nameWidth + "s %s";
    }

    /** A line of its own. */
    void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** What is to be said of something that has a name. */
    void named(String name, String format, Object... values) {
        line(nameFormat, name, String.format(Locale.ROOT, format, values));
    }

    /** Which org it is. */
    void org(OrgIdentity org) {
        named("Org", "%s (%s, %s)", org.name(), org.kind(), org.id());
    }

    /** How many there are of something. */
    void count(long count, String what) {
        line("    %,10d %s", count, what);
    }

    /** The same where there are any. */
    void countAny(long count, String what) {
        if (count > 0) {
            count(count, what);
        }
    }

    /** Lines that are made already. */
    void append(String lines) {
        text.append(lines);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
