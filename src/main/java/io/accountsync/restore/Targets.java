package io.accountsync.restore;

import io.accountsync.restore.OrgTargets.Found;
import io.accountsync.restore.Target.Kind;
import io.accountsync.state.RestorableDeletions;
import io.accountsync.state.RestorableDeletions.ByOther;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Says where records are now that deleted ones pointed to: what this command brought back, what an earlier one did, and then what the
 * org has. Used by one thread.
 */
final class Targets {
    private final RestoreRun restoration;
    private final RestorableDeletions deletions;
    private final OrgTargets org;

    Targets(RestoreRun restoration) {
        this.restoration = restoration;
        this.deletions = restoration.run().state().deletions().restorable();
        this.org = new OrgTargets(restoration.calls().org());
    }

    /**
     * Where records are.
     *
     * @return by the id that the reference has
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    Map<String, Target> find(Collection<Reference> references) throws SalesforceException {
        Map<String, List<String>> wanted = new HashMap<>();
        references.forEach(
                reference -> wanted.put(reference.id(), reference.field().pointsTo()));
        return find(wanted);
    }

    /** The same for records of the object itself. */
    Map<String, Target> ofObject(Collection<String> ids) throws SalesforceException {
        Map<String, List<String>> wanted = new HashMap<>();
        ids.forEach(id -> wanted.put(id, List.of(restoration.target().object())));
        return find(wanted);
    }

    private Map<String, Target> find(Map<String, List<String>> wanted) throws SalesforceException {
        Map<String, Target> found = new HashMap<>();
        Map<String, String> now = now(wanted.keySet());
        Map<String, List<String>> toAsk = new HashMap<>();
        wanted.forEach((id, objects) -> {
            if (restoration.isBack(now.get(id))) {
                found.put(id, Target.there(restoration.idOfBack(now.get(id))));
            } else {
                toAsk.put(now.get(id), objects);
            }
        });
        Map<String, Found> left = org.find(toAsk);
        Set<String> absent = new HashSet<>(toAsk.keySet());
        absent.removeIf(id -> left.containsKey(id) && left.get(id).isThere());
        Set<String> ours = deletions.among(absent);
        Map<String, ByOther> others = deletions.byOthers(absent);
        wanted.keySet().stream()
                .filter(id -> !found.containsKey(id))
                .toList()
                .forEach(id -> found.put(id, target(now.get(id), left, ours, others)));
        return found;
    }

    private static Target target(String id, Map<String, Found> left, Set<String> ours, Map<String, ByOther> others) {
        Found found = left.get(id);
        if (found != null && found.isThere()) {
            return Target.there(found.id());
        }
        if (ours.contains(id)) {
            return new Target(Kind.DELETED, id, null);
        }
        if (others.containsKey(id)) {
            return new Target(Kind.DELETED_BY_OTHER, id, others.get(id));
        }
        return new Target(found == null ? Kind.GONE : Kind.IN_BIN, id, null);
    }

    /** By which id each goes after all restorations, one of a restored one among them. */
    private Map<String, String> now(Collection<String> ids) {
        Map<String, String> now = new HashMap<>();
        ids.forEach(id -> now.put(id, id));
        Set<String> open = new HashSet<>(ids);
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            seen.addAll(open);
            Map<String, String> next = deletions.newIds(open);
            now.replaceAll((id, newest) -> restoration.isBack(newest) ? newest : next.getOrDefault(newest, newest));
            open = new HashSet<>(next.values());
            open.removeAll(seen);
        }
        return now;
    }
}
