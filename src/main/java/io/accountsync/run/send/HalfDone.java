package io.accountsync.run.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.OrgField;
import io.accountsync.mapping.OwnLookup;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.Change;
import io.accountsync.state.Doubt;
import io.accountsync.state.SyncState;
import io.accountsync.state.SyncedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Which records a sync that only creates has made and not finished: the first of their two steps is done, see {@link FirstSteps}, or
 * nobody heard whether it is, and the org has just what it sends.
 */
final class HalfDone {
    private final Sending sending;
    private final SyncState state;
    private final WrittenFields fields;
    private final List<OrgField> parents;

    HalfDone(Sending sending) {
        Reading reading = sending.reading();
        Set<String> lookups = reading.mapper().ownLookups().all().stream()
                .map(OwnLookup::name)
                .collect(Collectors.toSet());
        this.sending = sending;
        this.state = sending.run().state();
        this.fields = new WrittenFields(reading.mapper());
        this.parents = reading.mapper().orgFields().stream()
                .filter(field -> lookups.contains(field.name()))
                .toList();
    }

    /**
     * Those of these records, by key.
     *
     * @throws OrgFailedException when the org cannot be asked
     * @throws RunStoppedException when no call may be made now
     */
    Set<String> among(List<Change> known) {
        List<String> keys = known.stream().map(Change::key).toList();
        Map<String, SyncedRecord> records = state.records().find(keys);
        Map<String, Doubt> doubts = state.doubts().among(keys);
        Set<String> halfDone = state.halfDone().among(keys);
        List<Change> unheard = new ArrayList<>();
        for (Change change : known) {
            Doubt doubt = doubts.get(change.key());
            if (doubt != null && doubt.fingerprint() != null) {
                if (mayBeOverwritten(change, doubt)) {
                    halfDone.add(change.key());
                }
            } else if (doubt != null || isCreatedAndUnknown(records.get(change.key()))) {
                unheard.add(change);
            }
        }
        unheard.removeIf(change -> halfDone.contains(change.key()));
        halfDone.addAll(asFirstStepsLeaveThem(unheard));
        return halfDone;
    }

    /**
     * Salesforce had confirmed it whole. A second step that comes late can overwrite just that; whatever else its row holds by now
     * is none of a sync's that only creates, and a record that points to nothing goes in one step.
     */
    private boolean mayBeOverwritten(Change change, Doubt doubt) {
        return Arrays.equals(change.fingerprint(), doubt.fingerprint())
                && parents.stream()
                        .anyMatch(parent -> isSet(parent, change.payload().tree()));
    }

    private static boolean isSet(OrgField field, JsonNode payload) {
        return field.isIn(payload) && !field.isClearedBy(payload);
    }

    /** By a Bulk job whose end another run met, or by an earlier version, which noted no more of a first step: it may be finished. */
    private static boolean isCreatedAndUnknown(SyncedRecord record) {
        return record != null && record.created() && record.fingerprint() == null;
    }

    private Set<String> asFirstStepsLeaveThem(List<Change> changes) {
        if (changes.isEmpty()) {
            return Set.of();
        }
        Set<String> selected = fields.selected();
        parents.forEach(parent -> parent.selected().forEach(selected::add));
        try {
            Map<String, JsonNode> records = sending.currentRecords()
                    .find(changes.stream().map(Change::key).toList(), selected);
            return changes.stream()
                    .filter(change -> isAsFirstStepLeavesIt(change, records.get(change.key())))
                    .map(Change::key)
                    .collect(Collectors.toSet());
        } catch (SalesforceException e) {
            throw new OrgFailedException(e);
        }
    }

    private boolean isAsFirstStepLeavesIt(Change change, JsonNode record) {
        List<String> names = parents.stream().map(OrgField::name).toList();
        return record != null
                && fields.isSame(change.payload().without(names), record)
                && parents.stream().allMatch(parent -> parent.shown(record).isEmpty());
    }
}
