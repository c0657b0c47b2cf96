package io.accountsync.mapping;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/** Holds what a sync file says of records whose rows are gone against the org. */
final class GoneBinding {
    private final TargetFields targets;
    private final FieldBinding binding;

    GoneBinding(TargetFields targets, String externalId, OrgObjects objects, Dates dates) {
        this.targets = targets;
        this.binding = new FieldBinding(targets, externalId, objects, dates);
    }

    /**
     * The fields of the flag, as far as they can be written; a mapping may write the same ones.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    List<BoundField> bind(GoneRule gone, SObjectDescription describe, Mistakes mistakes) throws SalesforceException {
        if (gone.whenRowGone() == WhenRowGone.DELETE && Boolean.FALSE.equals(describe.isDeletable())) {
            mistakes.about(GoneRule.WHEN_ROW_GONE)
                    .add("is delete, and the user may not delete records of " + targets.object()
                            + "; give its profile or a permission set the object permission Delete");
        }
        List<BoundField> bound = new ArrayList<>();
        if (gone.whenRowGone() == WhenRowGone.FLAG) {
            for (FieldMapping field : gone.flag()) {
                Mistakes ofFlag = mistakes.about(GoneRule.FLAG).of(field.target());
                binding.bind(field, ofFlag).ifPresent(bound::add);
            }
        }
        return bound;
    }
}
