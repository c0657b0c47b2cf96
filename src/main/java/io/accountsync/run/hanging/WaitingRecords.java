package io.accountsync.run.hanging;

import io.accountsync.run.Run;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.gone.GoneRow;
import io.accountsync.run.hanging.ChildFields.ChildField;
import io.accountsync.state.WaitingDeletions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Records that others hang on which another sync sends and Salesforce would delete along with them. That sync may have read rows
 * that moved its records elsewhere, and not sent them yet. So they wait until it has completed a run that began after the row was
 * first found gone, and are deleted then, whatever still hangs on them.
 */
final class WaitingRecords {
    private static final int BAD_REQUEST = 400;

    private final Reading reading;
    private final Run run;
    private final Children children;
    private final WaitingDeletions waiting;
    private final List<ChildField> fields;
    private final Map<String, Long> completed = new TreeMap<>();
    private final long lastBegun;

    WaitingRecords(Reading reading, ChildFields all) {
        this.reading = reading;
        this.run = reading.run();
        this.children = new Children(new QueryPager(reading.calls().org()));
        this.waiting = run.state().otherSyncs().waiting();
        this.fields = all.cascading();
        fields.forEach(field -> field.syncs()
                .forEach(sync -> completed.put(sync, run.state().runs().lastCompleted(sync))));
        this.lastBegun = run.state().runs().lastBegun();
    }

    /**
     * Keeps those of these records.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    void keep(Gone gone) throws SalesforceException {
        if (fields.isEmpty()) {
            return;
        }
        Kept kept = new Kept(reading);
        GonePages.<SalesforceException>forEach(gone, page -> keep(page, kept));
        kept.note(
                "record is not deleted yet though its row is gone",
                "records are not deleted yet though their rows are gone",
                (syncs, records) -> (records == 1 ? ": it waits" : ": they wait") + " for the sync " + syncs
                        + ", whose records hang on " + (records == 1 ? "it" : "them")
                        + "; the first run after one of that sync has completed deletes "
                        + (records == 1 ? "it" : "them"));
    }

    private void keep(List<GoneRow> page, Kept kept) throws SalesforceException {
        Map<String, Set<String>> waitsFor = waitsFor(page);
        List<GoneRow> all =
                page.stream().filter(row -> waitsFor.containsKey(row.key())).toList();
        Map<String, String> texts = new HashMap<>();
        waitsFor.forEach((key, syncs) -> texts.put(key, SharedRecords.text(syncs)));
        if (!run.isPlanning()) {
            run.state().write(() -> {
                waiting.add(texts, lastBegun);
                waiting.end(GonePages.keys(page).stream()
                        .filter(key -> !texts.containsKey(key))
                        .toList());
            });
        }
        kept.keep(all);
        all.forEach(row -> kept.name(texts.get(row.key()), row.key()));
    }

    /** The syncs that have not had their turn and whose records hang on a record, by key. */
    private Map<String, Set<String>> waitsFor(List<GoneRow> page) throws SalesforceException {
        Map<String, Long> afterRun = waiting.afterRun(GonePages.keys(page));
        Map<String, Set<String>> found = new HashMap<>();
        for (ChildField field : fields) {
            List<GoneRow> open = new ArrayList<>(page);
            open.removeIf(row -> field.syncs().stream().noneMatch(sync -> isOpen(sync, row, afterRun)));
            if (!open.isEmpty()) {
                hanging(field, open).forEach((row, syncs) -> {
                    syncs.removeIf(sync -> !isOpen(sync, row, afterRun));
                    if (!syncs.isEmpty()) {
                        found.computeIfAbsent(row.key(), key -> new TreeSet<>()).addAll(syncs);
                    }
                });
            }
        }
        return found;
    }

    private boolean isOpen(String sync, GoneRow row, Map<String, Long> afterRun) {
        return completed.get(sync) <= afterRun.getOrDefault(row.key(), lastBegun);
    }

    private Map<GoneRow, Set<String>> hanging(ChildField field, List<GoneRow> rows) throws SalesforceException {
        Map<String, GoneRow> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.salesforceId(), row));
        Map<GoneRow, Set<String>> found = new HashMap<>();
        Map<String, String> parents;
        try {
            parents = children.pointing(field, byId.keySet());
        } catch (SalesforceException e) {
            if (e.getStatusCode() != BAD_REQUEST) {
                throw e;
            }
            // Such as an object that our user may not see: what hangs on these nobody knows, so it counts as if
            // something did.
            rows.forEach(row -> found.put(row, new TreeSet<>(field.syncs())));
            return found;
        }
        run.state().otherSyncs().keysOf(parents.keySet()).forEach((id, keys) -> {
            GoneRow parent = byId.get(parents.get(id));
            if (parent != null) {
                Set<String> syncs = found.computeIfAbsent(parent, any -> new TreeSet<>());
                keys.keySet().stream().filter(field.syncs()::contains).forEach(syncs::add);
            }
        });
        return found;
    }
}
