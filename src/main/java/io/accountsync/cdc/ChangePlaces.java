package io.accountsync.cdc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where changes stand in the log of PostgreSQL, for messages and for what reports know them by: a change that is given out again has
 * the place that it had, in whichever connection and process. Rows that one command wrote together may have one place in the log: they
 * are counted, each time from the first. For one connection.
 */
public final class ChangePlaces {
    /** Texts of a row cannot look like it, since quotes in them are written with a backslash. */
    private static final Pattern POSITION = Pattern.compile("\"source\":\\{[^{}]*?\"lsn\":(\\d{1,19})\\b");

    private String last = "";
    private int count;

    /**
     * Of the next change.
     *
     * @param table that it is of
     * @param change as JSON; null for what has no contents
     */
    public String next(String table, String change) {
        String position = position(change);
        String place = (position.isEmpty() ? "a change" : "LSN " + position) + " of " + table;
        count = place.equals(last) ? count + 1 : 1;
        last = place;
        return count == 1 ? place : place + ", row " + count;
    }

    private static String position(String change) {
        String found = "";
        if (change != null) {
            Matcher position = POSITION.matcher(change);
            while (position.find()) {
                long lsn = Long.parseLong(position.group(1));
                found = String.format("%X/%X", lsn >>> Integer.SIZE, lsn & 0xFFFFFFFFL);
            }
        }
        return found;
    }
}
