package io.accountsync.mapping;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * A mapped reference field together with how the org describes what it points to: values of the source stand for records of
 * the org, and what is sent is the id of the one record that has the value.
 *
 * @param field API name of the reference field, such as {@code OwnerId}
 * @param relationship under which a payload has the value until its record is known, such as {@code Owner}
 * @param object of the record
 * @param by the field of that object that has the value
 * @param numeric whether that field is a number
 * @param caseSensitive whether values that differ only in case are two values
 * @param where a condition in SOQL that the record must also meet, or null
 * @param fallback the value that counts where one finds no single record, or null
 * @param fallbackId the same as an id of 18 characters, where the sync file has the id itself; else null
 * @param unresolved what becomes of a row whose value finds no single record
 */
public record ReferenceField(
        String field,
        String relationship,
        String object,
        String by,
        boolean numeric,
        boolean caseSensitive,
        String where,
        String fallback,
        String fallbackId,
        Unresolved unresolved) {

    /** What becomes of a row whose value finds no single record. */
    public enum Unresolved {
        /** It is deferred: every run tries again. */
        LATER,
        /** It is rejected. */
        REJECT,
        /** Another record is taken in its place. */
        DEFAULT;

        /** As a person writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The value as Salesforce compares it: values with the same key find the same records. */
    public String keyOf(String value) {
        String text = value.strip();
        if (numeric) {
            try {
                return new BigDecimal(text).stripTrailingZeros().toPlainString();
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(field + ": " + by + " is a number", e);
            }
        }
        return new RecordKeys(caseSensitive).of(text);
    }

    /** A key as a condition of a query takes it. */
    public String literal(String key) {
        return (numeric ? SoqlLiteral.NUMBER : SoqlLiteral.TEXT).of(key);
    }

    /** A query for records by a condition on the field, with the reference's own condition. */
    public String query(String condition) {
        return "SELECT Id, " + by + " FROM " + object + " WHERE " + condition
                + (where == null ? "" : " AND (" + where + ")");
    }

    /** What becomes of a value that finds no single record, in words. */
    public String otherwise() {
        return switch (unresolved) {
            case LATER -> "what is not found waits";
            case REJECT -> "what is not found is rejected";
            case DEFAULT -> "else " + (fallback == null ? fallbackId : fallback);
        };
    }

    /** What the reference goes by, in words. */
    public String explained() {
        return object + " by " + by + (where == null ? "" : ", where " + where);
    }
}
