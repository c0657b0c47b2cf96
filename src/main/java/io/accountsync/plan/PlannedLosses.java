package io.accountsync.plan;

import io.accountsync.mapping.WhenGone;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.compare.PlannedRecord.Action;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.lost.Fate;
import io.accountsync.run.lost.Fates;
import io.accountsync.run.lost.LostRecord;
import io.accountsync.state.Change;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a plan says of records that are gone in Salesforce, where the sync wants to know: what became of each, and what a run does. */
final class PlannedLosses {
    private final Reading reading;
    private final PlannedChanges planning;
    private final Map<String, Fate> foreseen;
    private final WhenGone whenGone;

    /** @param foreseen what is known of them already, by key */
    PlannedLosses(Reading reading, PlannedChanges planning, Map<String, Fate> foreseen) {
        this.reading = reading;
        this.planning = planning;
        this.foreseen = new HashMap<>(foreseen);
        this.whenGone = reading.run().sync().mapping().whenGone();
    }

    /** Whether that is said of a record that would be sent by its Salesforce id, and that the org has not under its key. */
    boolean mayBe(Change change) {
        return change.salesforceId() != null && whenGone.isWatched();
    }

    /**
     * Says it of records whose rows would be sent.
     *
     * @return those of them that are there all the same, and have lost their External ID only
     * @throws OrgFailedException when the org cannot be asked
     * @throws RunStoppedException when no call may be made now
     */
    List<Change> look(List<Change> changes) throws IOException {
        List<String> unknown = changes.stream()
                .filter(change -> !foreseen.containsKey(change.key()))
                .map(Change::salesforceId)
                .toList();
        Map<String, Fate> fates = unknown.isEmpty() ? Map.of() : new Fates(reading).of(unknown);
        List<Change> there = changes.stream()
                .filter(change -> fates.containsKey(change.salesforceId())
                        && fates.get(change.salesforceId()).alive())
                .toList();
        for (Change change : changes) {
            if (!there.contains(change)) {
                Fate fate = foreseen.remove(change.key());
                add(
                        reading.run().sync().mapping().written(change.key(), change.payload()),
                        fate == null ? fates.get(change.salesforceId()) : fate);
                // Nothing else of this plan may count on it.
                reading.changes().done(List.of(change.key()));
            }
        }
        return there;
    }

    /** Says it of those whose rows would not be sent. */
    void lookAtRest() throws IOException {
        for (Map.Entry<String, Fate> entry : foreseen.entrySet()) {
            add(new WrittenKey(entry.getKey(), null), entry.getValue());
        }
    }

    private void add(WrittenKey key, Fate fate) throws IOException {
        boolean follows = whenGone == WhenGone.FOLLOW_MERGE && fate.isMerged() && isFree(fate, key);
        planning.addGone(
                PlannedRecord.kept(
                        follows ? Action.FOLLOW : Action.GONE,
                        key,
                        fate.id(),
                        List.of(),
                        LostRecord.message(fate)
                                + (follows ? "; that one survives, and would take the place of the other" : "")),
                fate.isMerged());
    }

    private boolean isFree(Fate fate, WrittenKey key) {
        String externalId = fate.survivor().externalId();
        return externalId == null || key.key().equals(reading.mapper().keyOf(externalId));
    }
}
