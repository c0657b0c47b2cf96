package io.accountsync.mapping;

import java.util.Set;

/**
 * A lookup by which a record points to another one of the same sync.
 *
 * @param name as it stands in the payload, the relationship's
 * @param field the reference field
 * @param isRequired whether it must not be empty, so that a record cannot be created before the one that it points to
 * @param isSetOnce whether it is set when a record is created and never changed, so that the same holds
 * @param refusesCircles whether Salesforce is known to refuse records that point to each other by it
 */
public record OwnLookup(String name, String field, boolean isRequired, boolean isSetOnce, boolean refusesCircles) {
    /**
     * Hierarchies that Salesforce keeps free of circles. Of fields that an admin added it is not documented which circles are
     * refused, so that Salesforce decides.
     */
    private static final Set<String> HIERARCHIES = Set.of("Account.ParentId", "User.ManagerId");

    static OwnLookup of(BoundField lookup, String object) {
        return new OwnLookup(
                lookup.name(),
                lookup.clearName(),
                Boolean.FALSE.equals(lookup.target().isNillable()),
                !Boolean.TRUE.equals(lookup.target().isUpdateable()),
                HIERARCHIES.stream().anyMatch((object + "." + lookup.clearName())::equalsIgnoreCase));
    }
}
