package io.accountsync.run.compare;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.CursorType;
import io.accountsync.run.sync.Sync;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/** Reads a sync's source route outside of a run, from the beginning of its cursor. */
public final class WholeSource {
    private final CamelContext context;
    private final Sync sync;

    public WholeSource(CamelContext context, Sync sync) {
        this.context = context;
        this.sync = sync;
    }

    /**
     * Hands over the rows, which whoever takes them closes.
     *
     * @throws Exception what the route met
     */
    public void read(Consumer<SourceRows> use) throws Exception {
        try (OpenSource source = OpenSource.open(context, sync, floor(sync))) {
            use.accept(source.rows());
        }
    }

    /**
     * The same with the rows that the query leaves out, which no run could send: they are there all the same.
     *
     * @return what whoever reads a report of it should know of them
     * @throws Exception what the route met
     */
    public List<String> readWithRowsLeftOut(Consumer<SourceRows> use) throws Exception {
        try (OpenSource source = OpenSource.open(context, sync, floor(sync));
                SourceRows main = source.rows();
                All all = new All(main)) {
            use.accept(new SourceRows(all));
            return all.notes();
        }
    }

    /** What the variable {@code since} holds where every row is asked for. */
    public static Object floor(Sync sync) {
        CursorType type = sync.mapping().cursorType() == null
                ? CursorType.TIMESTAMP
                : sync.mapping().cursorType();
        return type.toSql(type.floor());
    }

    private final class All implements Iterator<Object>, AutoCloseable {
        private final SourceRows main;
        private final Optional<CursorQuery> query = CursorQuery.of(context, sync);
        private final CursorValues values = new CursorValues(sync.mapping(), false);
        private RowsLeftOut leftOut;
        private long rowsLeftOut;

        All(SourceRows main) {
            this.main = main;
        }

        @Override
        public boolean hasNext() {
            if (main.hasNext()) {
                return true;
            }
            if (leftOut == null && query.isPresent()) {
                leftOut = RowsLeftOut.open(context, sync, query.get(), values, true);
            }
            return leftOut != null && leftOut.hasNext();
        }

        @Override
        public Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (leftOut != null) {
                rowsLeftOut++;
                return leftOut.next();
            }
            Object row = main.next();
            query.ifPresent(sql -> values.see(row));
            return row;
        }

        List<String> notes() {
            List<String> notes = new ArrayList<>();
            Optional<String> unmatched = Optional.ofNullable(leftOut).flatMap(RowsLeftOut::unmatched);
            unmatched.ifPresent(notes::add);
            if (rowsLeftOut > 0 && unmatched.isEmpty()) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%s left out by the source query: no value in the cursor column %s, or one"
                                + " that sorts before all others. No run sends such a row as it is.",
                        Quantity.of(rowsLeftOut, "row is", "rows are"),
                        sync.mapping().cursor()));
            }
            Optional.ofNullable(leftOut).flatMap(RowsLeftOut::refusal).ifPresent(notes::add);
            return notes;
        }

        @Override
        public void close() {
            if (leftOut != null) {
                leftOut.close();
            }
        }
    }
}
