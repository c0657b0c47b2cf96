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

    /** A function of the query raised the error, in words of its own: PostgreSQL, MySQL and MariaDB, and the codes of SQL Server and Oracle. */
    private static final Pattern OF_A_FUNCTION = Pattern.compile("P0001|45000");

    private static final int SQL_SERVERS_OWN = 50_000;
    private static final int ORACLES_OWN = 20_000;
    private static final int ORACLES_LAST = 20_999;

    /** PostgreSQL counts characters, DuckDB lines, each in a line of its own. */
    private static final Pattern POSITION = Pattern.compile("(?m)^\\s*(?:Position: (\\d+)|LINE (\\d+):)");

    private QueryError() {}

    /** The text, to stand behind a colon, without an end. */
    public static String text(SQLException error) {
        String said = Sentence.said(error);
        String state = String.valueOf(error.getSQLState());
        boolean quotesAValue = state.startsWith(OF_DATA)
                || !isOfQuery(error) && OF_A_VALUE.matcher(said).find();
        return (quotesAValue ? QUOTED.matcher(said).replaceAll("…") : said) + position(error);
    }

    /**
     * The same of an error in the middle of rows, which is about one of them: whatever is quoted may be of it, and so may all that a
     * function says.
     */
    public static String textWhileReading(SQLException error) {
        if (isOfAFunction(error)) {
            return "a function raised an error of its own (" + code(error)
                    + "); its text may be of a row, and is not repeated here";
        }
        String said = Sentence.said(error);
        String shown = isOfQuery(error) ? said : QUOTED.matcher(said).replaceAll("…");
        return (shown.isEmpty() ? "nothing" : shown) + " (" + code(error) + ")";
    }

    private static boolean isOfAFunction(SQLException error) {
        int number = error.getErrorCode();
        return OF_A_FUNCTION.matcher(String.valueOf(error.getSQLState())).matches()
                || number >= SQL_SERVERS_OWN
                        && String.valueOf(error.getSQLState()).startsWith("S")
                || number >= ORACLES_OWN && number <= ORACLES_LAST;
    }

    private static boolean isOfQuery(SQLException error) {
        return String.valueOf(error.getSQLState()).startsWith(OF_QUERY);
    }

    /** By which the database names the error: its SQL state, or its own number where it has none, as SQLite. */
    public static String code(SQLException error) {
        return error.getSQLState() == null ? "error code " + error.getErrorCode() : "SQL state " + error.getSQLState();
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
