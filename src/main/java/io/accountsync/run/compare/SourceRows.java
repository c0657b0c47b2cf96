package io.accountsync.run.compare;

import io.accountsync.config.Causes;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.mapping.ValueKind;
import io.accountsync.run.ReadAhead;
import io.accountsync.source.MalformedRow;
import io.accountsync.source.RowHash;
import io.accountsync.source.Rows;
import io.accountsync.source.SourceBreakException;
import io.accountsync.source.SourceException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.BaseStream;
import org.apache.camel.util.CaseInsensitiveMap;

/**
 * The rows that a source route left in the body, whatever it left: an iterator, iterable or stream of maps, or a single
 * map. Each comes out as a map whose keys ignore case, or as a {@link MalformedRow}.
 */
public final class SourceRows implements Iterator<Object>, Closeable {
    private final Object body;
    private final Iterator<?> rows;
    private final String route;
    private long read;

    public SourceRows(Object body) {
        this(body, "source route");
    }

    /** @param route that left them, in words */
    public SourceRows(Object body, String route) {
        this.route = route;
        this.body = body;
        this.rows = iterator(body);
    }

    /** Whether these are all lines of a file. */
    public boolean areWholeFile() {
        return body instanceof Rows;
    }

    @Override
    public boolean hasNext() {
        try {
            return rows.hasNext();
        } catch (SourceException e) {
            throw e;
        } catch (RuntimeException e) {
            throw broken(e);
        }
    }

    /** The next row: a Map, or a MalformedRow. */
    @Override
    public Object next() {
        Object row;
        try {
            row = rows.next();
        } catch (SourceException e) {
            throw e;
        } catch (RuntimeException e) {
            throw broken(e);
        }
        read++;
        if (row instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, Object> columns = (Map<String, Object>) map;
            Map<String, Object> ignoringCase = ignoringCase(columns);
            return ignoringCase == columns || ignoringCase.size() == columns.size()
                    ? ignoringCase
                    : new MalformedRow(
                            "row " + read,
                            "two columns differ only in case; give one another name",
                            RowHash.of(columns));
        }
        if (row instanceof MalformedRow) {
            return row;
        }
        throw new ConfigurationException(
                "The " + route + " must leave rows as maps; row " + read + " is " + ValueKind.of(row));
    }

    /** The same rows, read on a thread of its own; closes these. */
    public ReadAhead<Object> ahead() {
        return ReadAhead.ofRows(this, this::close, "source-rows", 2);
    }

    @Override
    public void close() {
        try {
            if (body instanceof Closeable closeable) {
                closeable.close();
            } else if (body instanceof BaseStream<?, ?> stream) {
                stream.close();
            }
        } catch (IOException | RuntimeException e) {
            throw new SourceException(
                    Sentence.closed("The source (" + route + ") could not be closed after " + Quantity.of(read, "row")
                                    + ", so that it may have more: "
                                    + Causes.root(e).getClass().getSimpleName())
                            + " The next run reads from the same place.",
                    e);
        }
    }

    private SourceException broken(RuntimeException e) {
        return SourceBreakException.after(route, read, e);
    }

    private static Map<String, Object> ignoringCase(Map<String, Object> row) {
        return ignoresCase(row) ? row : new CaseInsensitiveMap(row);
    }

    private static boolean ignoresCase(Map<?, ?> row) {
        String type = row.getClass().getName();
        return type.startsWith("io.accountsync.source.")
                || row instanceof CaseInsensitiveMap
                || type.equals("org.springframework.util.LinkedCaseInsensitiveMap");
    }

    private Iterator<?> iterator(Object body) {
        if (body == null) {
            return List.of().iterator();
        }
        if (body instanceof Iterator<?> iterator) {
            return iterator;
        }
        if (body instanceof Iterable<?> iterable) {
            return iterable.iterator();
        }
        if (body instanceof BaseStream<?, ?> stream) {
            return stream.iterator();
        }
        if (body instanceof Map<?, ?> single) {
            return List.of(single).iterator();
        }
        throw new ConfigurationException(
                "The " + route + " must leave rows in the body, as an iterator, iterable or stream "
                        + "of maps; it left " + ValueKind.of(body));
    }
}
