package io.accountsync.init;

import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * A column and the field that it fills.
 *
 * @param reason why, to be shown
 * @param lookup External ID field of the record that the field points to; null where it takes the value itself
 */
record Pair(String column, SObjectField field, String reason, String lookup) {
    Pair(String column, SObjectField field, String reason) {
        this(column, field, reason, null);
    }

    /** What stands on the left in a sync file. */
    String target() {
        return lookup == null ? field.getName() : field.getRelationshipName();
    }
}
