package io.accountsync.run.deletions;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.run.Run;
import io.accountsync.run.gone.GoneRow;
import io.accountsync.run.gone.GoneRows;
import io.accountsync.state.IntendedDeletion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Before the first of several calls: notes in the state what all records point to that a run is to delete. A record of a later
 * call has lost its lookups to those of earlier calls when it is read right before its own. One query for 250 records, and none
 * where the object has no such lookup.
 */
final class LookupNotes {
    /** With few fields so many ids have room in an address. */
    private static final int AT_ONCE = 250;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeletionTarget target;
    private final Run run;
    private final ClearedLookups lookups;

    LookupNotes(DeletionTarget target) {
        this.target = target;
        this.run = target.run();
        this.lookups = new ClearedLookups(target);
    }

    /**
     * Notes them, until the run stops.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    void note(GoneRows rows) throws SalesforceException {
        if (lookups.fields().isEmpty()) {
            return;
        }
        for (List<GoneRow> page : rows) {
            for (int from = 0; from < page.size() && !run.isStopping(); from += AT_ONCE) {
                note(page.subList(from, Math.min(page.size(), from + AT_ONCE)));
            }
        }
    }

    private void note(List<GoneRow> rows) throws SalesforceException {
        List<String> ids = rows.stream().map(GoneRow::salesforceId).toList();
        Map<String, ObjectNode> found = target.records().find(ids, lookups.fields());
        // What a run that ended early has cleared is kept since then.
        lookups.addTo(ids, found);
        Map<String, ObjectNode> kept = lookups.kept(ids);
        List<IntendedDeletion> noted = new ArrayList<>();
        for (GoneRow row : rows) {
            ObjectNode now = found.get(OrgRecords.telling(row.salesforceId()));
            ObjectNode before = kept.get(row.salesforceId());
            if (now != null && (before != null || !now.isEmpty())) {
                noted.add(noted(row, now, before));
            }
        }
        if (!noted.isEmpty()) {
            run.state().write(() -> run.state().deletions().noted().note(noted, target.orgId(), run.id()));
        }
    }

    /** Of a deletion that a call may still carry out all is kept. */
    private IntendedDeletion noted(GoneRow row, ObjectNode now, ObjectNode before) {
        ObjectNode payload = before == null ? JSON.createObjectNode() : before.remove(lookups.fields());
        payload.setAll(now);
        return new IntendedDeletion(
                row.key(), null, row.salesforceId(), row.how().name(), row.createdByUs(), payload.toString());
    }
}
