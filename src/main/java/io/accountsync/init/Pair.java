package io.accountsync.init;

import java.util.Map;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * A column and the field that it fills.
 *
 * @param reason why, to be shown
 * @param lookup External ID field of the record that the field points to; null where it takes the value itself
 * @param options other options of the field with their values
 */
record Pair(String column, SObjectField field, String reason, String lookup, Map<String, String> options) {
    Pair(String column, SObjectField field, String reason) {
        this(column, field, reason, null);
    }

    Pair(String column, SObjectField field, String reason, String lookup) {
        this(column, field, reason, lookup, Map.of());
    }

    /** What stands on the left in a sync file. */
    String target() {
        return lookup == null ? field.getName() : field.getRelationshipName();
    }
}
