package io.accountsync.run.compare;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.CursorForm;
import io.accountsync.mapping.CursorType;
import io.accountsync.mapping.InvalidRowException;
import io.accountsync.mapping.Mapping;
import io.accountsync.run.Failures;
import io.accountsync.run.sync.Sync;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.util.ObjectHelper;

/**
 * The rows that a source query leaves out for ever, by the query itself: those without cursor, and, where every row is read,
 * also those whose cursor sorts before all others, such as numbers among SQLite's texts. Whoever maps them finds out what is
 * wrong with each. When the query returned no row at all they are the rows that it should have returned: to some databases no
 * value is greater than the beginning of the cursor, which a column of theirs cannot hold.
 */
public final class RowsLeftOut implements Iterator<Object>, AutoCloseable {
    /** A run that reads only what changed does not read a million rows without cursor each time. */
    public static final int ENOUGH = 1000;

    private final Mapping mapping;
    private final CursorValues values;
    private final boolean hasAll;
    private final boolean nullsCame;
    private final boolean nothingCame;
    private final OpenSource source;
    private String refusal;
    private Object next;
    private int taken;
    private long unmatched;

    private RowsLeftOut(Sync sync, CursorValues values, boolean hasAll, OpenSource source) {
        this.mapping = sync.mapping();
        this.values = values;
        this.hasAll = hasAll;
        this.nullsCame = values.sawNull();
        this.nothingCame = hasAll && !values.sawAny();
        this.source = source;
    }

    /**
     * Asks for them; there are none to be had where nobody knows how the query uses the cursor.
     *
     * @param values what was seen of the rows that the query does return
     * @param all whether all of them are wanted; otherwise the first of those without cursor
     */
    public static RowsLeftOut open(
            CamelContext context, Sync sync, CursorQuery query, CursorValues values, boolean all) {
        if (!query.isUnderstood()) {
            return new RowsLeftOut(sync, values, all, null);
        }
        String sql = all ? query.ofRowsLeftOut() : query.ofRowsWithoutCursor();
        try {
            return new RowsLeftOut(sync, values, all, OpenSource.query(context, sync, sql));
        } catch (RuntimeException e) {
            SQLException refused = ObjectHelper.getException(SQLException.class, e);
            if (refused == null || isBroken(refused)) {
                throw e;
            }
            // The query itself has worked: what we made of it is no reason to end the run.
            RowsLeftOut unknown = new RowsLeftOut(sync, values, all, null);
            unknown.refusal = Failures.describe(e);
            return unknown;
        }
    }

    /** Of a connection that ended, or a server that does, the rows are as unknown as they were before. */
    private static boolean isBroken(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("08") || state.startsWith("57P0");
    }

    /** Why the database did not return them, though how the query uses the cursor seemed to be known. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal)
                .map(reason -> "Rows without a value in the cursor column " + mapping.cursor()
                        + " could not be queried, since the source query cannot be changed to do so. See to it that there "
                        + "are none. " + reason.replaceFirst(" Nothing was sent\\.$", ""));
    }

    @Override
    public boolean hasNext() {
        while (next == null && source != null && !isEnough() && source.rows().hasNext()) {
            Object row = source.rows().next();
            if (isLeftOut(row)) {
                if (!values.sawAny() || isText(row)) {
                    // No row at all came through the query, or not this one: here is why.
                    values.see(row);
                }
                next = row;
                taken++;
                noteUnmatched(row);
            }
        }
        return next != null;
    }

    private void noteUnmatched(Object row) {
        if (nothingCame && row instanceof Map<?, ?> columns && !hasNoCursor(columns) && hasReadableCursor(columns)) {
            unmatched++;
        }
    }

    private boolean isEnough() {
        return !hasAll && taken >= ENOUGH;
    }

    /** Whether there may be more of them than were wanted. */
    public boolean mayBeMore() {
        return isEnough();
    }

    /**
     * What whoever reads a report should know of rows whose cursor nothing is wrong with: no row came from the beginning of the
     * cursor on, since the database compares with that value in a way of its own, and these are all that there are.
     */
    public Optional<String> unmatched() {
        return unmatched == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The source query found none of %s by the cursor column %s: the database finds no value there greater "
                                + "than the beginning of the cursor. They were read without that condition.",
                        Quantity.of(unmatched, "row"),
                        mapping.cursor()));
    }

    /**
     * A route that sets its own query, or that joins several conditions, returns rows that came already; not so where none
     * came.
     */
    private boolean isLeftOut(Object row) {
        if (!(row instanceof Map<?, ?> columns)) {
            return false;
        }
        return hasNoCursor(columns) ? !nullsCame : nothingCame || !hasReadableCursor(columns);
    }

    private boolean hasNoCursor(Map<?, ?> columns) {
        Object value = columns.get(mapping.cursor());
        return value == null || value instanceof String text && text.isBlank();
    }

    /** Whether nothing is wrong with it, so that the query should have returned the row. */
    private boolean hasReadableCursor(Map<?, ?> columns) {
        Object value = columns.get(mapping.cursor());
        CursorType type = mapping.cursorType();
        if (value instanceof String text
                && type != CursorType.INTEGER
                && CursorForm.of(text).isEmpty()) {
            return false;
        }
        try {
            return type.read(mapping.cursor(), value) >= type.floor();
        } catch (InvalidRowException e) {
            return false;
        }
    }

    private boolean isText(Object row) {
        return row instanceof Map<?, ?> columns && columns.get(mapping.cursor()) instanceof String;
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Object row = next;
        next = null;
        return row;
    }

    @Override
    public void close() {
        if (source != null) {
            source.rows().close();
            source.close();
        }
    }
}
