package io.accountsync.mapping;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.dto.PickListValue;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * The active entries of a picklist by their values and labels, ignoring case, as Salesforce compares them.
 *
 * @param isRestricted whether other values are rejected
 */
record Picklist(Set<String> names, boolean isRestricted) {
    /** How many entries a message shows: an org may have hundreds. */
    private static final int SHOWN = 30;

    /** The picklist of a field; empty when it is none, or has no entries. */
    static Optional<Picklist> of(SObjectField field) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        if (field.getPicklistValues() != null) {
            field.getPicklistValues().stream()
                    .filter(value -> !Boolean.FALSE.equals(value.getActive()))
                    .flatMap(Picklist::names)
                    .forEach(names::add);
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Picklist(names, Boolean.TRUE.equals(field.isRestrictedPicklist())));
    }

    /** Whether a value, or each of several joined by semicolons, is an entry. */
    boolean holds(String value) {
        return names.containsAll(List.of(value.strip().split("\\s*;\\s*")));
    }

    /** The entries, or the first of many. */
    @Override
    public String toString() {
        String shown = String.join(", ", names.stream().limit(SHOWN).toList());
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }

    private static Stream<String> names(PickListValue value) {
        return Stream.of(value.getValue(), value.getLabel() == null ? value.getValue() : value.getLabel());
    }
}
