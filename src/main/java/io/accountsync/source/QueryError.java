package io.accountsync.source;

import io.accountsync.config.Sentence;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a database says of a query that it refuses: with the place in the query, and without a value of a row. */
public final class QueryError {
    /** The class of SQL states that are about data. The others are about the query, and what they quote is of it. */
    private static final String OF_DATA = "22";

    private static final String OF_QUERY = "42";

    /** Words of databases that give such errors another state, or none. */
    private static final Pattern OF_A_VALUE = Pattern.compile(
            "(?i)\\b(?:conver(?:sion|t)|cast|(?:invalid|incorrect|bad)\\b.*\\b(?:value|input)|not recognized|out of range"
                    + "|overflow|truncat)");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'|(?<=value: )[^'\"].*");

    /** PostgreSQL counts characters, DuckDB lines, each in a line of its own. */
    private static final Pattern POSITION = Pattern.compile("(?m)^\\s*(?:Position: (\\d+)|LINE (\\d+):)");

    private QueryError() {}

    /** The text, to stand behind a colon, without an end. */
    public static String text(SQLException error) {
        String said = Sentence.said(error);
        String state = String.valueOf(error.getSQLState());
        boolean quotesAValue = state.startsWith(OF_DATA)
                || !state.startsWith(OF_QUERY) && OF_A_VALUE.matcher(said).find();
        return (quotesAValue ? QUOTED.matcher(said).replaceAll("…") : said) + position(error);
    }

    private static String position(SQLException error) {
        Matcher position = POSITION.matcher(String.valueOf(error.getMessage()));
        if (!position.find()) {
            return "";
        }
        return position.group(1) != null
                ? ", at character " + position.group(1) + " of the query"
                : ", in line " + position.group(2) + " of the query";
    }
}
