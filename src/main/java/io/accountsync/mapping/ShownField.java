package io.accountsync.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * One line of a mapping as a person looks at it.
 *
 * @param field API name of the field, or of the relationship
 * @param columns of the source that the value is made of; none for a constant
 * @param value as the file has it
 * @param options by name, as the file has them; those that say nothing else than the default are left out
 * @param isKey whether it is the External ID
 * @param type as the org described it, such as {@code string(255)}; null before anybody asked
 */
public record ShownField(
        String field, List<String> columns, String value, Map<String, String> options, boolean isKey, String type) {

    /**
     * All lines of a mapping, in the order of the file.
     *
     * @param fields those that were compiled
     * @param types of those that fit the org, by the names that the file has for them
     */
    static List<ShownField> all(SyncDefinition definition, List<FieldMapping> fields, Map<String, String> types) {
        return definition.rules().entrySet().stream()
                .map(entry -> new ShownField(
                        entry.getKey(),
                        columns(entry.getKey(), fields),
                        entry.getValue().getValue(),
                        options(entry.getValue()),
                        entry.getKey().equalsIgnoreCase(definition.getExternalId()),
                        types.get(entry.getKey())))
                .toList();
    }

    private static List<String> columns(String target, List<FieldMapping> fields) {
        return fields.stream()
                .filter(field -> field.target().equals(target))
                .flatMap(field -> field.columns().stream())
                .toList();
    }

    /** The types of fields that fit the org, by the names that the file has for them. */
    static Map<String, String> types(List<BoundField> bound) {
        Map<String, String> types = new LinkedHashMap<>();
        bound.forEach(field -> types.put(field.mapping().target(), type(field.target())));
        return types;
    }

    private static String type(SObjectField field) {
        boolean hasLength = field.getLength() != null && field.getLength() > 0;
        return field.getType() + (hasLength ? "(" + field.getLength() + ")" : "");
    }

    private static Map<String, String> options(FieldRule rule) {
        FieldRule plain = new FieldRule();
        Map<String, String> options = new LinkedHashMap<>();
        put(options, "lookup", rule.getLookup(), null);
        put(options, "reference", rule.getReference() == null ? null : reference(rule.getReference()), null);
        put(options, "default", rule.getDefault(), null);
        put(options, "whenEmpty", rule.getWhenEmpty(), plain.getWhenEmpty());
        put(options, "write", rule.getWrite(), plain.getWrite());
        put(options, "tooLong", rule.getTooLong(), plain.getTooLong());
        put(options, "translate", rule.getTranslate() == null ? null : entries(rule.getTranslate()), null);
        put(options, "translateFile", rule.getTranslateFile(), null);
        put(options, "join", rule.getJoin(), null);
        put(options, "dateFormat", rule.getDateFormat(), null);
        put(options, "decimal", rule.getDecimal(), null);
        return options;
    }

    private static void put(Map<String, String> options, String name, String value, String byDefault) {
        if (value != null && !Objects.equals(value, byDefault)) {
            options.put(name, value);
        }
    }

    private static String reference(ReferenceRule rule) {
        return rule.getObject() + " by " + rule.getBy() + (rule.getWhere() == null ? "" : " where " + rule.getWhere());
    }

    private static String entries(Map<String, String> table) {
        return table.size() == 1 ? "1 entry" : table.size() + " entries";
    }
}
