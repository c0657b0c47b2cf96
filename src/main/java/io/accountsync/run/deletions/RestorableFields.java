package io.accountsync.run.deletions;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * The fields of an object whose values a new record could be given, as describe says, and that a query can read. Not the
 * contents of files, which queries do not return.
 */
public final class RestorableFields {
    private static final String FILE = "base64";
    private static final String MASTER = "MasterRecordId";

    /** Salesforce deletes none of these along with a record. */
    private static final Set<String> STAY = Set.of("User", "Group", "RecordType");

    private final SObjectDescription describe;
    private final String externalId;

    /** @param externalId the External ID field of the sync, which is read in any case */
    public RestorableFields(SObjectDescription describe, String externalId) {
        this.describe = describe;
        this.externalId = externalId;
    }

    /** The External ID field. */
    public String externalId() {
        return externalId;
    }

    /** All that can be given to a new record, or changed in it later. */
    public List<String> names() {
        Set<String> names = new LinkedHashSet<>(List.of(externalId));
        describe.getFields().stream()
                .filter(field -> isTrue(field.isCreateable()) || isTrue(field.isUpdateable()))
                .filter(field -> !FILE.equals(field.getType()))
                .map(SObjectField::getName)
                .forEach(names::add);
        return List.copyOf(names);
    }

    /** Those that a record can be given when it is created. */
    public Set<String> createable() {
        return describe.getFields().stream()
                .filter(field -> isTrue(field.isCreateable()))
                .map(SObjectField::getName)
                .collect(Collectors.toSet());
    }

    /** Those that can be changed in a record that is there. */
    public Set<String> updateable() {
        return describe.getFields().stream()
                .filter(field -> isTrue(field.isUpdateable()))
                .map(SObjectField::getName)
                .collect(Collectors.toSet());
    }

    /** Those that hold the id of another record. */
    public Set<String> references() {
        return describe.getFields().stream()
                .filter(field -> field.getReferenceTo() != null
                        && !field.getReferenceTo().isEmpty())
                .map(SObjectField::getName)
                .collect(Collectors.toSet());
    }

    /**
     * The lookups that Salesforce clears when the record that they point to is deleted, with the objects that they may point to. One
     * that must not be empty is not cleared: the other record cannot be deleted then, or takes this one along.
     */
    public Map<String, List<String>> clearable() {
        List<String> names = names();
        return describe.getFields().stream()
                .filter(field -> field.getReferenceTo() != null && !STAY.containsAll(field.getReferenceTo()))
                .filter(field -> !Boolean.FALSE.equals(field.isNillable()) && names.contains(field.getName()))
                .collect(Collectors.toMap(SObjectField::getName, SObjectField::getReferenceTo));
    }

    /** Whether records of the object can be brought back out of the recycle bin; those of few cannot. */
    public boolean isUndeletable() {
        return !Boolean.FALSE.equals(describe.isUndeletable());
    }

    /** Whether records of the object can be merged, so that one that is gone may live on in another one. */
    public boolean canBeMerged() {
        return describe.getFields().stream().anyMatch(field -> MASTER.equals(field.getName()));
    }

    private static boolean isTrue(Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
