package io.accountsync.restore;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/** Finds in what the state kept of deleted records what these pointed to. */
final class References {
    private final List<ReferenceField> fields;

    References(SObjectDescription describe) {
        this.fields = describe.getFields().stream()
                .filter(field -> field.getReferenceTo() != null
                        && !field.getReferenceTo().isEmpty())
                .map(ReferenceField::of)
                .toList();
    }

    /** The field with that name; empty where the object does not have it, or not as a reference. */
    Optional<ReferenceField> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** Those that a new record would be given. */
    List<Reference> createable(Deleted record) {
        JsonNode kept = record.kept();
        return fields.stream()
                .filter(field -> field.isCreateable() && kept.hasNonNull(field.name()))
                .map(field -> new Reference(field, kept.get(field.name()).asText()))
                .toList();
    }

    /** Those that can be set in a record that is there. */
    List<Reference> settable(Deleted record) {
        JsonNode kept = record.kept();
        return fields.stream()
                .filter(field -> field.canFollow() && kept.hasNonNull(field.name()))
                .map(field -> new Reference(field, kept.get(field.name()).asText()))
                .toList();
    }
}
