package io.accountsync.mapping;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The fields of one Salesforce object as its describe lists them. Names ignore case, as in Salesforce. */
final class TargetFields {
    private static final String READ_ONLY =
            "cannot be written by this user: it is read-only, or the user's profile " + "lacks edit access to it";

    private final String object;
    private final String externalId;
    private final Map<String, SObjectField> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, SObjectField> byRelationship = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> boundTargets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    TargetFields(SObjectDescription describe, String externalId) {
        this.object = describe.getName();
        this.externalId = externalId;
        for (SObjectField field : describe.getFields()) {
            byName.put(field.getName(), field);
            if (field.getRelationshipName() != null) {
                byRelationship.put(field.getRelationshipName(), field);
            }
        }
    }

    /** Whether two External IDs that differ only in case are two records. */
    boolean externalIdIsCaseSensitive() {
        return Boolean.TRUE.equals(byName.get(externalId).isCaseSensitive());
    }

    /**
     * Joins a mapping with its target.
     *
     * @throws IllegalArgumentException when the object lacks the target, or it cannot be written as mapped
     */
    BoundField bind(FieldMapping mapping) {
        BoundField bound = mapping.lookup() == null ? bindField(mapping) : bindLookup(mapping);
        ConstantCheck.require(mapping, bound.converter(), fieldOf(bound));
        String other = boundTargets.putIfAbsent(bound.clearName(), mapping.target());
        if (other != null) {
            throw new IllegalArgumentException("and " + other + " write the same field; keep one of them");
        }
        return bound;
    }

    private BoundField bindField(FieldMapping mapping) {
        SObjectField field = byName.get(mapping.target());
        if (field == null) {
            throw new IllegalArgumentException(unknown(mapping.target()));
        }
        ValueConverter converter = ValueConverters.forField(field.getName(), field, mapping.truncates());
        if (converter == null) {
            throw new IllegalArgumentException(
                    "is of type " + field.getType() + ", which cannot be written; map its parts instead");
        }
        boolean isKey = field.getName().equalsIgnoreCase(externalId);
        if (isKey) {
            requireUsableKey(field);
        } else {
            requireWritable(field);
        }
        if (mapping.clears() && "boolean".equals(field.getType())) {
            throw new IllegalArgumentException(
                    "is a checkbox, which cannot be empty; replace whenEmpty: clear by default: false");
        }
        return new BoundField(
                field.getName(), field.getName(), null, mapping, converter, isKey, false, signature(field));
    }

    private BoundField bindLookup(FieldMapping mapping) {
        SObjectField field = byRelationship.get(mapping.target());
        if (field == null) {
            SObjectField reference = byName.get(mapping.target());
            throw new IllegalArgumentException(
                    reference != null && reference.getRelationshipName() != null
                            ? "is a reference field; with lookup, name its relationship: fields["
                                    + reference.getRelationshipName() + "]"
                            : "is no relationship of " + object + " in this org (relationships: "
                                    + String.join(", ", byRelationship.keySet()) + ")");
        }
        requireWritable(field);
        List<String> pointsTo = field.getReferenceTo() == null ? List.of() : field.getReferenceTo();
        boolean isOwnObject = pointsTo.stream().anyMatch(object::equalsIgnoreCase);
        boolean isParent = isOwnObject && mapping.lookup().equalsIgnoreCase(externalId);
        String name = field.getRelationshipName();
        if (!isOwnObject || pointsTo.size() > 1) {
            ValueConverter converter = new TextConverter(name, Integer.MAX_VALUE, false);
            return new BoundField(
                    name, field.getName(), mapping.lookup(), mapping, converter, false, isParent, signature(field));
        }
        // Written as the field that it points to, so that a parent's key is the key that the parent has.
        SObjectField key = ownKey(mapping.lookup());
        ValueConverter converter = ValueConverters.forField(name, key, false);
        return new BoundField(
                name, field.getName(), key.getName(), mapping, converter, false, isParent, signature(field, key));
    }

    private SObjectField ownKey(String lookup) {
        SObjectField key = byName.get(lookup);
        if (key == null) {
            throw new IllegalArgumentException("has lookup: " + lookup + ", which " + unknown(lookup));
        }
        if (!isIdentifying(key)) {
            throw new IllegalArgumentException("has lookup: " + lookup + ", which is not an External ID in this org; "
                    + "name the field that identifies the record pointed to, such as " + externalId);
        }
        return key;
    }

    private SObjectField fieldOf(BoundField bound) {
        return byName.get(bound.clearName());
    }

    private static boolean isIdentifying(SObjectField field) {
        return Boolean.TRUE.equals(field.isExternalId()) || Boolean.TRUE.equals(field.isIdLookup());
    }

    private void requireUsableKey(SObjectField field) {
        if (!isIdentifying(field)) {
            throw new IllegalArgumentException("is not an External ID in this org; tick External ID and Unique on the "
                    + "field, or name another field as externalId");
        }
        if (!Boolean.TRUE.equals(field.isUnique())) {
            throw new IllegalArgumentException("is not unique in this org, so one key could match several records; "
                    + "tick Unique on the field, or name another field as externalId");
        }
        if (!Boolean.TRUE.equals(field.isCreateable())) {
            throw new IllegalArgumentException(READ_ONLY);
        }
    }

    private static void requireWritable(SObjectField field) {
        if (!Boolean.TRUE.equals(field.isCreateable()) || !Boolean.TRUE.equals(field.isUpdateable())) {
            throw new IllegalArgumentException(READ_ONLY);
        }
    }

    private String unknown(String target) {
        String nearest = byName.keySet().stream()
                .min(Comparator.comparingInt(name -> LevenshteinDistance.getDefaultInstance()
                        .apply(name.toLowerCase(Locale.ROOT), target.toLowerCase(Locale.ROOT))))
                .orElse("");
        return "is no field of " + object + " in this org, or the user may not see it; did you mean " + nearest + "?";
    }

    private static String signature(SObjectField... fields) {
        return Signature.of(Arrays.stream(fields)
                .map(field -> Signature.of(field.getType(), field.getLength(), field.isCaseSensitive()))
                .toArray());
    }
}
