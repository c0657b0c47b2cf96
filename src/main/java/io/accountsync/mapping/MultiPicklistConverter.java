package io.accountsync.mapping;

import java.util.List;

/** A multi-select picklist: a collection or SQL array joined by semicolons, or a text that is so already. */
record MultiPicklistConverter(String field) implements ValueConverter {
    private static final String SEPARATOR = ";";

    @Override
    public Object convert(Object value) throws InvalidRowException {
        if (!Lists.isList(value)) {
            return Texts.of(field, value);
        }
        List<String> entries = Lists.texts(field, value);
        if (entries.stream().anyMatch(entry -> entry.contains(SEPARATOR))) {
            throw new InvalidRowException(
                    "WRONG_TYPE",
                    field,
                    "an entry of the list has a semicolon in it, by which Salesforce would make two entries of it; replace it "
                            + "in the source query");
        }
        return String.join(SEPARATOR, entries);
    }
}
