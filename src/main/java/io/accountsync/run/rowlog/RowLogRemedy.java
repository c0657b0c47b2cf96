package io.accountsync.run.rowlog;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Optional;
import java.util.Set;

/** What a database means by a code for which its own text may quote a line, and what to do about it. */
final class RowLogRemedy {
    static final String LOCKED =
            "another program has the table or its database locked, or it does not answer; end that program's transaction";

    private static final String AGAIN = "drop the table, and the next run makes it again";

    /** Of PostgreSQL: a lock that was not had in time, and a statement that took too long. Of MariaDB and H2: the first. */
    private static final Set<String> LOCKED_STATES = Set.of("55P03", "57014", "HYT00");

    /** Of MariaDB and SQL Server. */
    private static final Set<Integer> LOCKED_CODES = Set.of(1205, 1222);

    private static final Set<String> THERE_ALREADY = Set.of("42P07", "42S01");

    private RowLogRemedy() {}

    /** Whether somebody else has what is to be read or written: to try again at once would only wait longer. */
    static boolean isLocked(SQLException error) {
        for (SQLException one = error; one != null; one = one.getNextException()) {
            String text = String.valueOf(one.getMessage());
            if (one instanceof SQLTimeoutException
                    || LOCKED_STATES.contains(String.valueOf(one.getSQLState()))
                    || LOCKED_CODES.contains(one.getErrorCode())
                    || text.contains("[SQLITE_BUSY")
                    || text.contains("[SQLITE_LOCKED")) {
                return true;
            }
        }
        return false;
    }

    /** Whether a table could not be made since there is one, which says nothing of why that cannot be read. */
    static boolean isThereAlready(SQLException error) {
        return THERE_ALREADY.contains(String.valueOf(error.getSQLState()))
                || String.valueOf(error.getMessage()).contains("already exists");
    }

    /** For a code of SQLite. */
    static String ofSqlite(String code) {
        if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
            return LOCKED;
        }
        if (code.startsWith("SQLITE_CONSTRAINT")) {
            return constraint(code);
        }
        if (code.startsWith("SQLITE_READONLY") || code.startsWith("SQLITE_CANTOPEN")) {
            return "account-sync may not write the file of the database or its directory (" + code
                    + "); give its user the right to write both";
        }
        return code.startsWith("SQLITE_FULL")
                ? "the disk is full (" + code + "); make room on it"
                : "the database refuses the statement (" + code
                        + "); look whether the table has the columns of docs/row-log.md, or " + AGAIN;
    }

    /** For an SQL state; empty where the database's own text can be shown. */
    static Optional<String> ofState(String state) {
        String known = String.valueOf(state);
        if (known.startsWith("23")) {
            return Optional.of(constraint("SQL state " + state));
        }
        return known.startsWith("22")
                ? Optional.of("a column of the table is too short or of another type (SQL state " + state
                        + "); give it the type of docs/row-log.md, or " + AGAIN)
                : Optional.empty();
    }

    private static String constraint(String code) {
        return "a constraint or trigger of the table refuses a line (" + code
                + "); take it away, such as a column of your own that must not be null, or " + AGAIN;
    }
}
