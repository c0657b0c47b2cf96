package io.accountsync.run.compare;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.config.Quantity;
import io.accountsync.mapping.CursorForm;
import io.accountsync.mapping.CursorType;
import io.accountsync.mapping.InvalidRowException;
import io.accountsync.mapping.Mapping;
import io.accountsync.source.RowColumn;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at the cursor column of rows that a database picks by it: whether the database compares it as we do. Where it does
 * not, rows would lie behind the cursor for ever and nobody would know, so that such a source is refused.
 */
public final class CursorValues {
    private static final String CONVERT =
            ". Convert it in the source query, in the select list and in the condition: in "
                    + "SQLite with strftime('%Y-%m-%dT%H:%M:%fZ', …), in PostgreSQL with …::timestamptz";

    private final Mapping mapping;
    private final RowColumn cursor;
    private final boolean comparesColumn;
    private boolean sawAny;
    private boolean sawNull;
    private CursorForm form;

    /**
     * For one reading.
     *
     * @param comparesColumn whether the query compares the column as the rows have it; otherwise its texts need not sort
     */
    public CursorValues(Mapping mapping, boolean comparesColumn) {
        this.mapping = mapping;
        this.cursor = new RowColumn(mapping.cursor());
        this.comparesColumn = comparesColumn;
    }

    /**
     * Takes a row.
     *
     * @throws ConfigurationException when the column cannot be a cursor of this source
     */
    public void see(Object row) {
        if (!(row instanceof Map<?, ?> columns)) {
            return;
        }
        Object value = cursor.of(columns);
        if (value == null) {
            sawNull = true;
        } else if (value instanceof String text) {
            sawNull |= text.isBlank();
            see(text);
        } else if (!sawAny) {
            requireReadable(value);
            sawAny = true;
        }
    }

    private void see(String text) {
        if (form != null && form.fits(text) || text.isBlank()) {
            return;
        }
        boolean isFirst = !sawAny;
        sawAny = true;
        if (!comparesColumn) {
            // The last form is as good as any: the database converts it.
            form = CursorForm.of(text).orElse(form);
            return;
        }
        if (mapping.cursorType() == CursorType.INTEGER) {
            throw refusal(
                    "has texts, which do not sort as numbers do (9 behind 10). Convert it in the source query, in the "
                            + "select list and in the condition, as with cast(… as integer)");
        }
        Optional<CursorForm> found = CursorForm.of(text);
        Optional<CursorForm> common = isFirst || form == null ? found : found.flatMap(form::with);
        if (common.isPresent() && (isFirst || form != null)) {
            form = common.get();
        } else if (found.isPresent() && form != null) {
            throw refusal("has texts of several forms, such as " + form + " and " + found.get()
                    + ", which do not sort as times" + CONVERT);
        } else if (isFirst || isReadable(text)) {
            throw refusal("has texts that do not sort as times, such as one of "
                    + Quantity.of(text.length(), "character") + "; 0000-00-00T00:00:00Z would" + CONVERT);
        }
        // What is not a time at all makes its row invalid, which is reported by key.
    }

    private void requireReadable(Object value) {
        try {
            mapping.cursorType().read(mapping.cursor(), value);
        } catch (InvalidRowException e) {
            throw value instanceof Number
                    ? refusal(
                            mapping.cursorType() == CursorType.INTEGER
                                    ? "has numbers with a fraction, or larger than 64 bits, which cannot be kept as a "
                                            + "cursor. Make them whole in the source query, in the select list and in the "
                                            + "condition, as with cast(… as integer); Julian days with datetime(…) "
                                            + "and cursorType: timestamp"
                                    : "has numbers, which are not compared as times. Set cursorType: integer for a counter, "
                                            + "for seconds and for milliseconds since 1970; convert others in the source "
                                            + "query, in SQLite with datetime(…) for Julian days")
                    : refusal("cannot be a cursor of this type: " + e.getMessage());
        }
    }

    private boolean isReadable(String text) {
        try {
            mapping.cursorType().read(mapping.cursor(), text);
            return true;
        } catch (InvalidRowException e) {
            return false;
        }
    }

    private ConfigurationException refusal(String reason) {
        return new ConfigurationException(
                Finding.error(mapping.file(), "cursor", "cannot be used: the column " + mapping.cursor() + " " + reason)
                        .text());
    }

    /** How the column writes its times; null where it has no texts, or no row with one was seen. */
    public CursorForm form() {
        return form;
    }

    /** Whether a row had a cursor, of whatever kind. */
    boolean sawAny() {
        return sawAny;
    }

    /** Whether a row without cursor came through the query. */
    boolean sawNull() {
        return sawNull;
    }
}
