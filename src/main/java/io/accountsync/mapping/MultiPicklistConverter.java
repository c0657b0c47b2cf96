package io.accountsync.mapping;

import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A multi-select picklist: a collection or SQL array joined by semicolons, or a text that is so already. */
record MultiPicklistConverter(String field) implements ValueConverter {
    @Override
    public Object convert(Object value) throws InvalidRowException {
        if (value instanceof Array array) {
            return join(elements(array));
        }
        if (value instanceof Collection<?> collection) {
            return join(collection);
        }
        if (value instanceof Object[] array) {
            return join(Arrays.asList(array));
        }
        return Texts.of(field, value);
    }

    private Collection<?> elements(Array array) throws InvalidRowException {
        try {
            return Arrays.asList((Object[]) array.getArray());
        } catch (SQLException | ClassCastException e) {
            throw ValueConverters.wrongType(field, "an array of texts", array);
        }
    }

    private String join(Collection<?> elements) throws InvalidRowException {
        List<String> texts = new ArrayList<>();
        for (Object element : elements) {
            String text = element == null ? "" : Texts.of(field, element);
            if (!text.isBlank()) {
                texts.add(text);
            }
        }
        return String.join(";", texts);
    }
}
