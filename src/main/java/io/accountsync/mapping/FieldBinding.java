package io.accountsync.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** Joins each line of a mapping with its target in the org. */
final class FieldBinding {
    private final TargetFields targets;
    private final String externalId;
    private final OrgObjects objects;
    private final Dates dates;
    private final Map<String, String> boundTargets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    FieldBinding(TargetFields targets, String externalId, OrgObjects objects, Dates dates) {
        this.targets = targets;
        this.externalId = externalId;
        this.objects = objects;
        this.dates = dates;
    }

    /**
     * Joins one line.
     *
     * @param mistakes about this field: takes all that does not fit
     * @return empty when the field cannot be written as mapped
     */
    Optional<BoundField> bind(FieldMapping mapping, Mistakes mistakes) throws SalesforceException {
        long before = mistakes.size();
        BoundField bound = mapping.lookup() == null ? bindField(mapping, mistakes) : bindLookup(mapping, mistakes);
        if (bound == null) {
            return Optional.empty();
        }
        SObjectField field = targets.field(bound.clearName()).orElseThrow();
        ValueCheck.examine(mapping, bound.converter(), field, mistakes);
        if (!mapping.pointsElsewhere()) {
            PlaceCheck.examine(mapping, field, targets, mistakes);
        }
        String other = boundTargets.putIfAbsent(bound.clearName(), mapping.target());
        if (other != null) {
            mistakes.add("and " + other + " write the same field; keep one of them");
        }
        return mistakes.size() > before ? Optional.empty() : Optional.of(bound);
    }

    private BoundField bindField(FieldMapping mapping, Mistakes mistakes) throws SalesforceException {
        Optional<SObjectField> known = targets.field(mapping.target());
        if (known.isEmpty()) {
            mistakes.add(unknownField(mapping));
            return null;
        }
        SObjectField field = known.get();
        if (mapping.reference() != null) {
            return bindReference(mapping, field, mistakes);
        }
        boolean isKey = field.getName().equalsIgnoreCase(externalId);
        ValueConverter converter = isKey
                ? ValueConverters.forKey(field.getName(), field, dates)
                : ValueConverters.forField(field.getName(), field, mapping.truncates(), dates);
        if (converter == null) {
            mistakes.add("is of type " + field.getType() + ", which cannot be written; map its parts instead");
            return null;
        }
        if (isKey) {
            FieldAccess.requireUsableKey(field, targets, mistakes);
        } else {
            FieldAccess.requireWritable(field, mapping.write(), targets, mistakes);
        }
        requireClearable(mapping, field, mistakes);
        mapping.format().requireFor(field.getType(), mistakes);
        if (mapping.join() != null && "multipicklist".equals(field.getType())) {
            mistakes.add("is a multi-select picklist, which takes lists as they are; remove join");
        }
        if (mapping.write() == Write.IF_BLANK && "boolean".equals(field.getType())) {
            mistakes.add("is a checkbox, which is never blank; write: onCreate is what remains");
        }
        return new BoundField(
                field.getName(),
                field.getName(),
                null,
                null,
                null,
                mapping,
                mapping.format().before(field.getName(), converter),
                isKey,
                false,
                signature(field),
                field,
                field,
                JsonNames.of(field.getName(), field.getName(), null));
    }

    private BoundField bindReference(FieldMapping mapping, SObjectField field, Mistakes mistakes)
            throws SalesforceException {
        mapping.format().requireFor(field.getType(), mistakes);
        if (field.getName().equalsIgnoreCase(externalId)) {
            mistakes.add("is the External ID, which identifies the record itself; remove reference");
            return null;
        }
        FieldAccess.requireWritable(field, mapping.write(), targets, mistakes);
        requireClearable(mapping, field, mistakes);
        Optional<ReferenceBinding.Bound> bound = new ReferenceBinding(objects).bind(mapping, field, mistakes);
        if (bound.isEmpty()) {
            return null;
        }
        ReferenceField reference = bound.get().reference();
        SObjectField key = bound.get().key();
        return new BoundField(
                reference.relationship(),
                field.getName(),
                reference.by(),
                null,
                reference,
                mapping,
                ValueConverters.forKey(field.getName(), key, dates),
                false,
                false,
                signature(field, key),
                field,
                key,
                JsonNames.of(reference.relationship(), field.getName(), reference.by()));
    }

    private String unknownField(FieldMapping mapping) {
        Optional<SObjectField> reference =
                mapping.reference() == null ? Optional.empty() : targets.relationship(mapping.target());
        return reference.isPresent()
                ? "is a relationship; with reference, name its field: "
                        + reference.get().getName()
                : targets.unknown(mapping.target());
    }

    private BoundField bindLookup(FieldMapping mapping, Mistakes mistakes) throws SalesforceException {
        Optional<SObjectField> known = targets.relationship(mapping.target());
        if (known.isEmpty()) {
            mistakes.add(unknownRelationship(mapping.target()));
            return null;
        }
        SObjectField field = known.get();
        mapping.format().requireFor(field.getType(), mistakes);
        FieldAccess.requireWritable(field, mapping.write(), targets, mistakes);
        requireClearable(mapping, field, mistakes);
        Optional<LookupTarget> target = new LookupTarget.Search(targets, objects).find(field, mapping, mistakes);
        if (target.isEmpty()) {
            return null;
        }
        String name = field.getRelationshipName();
        SObjectField key = target.get().key();
        boolean isParent = target.get().object().equalsIgnoreCase(targets.object())
                && key.getName().equalsIgnoreCase(externalId);
        // Written as the field that it points to, so that a parent's key is the key that the parent has.
        ValueConverter converter = ValueConverters.forKey(name, key, dates);
        return new BoundField(
                name,
                field.getName(),
                key.getName(),
                target.get().isNamed() ? target.get().object() : null,
                null,
                mapping,
                converter,
                false,
                isParent,
                signature(field, key),
                field,
                key,
                JsonNames.of(name, field.getName(), key.getName()));
    }

    private String unknownRelationship(String name) {
        Optional<SObjectField> reference = targets.field(name).filter(field -> field.getRelationshipName() != null);
        return reference.isPresent()
                ? "is a reference field; with lookup, name its relationship: "
                        + reference.get().getRelationshipName()
                : "is not a relationship of " + targets.object() + " in this org (relationships: "
                        + String.join(", ", targets.relationships()) + ")";
    }

    private static void requireClearable(FieldMapping mapping, SObjectField field, Mistakes mistakes) {
        if (!mapping.clears()) {
            return;
        }
        if ("boolean".equals(field.getType())) {
            mistakes.add("is a checkbox, which cannot be empty; replace whenEmpty: clear by default: false");
        } else if (Boolean.FALSE.equals(field.isNillable())) {
            mistakes.warn("must not be empty in this org, so that rows without a value will be rejected; remove "
                    + "whenEmpty: clear, or set a default");
        }
    }

    private static String signature(SObjectField... fields) {
        return Signature.of(Arrays.stream(fields)
                .map(field -> Signature.of(field.getType(), field.getLength(), field.isCaseSensitive()))
                .toArray());
    }

    /** The objects that a reference field may point to. */
    static List<String> pointsTo(SObjectField field) {
        return field.getReferenceTo() == null ? List.of() : field.getReferenceTo();
    }
}
