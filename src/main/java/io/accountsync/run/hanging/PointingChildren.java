package io.accountsync.run.hanging;

import io.accountsync.config.Quantity;
import io.accountsync.run.Run;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.gone.GoneRow;
import io.accountsync.run.hanging.ChildFields.ChildField;
import io.accountsync.state.PointingRecords.Pointing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Records, of this sync or another one, that point by a lookup to records which are to be deleted. Salesforce clears the lookup
 * then, and the row says nothing of it; so they are noted before the call, and are sent again once the record is gone.
 */
final class PointingChildren {
    private static final int BAD_REQUEST = 400;

    private final Reading reading;
    private final Run run;
    private final Children children;
    private final List<ChildField> fields;
    private final Map<String, Long> counts = new TreeMap<>();

    PointingChildren(Reading reading, ChildFields all) {
        this.reading = reading;
        this.run = reading.run();
        this.children = new Children(new QueryPager(reading.calls().org()));
        this.fields = all.cleared();
    }

    /**
     * Notes them in the state, unless the run only plans, and says how many they are.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    void note(Gone gone) throws SalesforceException {
        GonePages.<SalesforceException>forEach(gone, this::note);
        counts.forEach((sync, records) -> run.findings()
                .note(Quantity.of(
                                records,
                                "record of the sync " + sync + " points",
                                "records of the sync " + sync + " point")
                        + " to records whose rows are gone, by a lookup that Salesforce clears when it deletes these; the next"
                        + " run of " + sync + " sends " + (records == 1 ? "it" : "them")
                        + " again, deferred until what the row names is there"));
    }

    private void note(List<GoneRow> page) throws SalesforceException {
        List<String> ids = GonePages.ids(page);
        List<Pointing> pointing = new ArrayList<>();
        for (ChildField field : fields) {
            add(field, ids, pointing);
        }
        pointing.stream()
                .map(one -> List.of(one.sync(), one.key()))
                .distinct()
                .forEach(one -> counts.merge(one.get(0), 1L, Long::sum));
        if (!run.isPlanning()) {
            run.state().write(() -> run.state().otherSyncs().pointing().note(ids, pointing));
        }
    }

    private void add(ChildField field, List<String> ids, List<Pointing> pointing) throws SalesforceException {
        Map<String, String> targets;
        try {
            targets = children.pointing(field, ids);
        } catch (SalesforceException e) {
            if (e.getStatusCode() != BAD_REQUEST) {
                throw e;
            }
            run.findings()
                    .note("Nobody knows which records of " + field.object() + " lose their " + field.field()
                            + ": Salesforce does not let it be queried. A full refresh of the sync "
                            + SharedRecords.text(field.syncs()) + " sends them again");
            return;
        }
        Map<String, Map<String, String>> known =
                new HashMap<>(run.state().otherSyncs().keysOf(targets.keySet()));
        ofThisSync(targets.keySet()).forEach((id, key) -> known.computeIfAbsent(id, any -> new TreeMap<>())
                .put(run.name(), key));
        known.forEach((id, keys) -> keys.forEach((sync, key) -> {
            if (field.syncs().contains(sync)) {
                pointing.add(new Pointing(targets.get(id), sync, key));
            }
        }));
    }

    /** Without those that are to be deleted themselves. */
    private Map<String, String> ofThisSync(Set<String> ids) {
        Map<String, String> found = new HashMap<>();
        Map<String, Set<String>> known = run.state().ids().keysOf(ids);
        Set<String> gone = reading.changes()
                .gone()
                .among(known.values().stream().flatMap(Set::stream).toList());
        known.forEach((id, keys) ->
                keys.stream().filter(key -> !gone.contains(key)).findFirst().ifPresent(key -> found.put(id, key)));
        return found;
    }
}
