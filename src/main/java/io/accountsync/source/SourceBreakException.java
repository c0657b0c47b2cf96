package io.accountsync.source;

import io.accountsync.config.Causes;
import io.accountsync.config.LostDatabase;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.camel.util.ObjectHelper;

/**
 * The source broke off in the middle of its rows. The message says which one, after which row, why, and what to do; of the rows it has
 * a key and nothing else.
 */
public final class SourceBreakException extends SourceException {
    private static final long serialVersionUID = 1L;

    private static final String SENT = " Nothing was sent; the next run reads from the same place.";

    private final String route;
    private final String why;

    private SourceBreakException(String route, long rows, String key, String why, Throwable cause) {
        super("Reading the source broke off after " + Quantity.of(rows, "row") + place(route, key) + why, cause);
        this.route = route;
        this.why = why;
    }

    /**
     * A break.
     *
     * @param route whose rows they are, in words
     * @param rows how many were read before
     */
    public static SourceBreakException after(String route, long rows, Throwable cause) {
        return new SourceBreakException(route, rows, null, why(cause), cause);
    }

    /** The same of a reading that knows its rows. */
    public SourceBreakException after(long rows, String lastKey) {
        return new SourceBreakException(route, rows, lastKey, why, getCause());
    }

    private static String place(String route, String key) {
        return " (" + route + (key == null ? "" : "; the last row read has the key " + key) + ")";
    }

    private static String why(Throwable cause) {
        SQLException sql = ObjectHelper.getException(SQLException.class, cause);
        if (sql != null) {
            return ofDatabase(sql);
        }
        return RemoteErrors.describe(cause)
                .map(remote -> ". " + remote)
                .orElseGet(() -> ": " + Causes.root(cause).getClass().getSimpleName() + "." + SENT
                        + " If it breaks off there again, see what the route does behind that row.");
    }

    private static String ofDatabase(SQLException sql) {
        Optional<String> lost = LostDatabase.reason(sql);
        return lost.isPresent()
                ? Sentence.closed(": the source database cannot be reached: " + lost.get()) + SENT
                        + " Is the database of source.url running?"
                : Sentence.closed(": its database says: " + QueryError.textWhileReading(sql)) + SENT
                        + " If it breaks off there again, look at the rows behind that one: correct what the query cannot compute, or the"
                        + " query.";
    }
}
