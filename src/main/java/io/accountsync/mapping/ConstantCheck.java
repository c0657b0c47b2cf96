package io.accountsync.mapping;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.dto.PickListValue;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** Holds what stands in the sync file itself against the org, so that a misspelled constant fails once and not per row. */
final class ConstantCheck {
    private ConstantCheck() {}

    /**
     * Refuses constants, defaults and translations that the field cannot take.
     *
     * @throws IllegalArgumentException naming the first one
     */
    static void require(FieldMapping mapping, ValueConverter converter, SObjectField field) {
        Set<String> choices = restrictedChoices(field);
        for (String constant : mapping.constants()) {
            try {
                converter.convert(constant);
            } catch (InvalidRowException e) {
                throw new IllegalArgumentException(
                        "cannot take \"" + constant + "\", which stands in its mapping: " + e.getMessage(), e);
            }
            if (!choices.isEmpty()
                    && !choices.containsAll(List.of(constant.strip().split("\\s*;\\s*")))) {
                throw new IllegalArgumentException(
                        "cannot take \"" + constant + "\", which stands in its mapping: this "
                                + "picklist is restricted to " + String.join(", ", choices));
            }
        }
    }

    /** The values and labels of a restricted picklist, ignoring case; none for every other field. */
    private static Set<String> restrictedChoices(SObjectField field) {
        Set<String> choices = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        if (Boolean.TRUE.equals(field.isRestrictedPicklist()) && field.getPicklistValues() != null) {
            field.getPicklistValues().stream()
                    .filter(value -> !Boolean.FALSE.equals(value.getActive()))
                    .flatMap(ConstantCheck::names)
                    .forEach(choices::add);
        }
        return choices;
    }

    private static Stream<String> names(PickListValue value) {
        return Stream.of(value.getValue(), value.getLabel() == null ? value.getValue() : value.getLabel());
    }
}
