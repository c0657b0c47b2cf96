package io.accountsync.run.steps;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.CursorForm;
import io.accountsync.mapping.CursorType;
import io.accountsync.run.ReadAhead;
import io.accountsync.run.Run;
import io.accountsync.run.compare.CursorQuery;
import io.accountsync.run.compare.CursorValues;
import io.accountsync.run.compare.OpenSource;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.compare.RowsLeftOut;
import io.accountsync.run.compare.Since;
import io.accountsync.state.SyncCursor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.camel.CamelContext;

/**
 * The rows of a run. Where a database picks them by the cursor, it makes sure that none stays behind it unnoticed: when nothing
 * lies at the cursor, or the cursor was bound in a form that is not the column's, it begins again with every row; and rows
 * that the query leaves out, since they have no cursor or one that sorts before all others, come at the end.
 */
final class SourceReading implements AutoCloseable {
    private final CamelContext context;
    private final Reading reading;
    private final Run run;
    private final Optional<CursorQuery> query;
    private ReadAhead<Object> main;
    private OpenSource again;
    private RowsLeftOut leftOut;
    private CursorValues values;
    private boolean isAnyFromMain;

    /** Takes over the rows that the run asked for first, and closes them. */
    SourceReading(CamelContext context, Reading reading, ReadAhead<Object> rows) {
        this.context = context;
        this.reading = reading;
        this.run = reading.run();
        this.query = CursorQuery.of(context, run.sync());
        this.main = rows;
        this.values = values();
        try {
            query.ifPresent(sql -> begin());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private CursorValues values() {
        return new CursorValues(run.sync().mapping(), comparesColumn());
    }

    private boolean comparesColumn() {
        return query.filter(sql -> sql.compares(run.sync().mapping().cursor())).isPresent();
    }

    private void begin() {
        if (reading.since().readsAll() == null) {
            whyAll().ifPresent(this::beginAgain);
        }
    }

    private Optional<String> whyAll() {
        SyncCursor before = reading.before().orElseThrow();
        CursorType type = reading.since().type();
        if (!main.hasNext()) {
            return Optional.of("no row lies at the cursor " + type.text(before.cursorValue())
                    + " or after it: the newest rows were deleted, or the table was created again");
        }
        values.see(main.peek());
        CursorForm bound = reading.since().form();
        boolean isRight = bound != null
                && (!comparesColumn()
                        || values.form() == null
                        || bound.with(values.form()).filter(bound::equals).isPresent());
        return values.form() == null || isRight
                ? Optional.empty()
                : Optional.of("the cursor column has texts such as " + values.form()
                        + ", and from now on the cursor is bound in that form");
    }

    private void beginAgain(String reason) {
        main.close();
        reading.since(Since.all(reading.since().type(), reason));
        values = values();
        again = OpenSource.open(context, run.sync(), reading.since().sqlValue());
        main = again.rows().ahead();
    }

    /** Each row once. */
    Iterator<Object> rows() {
        if (query.isEmpty()) {
            return main;
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (main.hasNext()) {
                    return true;
                }
                if (isAnyFromMain) {
                    reading.cursorForm(form());
                }
                return !run.isStopping() && leftOut().hasNext();
            }

            @Override
            public Object next() {
                if (main.hasNext()) {
                    Object row = main.next();
                    values.see(row);
                    isAnyFromMain = true;
                    return row;
                }
                if (!leftOut().hasNext()) {
                    throw new NoSuchElementException();
                }
                Object row = leftOut().next();
                if (!isAnyFromMain) {
                    reading.cursorForm(form());
                }
                return row;
            }
        };
    }

    /** Rows that were not read this time have their cursors in the form of before. */
    private CursorForm form() {
        CursorForm bound = reading.since().form();
        return bound == null || values.form() == null
                ? values.form()
                : bound.with(values.form()).orElse(values.form());
    }

    private RowsLeftOut leftOut() {
        if (leftOut == null) {
            boolean all = reading.since().readsAll() != null;
            leftOut = RowsLeftOut.open(context, run.sync(), query.orElseThrow(), values, all);
        }
        return leftOut;
    }

    /** What whoever reads the report should know of the reading. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (leftOut != null) {
            leftOut.refusal().ifPresent(notes::add);
            leftOut.unmatched().ifPresent(notes::add);
            if (leftOut.mayBeMore()) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%s or more have no value in %s, the cursor column. Only runs that read every row look at more than "
                                + "these.",
                        Quantity.of(RowsLeftOut.ENOUGH, "row"),
                        run.sync().mapping().cursor()));
            }
        }
        if (!isAnyFromMain && query.isPresent() && !query.get().isUnderstood()) {
            notes.add(
                    "The source query returned no row, and whether there are any cannot be known, since it uses the cursor "
                            + run.sync().mapping().cursor() + " in a way that account-sync cannot read; write where "
                            + run.sync().mapping().cursor() + " >= :#${variable.since}.");
        }
        return notes;
    }

    /** Why there may be rows that nobody asked for; empty when all were. */
    Optional<String> unasked() {
        boolean isRefused = leftOut != null && leftOut.refusal().isPresent();
        boolean isUnclear =
                query.filter(sql -> !sql.isUnderstood()).isPresent() || CursorQuery.areSeveral(context, run.sync());
        return isRefused || isUnclear
                ? Optional.of("rows without a value in the cursor column "
                        + run.sync().mapping().cursor() + " could not be queried")
                : Optional.empty();
    }

    @Override
    public void close() {
        main.close();
        Optional.ofNullable(leftOut).ifPresent(RowsLeftOut::close);
        Optional.ofNullable(again).ifPresent(OpenSource::close);
    }
}
