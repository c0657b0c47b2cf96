package io.accountsync.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** Holds a reference against the org: what the field points to, and by which of its fields records are found. */
final class ReferenceBinding {
    private static final Set<String> TEXTS =
            Set.of("string", "textarea", "phone", "url", "email", "picklist", "combobox", "encryptedstring");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{15}([A-Za-z0-9]{3})?");

    /**
     * A reference that fits.
     *
     * @param key the field that values are looked for in
     */
    record Bound(ReferenceField reference, SObjectField key) {}

    private final OrgObjects objects;

    ReferenceBinding(OrgObjects objects) {
        this.objects = objects;
    }

    /** Binds a mapping that has a reference; says what is wrong where the field or the org does not fit it. */
    Optional<Bound> bind(FieldMapping mapping, SObjectField field, Mistakes mistakes) throws SalesforceException {
        ReferenceMapping rule = mapping.reference();
        List<String> pointsTo = FieldBinding.pointsTo(field);
        if (!"reference".equalsIgnoreCase(field.getType())) {
            mistakes.add("is not a reference field, so that it cannot take the id of a record; remove reference");
            return Optional.empty();
        }
        if (pointsTo.stream().noneMatch(rule.object()::equalsIgnoreCase)) {
            mistakes.add("points to " + String.join(" or ", pointsTo) + " and not to " + rule.object()
                    + ", which its reference names; name one of those as object");
            return Optional.empty();
        }
        Optional<SObjectDescription> described = objects.find(rule.object());
        if (described.isEmpty()) {
            mistakes.add(
                    "points to " + rule.object() + ", which the user may not see; give it read access to that object");
            return Optional.empty();
        }
        TargetFields fields = new TargetFields(described.get());
        Optional<SObjectField> key = fields.field(rule.by());
        if (key.isEmpty()) {
            mistakes.add("has a reference by " + rule.by() + ", which " + fields.unknown(rule.by()));
            return Optional.empty();
        }
        if (!isUsable(key.get(), mistakes)) {
            return Optional.empty();
        }
        warnIfAmbiguous(rule, key.get(), mistakes);
        return Optional.of(new Bound(reference(mapping, field, described.get(), key.get()), key.get()));
    }

    private static boolean isUsable(SObjectField key, Mistakes mistakes) {
        String type = type(key);
        if (type.equals("id")) {
            mistakes.add("has a reference by " + key.getName()
                    + ": a value that is an id already goes without reference; remove it");
            return false;
        }
        if (!TEXTS.contains(type) && !isNumber(key)) {
            mistakes.add("has a reference by " + key.getName() + ", which is of type " + key.getType()
                    + "; name a field of text or numbers");
            return false;
        }
        if (Boolean.FALSE.equals(key.isFilterable())) {
            mistakes.add("has a reference by " + key.getName()
                    + ", which Salesforce cannot look for; name a field that a query may filter by");
            return false;
        }
        return true;
    }

    /** Of a user's fields, User Name is unique; of a record type's, its name is within one object. */
    private static void warnIfAmbiguous(ReferenceMapping rule, SObjectField key, Mistakes mistakes) {
        boolean isKnownToBeUnique = rule.object().equalsIgnoreCase("RecordType")
                && key.getName().equals("DeveloperName")
                && rule.where() != null;
        if (!Boolean.TRUE.equals(key.isUnique()) && !TargetFields.isIdentifying(key) && !isKnownToBeUnique) {
            mistakes.warn("has a reference by " + key.getName() + ", which is not unique in this org: a value that "
                    + "several records have identifies none of them"
                    + (rule.where() == null ? "; narrow it with where" : ""));
        }
    }

    private static ReferenceField reference(
            FieldMapping mapping, SObjectField field, SObjectDescription target, SObjectField key) {
        ReferenceMapping rule = mapping.reference();
        String id = idOf(rule.fallback(), target.getKeyPrefix());
        return new ReferenceField(
                field.getName(),
                Stream.ofNullable(field.getRelationshipName()).findFirst().orElse(field.getName()),
                target.getName(),
                key.getName(),
                isNumber(key),
                RecordKeys.isCaseSensitive(key),
                rule.where(),
                id == null ? rule.fallback() : null,
                id,
                rule.unresolved());
    }

    /** A name of 15 letters is not an id: an id begins with the prefix of its object. */
    private static String idOf(String fallback, String prefix) {
        boolean isId = fallback != null
                && prefix != null
                && fallback.startsWith(prefix)
                && ID.matcher(fallback).matches();
        return isId ? SalesforceIds.full(fallback) : null;
    }

    private static boolean isNumber(SObjectField field) {
        return SoqlLiteral.ofType(field.getType()) == SoqlLiteral.NUMBER;
    }

    private static String type(SObjectField field) {
        return field.getType().toLowerCase(Locale.ROOT);
    }
}
