package io.accountsync.run.rowlog;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.LostDatabase;
import io.accountsync.config.Sentence;
import io.accountsync.source.QueryError;
import io.accountsync.source.SourceException;
import io.accountsync.state.StateException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.util.ObjectHelper;

/** Why a row log could not be written, in words, without a value of a line: drivers quote what they were to write. */
final class RowLogErrors {
    private static final Pattern OF_SQLITE = Pattern.compile("\\[(SQLITE_\\w+)]");

    /** Exceptions whose message says place and remedy already. */
    private static final List<Class<? extends Exception>> CLEAR =
            List.of(ConfigurationException.class, SourceException.class, StateException.class);

    private RowLogErrors() {}

    /** The reason without an end, to stand behind a colon. */
    static String describe(Throwable error) {
        for (Class<? extends Exception> clear : CLEAR) {
            Exception found = ObjectHelper.getException(clear, error);
            if (found != null) {
                return Sentence.open(found.getMessage());
            }
        }
        SQLException sql = ObjectHelper.getException(SQLException.class, error);
        return sql == null ? "an error that its database did not give" : describe(sql);
    }

    private static String describe(SQLException error) {
        Matcher sqlite = OF_SQLITE.matcher(String.valueOf(error.getMessage()));
        if (sqlite.find()) {
            return RowLogRemedy.ofSqlite(sqlite.group(1));
        }
        if (error instanceof BatchUpdateException) {
            // Its own text is the whole statement.
            SQLException next = error.getNextException();
            return next == null ? QueryError.code(error) : describe(next);
        }
        if (error.getNextException() != null) {
            return describe(withoutNext(error)) + "; and it could not be made: " + describe(error.getNextException());
        }
        if (RowLogRemedy.isLocked(error)) {
            return RowLogRemedy.LOCKED;
        }
        return LostDatabase.reason(error)
                .or(() -> RowLogRemedy.ofState(error.getSQLState()))
                .orElseGet(() -> QueryError.text(error));
    }

    private static SQLException withoutNext(SQLException error) {
        return new SQLException(error.getMessage(), error.getSQLState(), error.getErrorCode(), error.getCause());
    }
}
