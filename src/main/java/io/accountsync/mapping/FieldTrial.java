package io.accountsync.mapping;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** Whether the values of a column fit a field, tried out by what a run converts them with. */
public final class FieldTrial {
    private final ValueConverter converter;
    private final RecordKeys keys;
    private final Picklist picklist;

    private FieldTrial(ValueConverter converter, RecordKeys keys, Picklist picklist) {
        this.converter = converter;
        this.keys = keys;
        this.picklist = picklist;
    }

    /**
     * The trial of a field.
     *
     * @param asKey whether its values stand for records
     * @param zone of the sync
     * @return empty when fields of this type cannot be written
     */
    public static Optional<FieldTrial> of(SObjectField field, boolean asKey, ZoneId zone) {
        return of(field, asKey, zone, Map.of());
    }

    /**
     * The same with options of the field.
     *
     * @param options {@code dateFormat} and {@code decimal}, as a person would write them
     */
    public static Optional<FieldTrial> of(SObjectField field, boolean asKey, ZoneId zone, Map<String, String> options) {
        TextFormat format = TextFormat.of(options.get("dateFormat"), options.get("decimal"));
        Dates dates = new Dates(zone);
        ValueConverter converter = asKey
                ? ValueConverters.forKey(field.getName(), field, dates)
                : ValueConverters.forField(field.getName(), field, false, dates);
        return Optional.ofNullable(converter)
                .map(known -> new FieldTrial(
                        format.before(field.getName(), known),
                        RecordKeys.of(field),
                        Picklist.of(field).orElse(null)));
    }

    /** The key that a value stands for as Salesforce compares it; of one that does not fit, the value as text. */
    public String keyOf(Object value) {
        try {
            return keys.ofConverted(converter.convert(RowExpressions.readable(value)));
        } catch (InvalidRowException e) {
            return keys.of(String.valueOf(value));
        }
    }

    /** What a value lacks, described without the value; empty when it fits, as an empty one always does. */
    public Optional<String> mistake(Object value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            return Optional.empty();
        }
        try {
            Object converted = converter.convert(RowExpressions.readable(value));
            return picklist == null || picklist.holds(String.valueOf(converted))
                    ? Optional.empty()
                    : Optional.of("it is not an entry of the picklist; a table of entries goes under translate");
        } catch (InvalidRowException e) {
            return Optional.of(e.getMessage());
        }
    }
}
