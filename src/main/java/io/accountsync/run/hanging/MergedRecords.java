package io.accountsync.run.hanging;

import io.accountsync.mapping.WhenGone;
import io.accountsync.run.Run;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.gone.GoneRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Records that others were merged into: such a record is all that Salesforce has of these, and stays while the row of one of them
 * is there. A query for 200 records of an object that can be merged.
 */
final class MergedRecords {
    /** Whoever was merged more often in a row is as good as deleted. */
    private static final int HOPS = 5;

    private final Reading reading;
    private final Run run;
    private final QueryPager pages;

    MergedRecords(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
        this.pages = new QueryPager(reading.calls().org());
    }

    /**
     * Keeps those of these records.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    void keep(Gone gone) throws SalesforceException {
        if (!WhenGone.canMerge(run.sync().mapping().object())) {
            return;
        }
        Kept kept = new Kept(reading);
        GonePages.<SalesforceException>forEach(gone, page -> keep(page, kept));
        kept.note(
                "record is not deleted though its row is gone",
                "records are not deleted though their rows are gone",
                (group, records) -> ": another record, whose row is there, was merged into "
                        + (records == 1 ? "it" : "each of them"));
    }

    private void keep(List<GoneRow> page, Kept kept) throws SalesforceException {
        Map<String, String> survivors = survivors(GonePages.ids(page));
        if (survivors.isEmpty()) {
            return;
        }
        Map<String, String> keys = new HashMap<>(ofOthers(survivors));
        keys.putAll(ofThisSync(survivors));
        List<GoneRow> all = page.stream()
                .filter(row -> keys.containsKey(row.salesforceId()))
                .toList();
        kept.keep(all);
        all.forEach(row -> kept.name("", row.key() + ", with " + keys.get(row.salesforceId())));
    }

    /** Into which of these records others were merged, at once or one after the other, by the ids of those. */
    private Map<String, String> survivors(Collection<String> ids) throws SalesforceException {
        Map<String, String> survivors = new HashMap<>();
        Collection<String> masters = ids;
        for (int hop = 0; hop < HOPS && !masters.isEmpty(); hop++) {
            List<String> found = new ArrayList<>();
            pages.forEachEvenDeleted(
                    "SELECT Id, MasterRecordId FROM " + run.sync().mapping().object()
                            + " WHERE IsDeleted = true AND MasterRecordId IN " + Children.in(masters),
                    records -> records.forEach(record -> {
                        String master = record.path("MasterRecordId").asText();
                        survivors.put(record.path("Id").asText(), survivors.getOrDefault(master, master));
                        found.add(record.path("Id").asText());
                    }));
            masters = found;
        }
        return survivors;
    }

    /** A key whose row is not gone, by the record that survived. */
    private Map<String, String> ofThisSync(Map<String, String> survivors) {
        Map<String, String> found = new HashMap<>();
        Map<String, Set<String>> known = run.state().ids().keysOf(survivors.keySet());
        List<String> all = known.values().stream().flatMap(Set::stream).toList();
        Set<String> gone = reading.changes().gone().among(all);
        known.forEach((id, keys) -> {
            Optional<String> alive =
                    keys.stream().filter(key -> !gone.contains(key)).sorted().findFirst();
            alive.ifPresent(key -> found.put(survivors.get(id), key));
        });
        return found;
    }

    private Map<String, String> ofOthers(Map<String, String> survivors) {
        Map<String, String> found = new HashMap<>();
        run.state()
                .otherSyncs()
                .having(survivors.keySet())
                .forEach((id, keys) ->
                        keys.forEach((sync, key) -> found.put(survivors.get(id), key + " of the sync " + sync)));
        return found;
    }
}
