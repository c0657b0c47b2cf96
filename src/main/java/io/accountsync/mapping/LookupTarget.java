package io.accountsync.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * What a lookup goes by: the field that identifies the record pointed to.
 *
 * @param object of that record
 * @param key its External ID field
 */
record LookupTarget(String object, SObjectField key) {
    /** Looks for it among the objects that a reference field may point to. */
    record Search(TargetFields own, OrgObjects objects) {
        /** Finds the field of the lookup; says what is wrong when it is none that identifies a record. */
        Optional<LookupTarget> find(SObjectField reference, FieldMapping mapping, Mistakes mistakes)
                throws SalesforceException {
            List<String> pointsTo = FieldBinding.pointsTo(reference);
            if (pointsTo.size() > 1) {
                // Each value would have to name its object, which a lookup does not say.
                mistakes.add("points to several objects (" + some(pointsTo)
                        + "), and a lookup does not say which of them is "
                        + "meant, so that Salesforce rejects it; remove lookup, and write " + reference.getName()
                        + " with reference: { object: " + pointsTo.get(pointsTo.size() - 1) + ", by: "
                        + mapping.lookup()
                        + " }");
                return Optional.empty();
            }
            List<TargetFields> visible = new ArrayList<>();
            for (String object : pointsTo) {
                fieldsOf(object).ifPresent(visible::add);
            }
            String lookup = mapping.lookup();
            if (visible.isEmpty()) {
                mistakes.add("points to " + String.join(", ", FieldBinding.pointsTo(reference))
                        + ", which the user may not see; give it read access to that object");
                return Optional.empty();
            }
            List<LookupTarget> named = new ArrayList<>();
            for (TargetFields target : visible) {
                target.field(lookup).ifPresent(key -> named.add(new LookupTarget(target.object(), key)));
            }
            if (named.isEmpty()) {
                mistakes.add(
                        "has lookup: " + lookup + ", which " + visible.get(0).unknown(lookup));
                return Optional.empty();
            }
            Optional<LookupTarget> found = named.stream()
                    .filter(target -> TargetFields.isIdentifying(target.key()))
                    .findFirst();
            if (found.isEmpty()) {
                mistakes.add("has lookup: " + lookup + ", which is not an External ID of "
                        + named.get(0).object() + " in this org; name the field that identifies the record pointed to"
                        + suggestion(visible));
            } else if (!Boolean.TRUE.equals(found.get().key().isUnique())
                    && isCustom(found.get().key())) {
                mistakes.warn("has lookup: " + lookup + ", which is not unique in this org: where several records have "
                        + "the same value, Salesforce rejects the record; tick Unique on the field");
            }
            return found;
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

        private static String suggestion(List<TargetFields> visible) {
            List<String> keys = visible.stream()
                    .flatMap(target -> target.all().stream())
                    .filter(field -> TargetFields.isIdentifying(field) && !"id".equals(field.getType()))
                    .map(SObjectField::getName)
                    .distinct()
                    .limit(5)
                    .toList();
            return keys.isEmpty() ? "; it has none yet" : ", such as " + String.join(" or ", keys);
        }
    }
}
