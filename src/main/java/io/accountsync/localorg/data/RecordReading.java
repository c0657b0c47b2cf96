package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.FieldType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values of records as calls and queries see them, those included that the org itself keeps. */
final class RecordReading {

    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'");
    private static final String[] ADDRESS_PARTS = {
        "City", "Country", "GeocodeAccuracy", "Latitude", "Longitude", "PostalCode", "State", "Street"
    };

    private RecordReading() {}

    /** A moment as Salesforce writes it: UTC, {@code 2026-01-31T08:15:30.000+0000}. */
    static String dateTime(long epochMillis) {
        return DATETIME.format(Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC));
    }

    /** A String, Boolean, Number, or for a compound address a map of its parts; null for no value. */
    static Object value(Table table, Row row, Field field) {
        return switch (field.kept()) {
            case ID -> table.id(row);
            case IS_DELETED -> row.deleted();
            case CREATED_DATE -> dateTime(row.created);
            case CREATED_BY -> row.createdBy;
            case MODIFIED_DATE -> dateTime(row.modified);
            case MODIFIED_BY -> row.modifiedBy;
            case SYSTEM_MODSTAMP -> dateTime(row.stamped);
            case ADDRESS -> address(table, row, field);
            case PERSON_NAME -> personName(table, row);
            case NO -> {
                Object written = table.written(row, field);
                yield written == null && field.type() == FieldType.BOOLEAN ? Boolean.FALSE : written;
            }
        };
    }

    private static Object address(Table table, Row row, Field compound) {
        String prefix = compound.name().substring(0, compound.name().length() - "Address".length());
        Map<String, Object> parts = new LinkedHashMap<>();
        for (String part : ADDRESS_PARTS) {
            Field field = table.type().field(prefix + part);
            String key = Character.toLowerCase(part.charAt(0)) + part.substring(1);
            parts.put(key, field == null ? null : table.written(row, field));
        }
        return parts.values().stream().allMatch(Objects::isNull) ? null : parts;
    }

    private static String personName(Table table, Row row) {
        return Stream.of("FirstName", "LastName")
                .map(table.type()::field)
                .filter(Objects::nonNull)
                .map(part -> table.written(row, part))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }
}
