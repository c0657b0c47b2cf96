package io.accountsync.mapping;

import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Columns that hold several values: collections, arrays and SQL arrays. */
final class Lists {
    private Lists() {}

    static boolean isList(Object value) {
        // Most values are texts and numbers; to see that a class is none of several interfaces takes longer.
        return !(value instanceof String || value instanceof Number)
                && (value instanceof Collection || value instanceof Object[] || value instanceof Array);
    }

    /**
     * The entries as texts, without those that are empty.
     *
     * @param value one for which {@link #isList} holds
     * @throws InvalidRowException when an entry is not a single value
     */
    static List<String> texts(String field, Object value) throws InvalidRowException {
        List<String> texts = new ArrayList<>();
        for (Object element : elements(field, value)) {
            String text = element == null ? "" : Texts.of(field, element);
            if (!text.isBlank()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static Collection<?> elements(String field, Object value) throws InvalidRowException {
        if (value instanceof Collection<?> collection) {
            return collection;
        }
        try {
            return Arrays.asList((Object[]) (value instanceof Array array ? array.getArray() : value));
        } catch (SQLException | ClassCastException e) {
            throw ValueConverters.wrongType(field, "an array of texts", value);
        }
    }
}
