package io.accountsync.mapping;

import io.accountsync.source.LocalTimestamp;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Timestamp;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row as Camel Simple sees it. Simple makes text of whatever a function gets; here what has no text of its own (the row itself,
 * lists, objects) is read as before, entry by entry and by its methods; where it is taken for a text, that text shows in the
 * result, which is refused then. It does not fail at once, since Camel makes texts of what is only compared, too.
 */
public final class RowView extends AbstractMap<String, Object> {
    /** Stands for a text that is none: a code point that Unicode keeps out of texts for ever. */
    private static final String NO_TEXT = "\uFDD0";

    private final Map<String, ?> row;
    private final ColumnTimes times;

    RowView(Map<String, ?> row, ColumnTimes times) {
        this.row = row;
        this.times = times;
    }

    /** Whether a result was made of something that has no text. */
    static boolean isIn(Object result) {
        return result instanceof CharSequence text && text.toString().contains(NO_TEXT);
    }

    /** The same of any value. */
    static Object of(Object value, ColumnTimes times) {
        if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, ?> members = (Map<String, ?>) map;
            return map instanceof RowView ? map : new RowView(members, times);
        }
        if (value instanceof Timestamp timestamp && !(value instanceof LocalTimestamp)) {
            return ShownTimestamp.of(timestamp, times);
        }
        if (value instanceof Entries) {
            return value;
        }
        if (value instanceof Collection<?> entries) {
            return new Entries(entries instanceof List<?> list ? list : List.copyOf(entries), times);
        }
        if (value instanceof Object[] entries) {
            return new Entries(Arrays.asList(entries), times);
        }
        boolean isBytes =
                value != null && value.getClass().isArray() || value instanceof InputStream || value instanceof Reader;
        return isBytes ? new Bytes() : value;
    }

    @Override
    public Object get(Object name) {
        return of(row.get(name), times);
    }

    @Override
    public boolean containsKey(Object name) {
        return row.containsKey(name);
    }

    @Override
    public int size() {
        return row.size();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return row.entrySet().stream()
                        .<Entry<String, Object>>map(
                                entry -> new SimpleImmutableEntry<>(entry.getKey(), of(entry.getValue(), times)))
                        .iterator();
            }

            @Override
            public int size() {
                return row.size();
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Map<?, ?> map && row.equals(map);
    }

    @Override
    public int hashCode() {
        return row.hashCode();
    }

    @Override
    public String toString() {
        return NO_TEXT;
    }

    /** A list of a row. */
    public static final class Entries extends AbstractList<Object> {
        private final List<?> entries;
        private final ColumnTimes times;

        Entries(List<?> entries, ColumnTimes times) {
            this.entries = entries;
            this.times = times;
        }

        @Override
        public Object get(int index) {
            return of(entries.get(index), times);
        }

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public String toString() {
            return NO_TEXT;
        }
    }

    /** In the place of bytes, of which Camel would make a text in the charset of the process. */
    private record Bytes() {
        @Override
        public String toString() {
            return NO_TEXT;
        }
    }
}
