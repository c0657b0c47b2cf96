package io.accountsync.mapping;

import java.util.List;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * What a lookup goes by: the field that identifies the record pointed to.
 *
 * @param object of that record
 * @param key its External ID field
 * @param isNamed whether Salesforce must be told the object, since the field refers to several
 */
record LookupTarget(String object, SObjectField key, boolean isNamed) {
    /** Looks for it among the objects that a reference field may point to. */
    record Search(TargetFields own, OrgObjects objects) {
        /** Fields such as Task.WhatId may point to a hundred objects, and each costs a call. */
        private static final int LOOKED_AT = 20;

        /** Finds the field of the lookup; says what is wrong when it is none that identifies a record. */
        Optional<LookupTarget> find(SObjectField reference, FieldMapping mapping, Mistakes mistakes)
                throws SalesforceException {
            List<String> pointsTo = FieldBinding.pointsTo(reference);
            LookupName lookup = LookupName.of(mapping.lookup());
            Optional<String> object = object(pointsTo, lookup, mistakes);
            if (object.isEmpty()) {
                return Optional.empty();
            }
            Optional<TargetFields> fields = fieldsOf(object.get());
            if (fields.isEmpty()) {
                mistakes.add("points to " + object.get()
                        + ", which the user may not see; give it read access to that object");
                return Optional.empty();
            }
            Optional<SObjectField> key = fields.get().field(lookup.key());
            if (key.isEmpty()) {
                mistakes.add("has lookup: " + mapping.lookup() + ", which "
                        + fields.get().unknown(lookup.key()));
                return Optional.empty();
            }
            if (!TargetFields.isIdentifying(key.get())) {
                mistakes.add("has lookup: " + mapping.lookup() + ", which is not an External ID of "
                        + fields.get().object() + " in this org; name the field that identifies the record pointed to"
                        + suggestion(fields.get()));
                return Optional.empty();
            }
            if (!Boolean.TRUE.equals(key.get().isUnique()) && isCustom(key.get())) {
                mistakes.warn("has lookup: " + mapping.lookup()
                        + ", which is not unique in this org: where several records have "
                        + "the same value, Salesforce rejects the record; tick Unique on the field");
            }
            return Optional.of(new LookupTarget(fields.get().object(), key.get(), pointsTo.size() > 1));
        }

        /** The object that the lookup means: of several the one that it names. */
        private Optional<String> object(List<String> pointsTo, LookupName lookup, Mistakes mistakes)
                throws SalesforceException {
            if (lookup.object() == null && pointsTo.size() > 1) {
                mistakes.add("points to several objects (" + some(pointsTo)
                        + "), and its lookup does not say which of them is meant, so that Salesforce rejects it; name it, "
                        + "as in lookup: " + likely(pointsTo, lookup.key()) + "." + lookup.key());
                return Optional.empty();
            }
            if (lookup.object() == null) {
                return pointsTo.stream().findFirst();
            }
            Optional<String> named =
                    pointsTo.stream().filter(lookup.object()::equalsIgnoreCase).findFirst();
            if (named.isEmpty()) {
                mistakes.add("points to " + some(pointsTo) + " and not to " + lookup.object()
                        + ", which its lookup names; name " + (pointsTo.size() > 1 ? "one of those" : "that one"));
            }
            return named;
        }

        /** The first object that has the field as External ID, of those that are looked at; else the last one. */
        private String likely(List<String> pointsTo, String key) throws SalesforceException {
            for (String object : pointsTo.subList(0, Math.min(LOOKED_AT, pointsTo.size()))) {
                boolean hasKey = fieldsOf(object)
                        .flatMap(fields -> fields.field(key))
                        .filter(TargetFields::isIdentifying)
                        .isPresent();
                if (hasKey) {
                    return object;
                }
            }
            return pointsTo.get(pointsTo.size() - 1);
        }

        private Optional<TargetFields> fieldsOf(String object) throws SalesforceException {
            return object.equalsIgnoreCase(own.object())
                    ? Optional.of(own)
                    : objects.find(object).map(TargetFields::new);
        }

        private static String some(List<String> objects) {
            return objects.size() <= 4
                    ? String.join(", ", objects)
                    : String.join(", ", objects.subList(0, 3)) + " and " + (objects.size() - 3) + " more";
        }

        /** Standard fields that identify, such as User.Username, do not call themselves unique. */
        private static boolean isCustom(SObjectField key) {
            return key.getName().endsWith("__c");
        }

        private static String suggestion(TargetFields visible) {
            List<String> keys = visible.all().stream()
                    .filter(field -> TargetFields.isIdentifying(field) && !"id".equals(field.getType()))
                    .map(SObjectField::getName)
                    .limit(5)
                    .toList();
            return keys.isEmpty() ? "; it has none yet" : ", such as " + String.join(" or ", keys);
        }
    }
}
