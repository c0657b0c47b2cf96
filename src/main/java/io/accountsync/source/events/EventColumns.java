package io.accountsync.source.events;

import io.accountsync.source.NamedColumns;
import io.accountsync.source.UnavailableValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.util.CaseInsensitiveMap;

/** The columns of an event: names ignore case, values are read by their schema, and what is not known says so. */
final class EventColumns {
    private final Placeholder placeholder;

    EventColumns(Placeholder placeholder) {
        this.placeholder = placeholder;
    }

    /**
     * Of a row.
     *
     * @param schema of it
     * @param before the row as it was, where a value that did not change may stand; empty where that is not known
     * @throws MalformedEventException when two names are one
     */
    Map<String, Object> of(ConnectSchema schema, Map<?, ?> row, Map<?, ?> before) throws MalformedEventException {
        if (row instanceof NamedColumns) {
            @SuppressWarnings("unchecked")
            Map<String, Object> columns = (Map<String, Object>) row;
            return columns;
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        row.forEach((name, value) -> {
            String column = String.valueOf(name);
            columns.put(column, value(column, schema.field(column), value, before.get(name)));
        });
        return ignoringCase(columns);
    }

    private Object value(String column, ConnectSchema schema, Object value, Object before) {
        if (!placeholder.is(value)) {
            return ConnectValues.of(column, schema, value);
        }
        return before == null || placeholder.is(before)
                ? new UnavailableValue(column)
                : ConnectValues.of(column, schema, before);
    }

    private static Map<String, Object> ignoringCase(Map<String, Object> columns) throws MalformedEventException {
        Map<String, Object> ignoringCase = new CaseInsensitiveMap(columns);
        if (ignoringCase.size() < columns.size()) {
            throw new MalformedEventException("two names differ only in case; give one another name");
        }
        return ignoringCase;
    }
}
