package io.accountsync.state;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a database's error means for the person who runs the sync. */
final class StateErrors {
    private StateErrors() {}

    /** A StateException with place and remedy; errors that are not the database's come back as they are. */
    static RuntimeException translate(String place, RuntimeException error) {
        SQLException sql = sqlCause(error);
        if (sql == null) {
            return error instanceof FlywayException
                    ? new StateException(
                            "The " + place + " could not be brought up to date: " + firstLine(error), error)
                    : error;
        }
        return new StateException("The " + place + " " + meaning(sql), error);
    }

    private static String meaning(SQLException sql) {
        if (sql instanceof SQLiteException sqlite) {
            return meaning(sqlite.getResultCode(), sqlite);
        }
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        if (state.startsWith("08")) {
            return "cannot be reached: " + firstLine(sql) + ". Is it running, and is state.url right?";
        }
        if (state.startsWith("28")) {
            return "refused the login. Check state.username and state.password.";
        }
        if (state.equals("53100")) {
            return "has no disk space left. Make room; the next run carries on where this one ended.";
        }
        return "failed: " + firstLine(sql);
    }

    private static String meaning(SQLiteErrorCode code, SQLiteException error) {
        String name = code.name();
        if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
            return "is locked by another process. Let that one finish, or stop it; lsof or fuser on the file shows which "
                    + "it is.";
        }
        if (name.startsWith("SQLITE_FULL")) {
            return "cannot grow: the disk is full. Make room; the next run carries on where this one ended.";
        }
        if (name.startsWith("SQLITE_READONLY")
                || name.startsWith("SQLITE_CANTOPEN")
                || name.startsWith("SQLITE_PERM")) {
            return "cannot be written. Check the permissions of the file and its directory, or set state.directory.";
        }
        if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) {
            return "is damaged or not a SQLite file. Restore it from a backup, or move it away: without it the next run "
                    + "compares nothing and sends every row again, which doubles no record.";
        }
        return "failed: " + firstLine(error);
    }

    private static SQLException sqlCause(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static String firstLine(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    }
}
