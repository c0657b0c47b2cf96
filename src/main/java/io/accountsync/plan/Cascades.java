package io.accountsync.plan;

import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.InClauses;
import io.accountsync.salesforce.Org;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.ChildRelationShip;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/**
 * What Salesforce deletes together with records: their children by every relationship of which describe says {@code
 * cascadeDelete}. Children of children are not counted.
 */
final class Cascades {
    /** For so many records they are counted; each relationship costs a query for some hundreds. */
    static final int MOST = 1000;

    private static final int BAD_REQUEST = 400;

    private final String object;
    private final Org org;

    Cascades(String object, Org org) {
        this.object = object;
        this.org = org;
    }

    /**
     * Counts them.
     *
     * @return by the name of the children's object; null for objects that no query can count, and none for those without
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    Map<String, Long> count(Collection<String> ids) throws SalesforceException {
        Map<String, Long> counts = new TreeMap<>();
        Optional<SObjectDescription> describe = ids.isEmpty() ? Optional.empty() : org.find(object);
        if (describe.isEmpty() || describe.get().getChildRelationships() == null) {
            return counts;
        }
        List<String> literals = ids.stream().map(id -> "'" + id + "'").toList();
        for (ChildRelationShip child : describe.get().getChildRelationships()) {
            if (Boolean.TRUE.equals(child.isCascadeDelete()) && !isHidden(child)) {
                Long children = count(child, literals);
                if (children == null || children > 0) {
                    counts.merge(child.getChildSObject(), children == null ? -1 : children, Cascades::sum);
                }
            }
        }
        Map<String, Long> shown = new LinkedHashMap<>();
        counts.forEach((name, number) -> shown.put(name, number < 0 ? null : number));
        return shown;
    }

    private static boolean isHidden(ChildRelationShip child) {
        return Boolean.TRUE.equals(child.isDeprecatedAndHidden());
    }

    /** Of what is known in part only nobody knows how much it is. */
    private static long sum(long one, long other) {
        return one < 0 || other < 0 ? -1 : one + other;
    }

    private Long count(ChildRelationShip child, List<String> literals) throws SalesforceException {
        String select = "SELECT COUNT() FROM " + child.getChildSObject() + " WHERE " + child.getField() + " IN (";
        long count = 0;
        for (List<String> part : InClauses.of(literals)) {
            try {
                count += org.count(select + String.join(",", part) + ")");
            } catch (SalesforceException e) {
                if (e.getStatusCode() == BAD_REQUEST) {
                    // Such as the share and feed objects, of which some cannot be queried, or not like this.
                    return null;
                }
                throw e;
            }
        }
        return count;
    }
}
