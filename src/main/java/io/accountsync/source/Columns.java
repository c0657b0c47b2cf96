package io.accountsync.source;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** The columns of a file or query, shared by all its rows. Names ignore case. */
final class Columns {
    private static final int AMBIGUOUS = -1;
    private static final int ABSENT = -2;

    private final List<String> names;
    private final List<ColumnType> types;
    private final String file;

    /** By the exact name; and by the name in lower case, where no column has exactly that. */
    private final Map<String, Integer> positions = new HashMap<>();

    private final Map<String, Integer> positionsInAnyCase = new HashMap<>();

    private Columns(List<String> names, List<ColumnType> types, String file) {
        this.file = file;
        this.types = types;
        this.names = List.copyOf(names);
        for (int i = 0; i < names.size(); i++) {
            positions.merge(names.get(i), i, (one, other) -> AMBIGUOUS);
            positionsInAnyCase.merge(names.get(i).toLowerCase(Locale.ROOT), i, (one, other) -> AMBIGUOUS);
        }
    }

    /**
     * Columns in the order of a file.
     *
     * @param file its name for {@link PlacedRow}
     * @throws IllegalArgumentException when a name appears twice or is empty
     */
    static Columns ofFile(List<String> names, String file) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isBlank()) {
                throw new IllegalArgumentException("column " + (i + 1) + " has no name");
            }
            if (!seen.add(names.get(i).toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the column name " + names.get(i) + " appears twice");
            }
        }
        return new Columns(names, List.of(), file);
    }

    /** Columns of a query. Where several differ only in case the exact name counts; one that several have is ambiguous. */
    static Columns ofQuery(List<ColumnType> types) {
        return new Columns(types.stream().map(ColumnType::column).toList(), List.copyOf(types), null);
    }

    int size() {
        return names.size();
    }

    /** A row with these columns; {@code values} has one entry for each, null where the column is empty. */
    Map<String, Object> row(Object[] values) {
        return new Row(this, values, 0);
    }

    /** The same for a row of a file, which begins in this line. */
    Map<String, Object> row(Object[] values, long line) {
        return new Row(this, values, line);
    }

    /** Where the values of rows have this column; negative where there is none, or several have this name. */
    int positionOf(Object name) {
        Integer position = positions.get(name);
        if (position == null && name instanceof String text) {
            position = positionsInAnyCase.get(text.toLowerCase(Locale.ROOT));
        }
        return position == null ? ABSENT : position;
    }

    /** The values of a row, by the columns that it shares with others. */
    static final class Row extends AbstractMap<String, Object> implements PlacedRow, NamedColumns {
        private final Columns columns;
        private final Object[] values;
        private final long line;

        Row(Columns columns, Object[] values, long line) {
            this.columns = columns;
            this.values = values;
            this.line = line;
        }

        @Override
        public String file() {
            return columns.file;
        }

        @Override
        public long line() {
            return line;
        }

        Columns columns() {
            return columns;
        }

        @Override
        public Object get(Object name) {
            return at(columns.positionOf(name), name);
        }

        /** @param position of the column with this name, by {@link Columns#positionOf} */
        Object at(int position, Object name) {
            if (position >= 0) {
                return values[position];
            }
            return position == ABSENT
                    ? null
                    : new UnreadableValue("the rows have several columns of the name " + name
                            + "; give them names of their own in the source query, as with id as customer_id");
        }

        @Override
        public boolean isAmbiguous(String column) {
            return columns.positionOf(column) == AMBIGUOUS;
        }

        @Override
        public Optional<ColumnType> typeOf(String column) {
            int position = columns.positionOf(column);
            return position < 0 || columns.types.isEmpty()
                    ? Optional.empty()
                    : Optional.of(columns.types.get(position));
        }

        @Override
        public boolean containsKey(Object name) {
            return columns.positionOf(name) != ABSENT;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<String, Object>> iterator() {
                    return new Iterator<>() {
                        private int next;

                        @Override
                        public boolean hasNext() {
                            return next < values.length;
                        }

                        @Override
                        public Entry<String, Object> next() {
                            if (!hasNext()) {
                                throw new NoSuchElementException();
                            }
                            return new SimpleImmutableEntry<>(columns.names.get(next), values[next++]);
                        }
                    };
                }

                @Override
                public int size() {
                    return values.length;
                }
            };
        }
    }
}
