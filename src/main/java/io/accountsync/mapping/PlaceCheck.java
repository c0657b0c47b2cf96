package io.accountsync.mapping;

import java.util.Optional;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * States and countries of an org that keeps picklists of them: the text fields stay text fields by their describe, but take
 * the names in the picklist of the field next to them only, such as BillingCountryCode.
 */
final class PlaceCheck {
    private PlaceCheck() {}

    static void examine(FieldMapping mapping, SObjectField field, TargetFields targets, Mistakes mistakes) {
        String name = field.getName();
        boolean isState = name.endsWith("State");
        Optional<SObjectField> code = targets.field(name + "Code").filter(PlaceCheck::isPicklist);
        if (code.isEmpty() || !isState && !name.endsWith("Country")) {
            return;
        }
        String kind = isState ? "state" : "country";
        Picklist known = Picklist.of(code.get()).orElseThrow();
        for (String constant : mapping.constants()) {
            if (!known.holds(constant)) {
                mistakes.add("cannot take \"" + constant + "\", which this file gives it: this org keeps a picklist of "
                        + (isState ? "states" : "countries")
                        + " that does not have it; write the name as it is there "
                        + "(Setup, State and Country/Territory Picklists), or map "
                        + code.get().getName());
            }
        }
        if (mapping.constants().isEmpty()) {
            mistakes.warn("must be the name of a " + kind + " in the org's picklist, which accepts no other text; map "
                    + code.get().getName() + " where the source has codes, or translate the names");
        }
    }

    private static boolean isPicklist(SObjectField field) {
        return Picklist.of(field).isPresent();
    }
}
