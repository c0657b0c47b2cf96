package io.accountsync.restore;

import io.accountsync.mapping.FieldKind;
import java.util.List;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * A field that holds the id of another record.
 *
 * @param pointsTo the objects of such records
 * @param isCreateable whether a new record can be given it
 * @param canFollow whether it may be empty at first and be set later
 * @param isRequired whether a new record must have it
 */
record ReferenceField(String name, List<String> pointsTo, boolean isCreateable, boolean canFollow, boolean isRequired) {
    static ReferenceField of(SObjectField field) {
        return new ReferenceField(
                field.getName(),
                field.getReferenceTo(),
                Boolean.TRUE.equals(field.isCreateable()),
                !Boolean.FALSE.equals(field.isNillable()) && Boolean.TRUE.equals(field.isUpdateable()),
                new FieldKind(field).isRequired());
    }
}
