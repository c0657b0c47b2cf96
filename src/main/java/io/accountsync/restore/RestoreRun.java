package io.accountsync.restore;

import io.accountsync.restore.Restored.Way;
import io.accountsync.run.Count;
import io.accountsync.run.RecordLine;
import io.accountsync.run.Run;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.calls.SyncTarget;
import io.accountsync.run.deletions.OrgRecords;
import io.accountsync.run.deletions.RestorableFields;
import io.accountsync.state.SyncedRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/** One {@code restore}: what its parts share, and how the state learns what became of each record. Used by one thread. */
final class RestoreRun {
    private final CamelContext context;
    private final Calls calls;
    private final SyncTarget target;
    private final RestorableFields fields;
    private final OrgRecords records;
    private final References references;
    private final Targets targets;
    private final boolean dryRun;
    private final RestoreListener listener;
    private final Map<Way, Long> counts = new EnumMap<>(Way.class);
    private final Map<String, String> back = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final List<Back> foretold = new ArrayList<>();
    private long lookupsSet;
    private long lookupsLeftOut;
    private boolean claimed;

    /**
     * A record that is there again, or would be.
     *
     * @param id the one that it has now; null where it would be a new one
     * @param isOurs whether it is known that this sync made it
     * @param lookups what it may lack
     */
    record Back(Deleted record, String id, boolean isOurs, List<Reference> lookups) {
        SyncedRecord known() {
            // Without a fingerprint: a row that comes back is sent, whatever it holds.
            return new SyncedRecord(record.key(), null, id, null, isOurs);
        }

        Map<String, String> targets() {
            return lookups.stream()
                    .collect(Collectors.toMap(reference -> reference.field().name(), Reference::id));
        }
    }

    RestoreRun(CamelContext context, Calls calls, SyncTarget target, boolean dryRun, RestoreListener listener) {
        this.context = context;
        this.calls = calls;
        this.target = target;
        this.fields = new RestorableFields(target.describe(), target.keyField());
        this.records = new OrgRecords(calls.org(), target.object(), fields);
        this.references = new References(target.describe());
        this.dryRun = dryRun;
        this.listener = listener;
        this.claimed = target.before() != null;
        this.targets = new Targets(this);
    }

    CamelContext context() {
        return context;
    }

    Calls calls() {
        return calls;
    }

    Run run() {
        return calls.run();
    }

    SyncTarget target() {
        return target;
    }

    RestorableFields fields() {
        return fields;
    }

    /** The records of the org, those in the recycle bin among them. */
    OrgRecords records() {
        return records;
    }

    /** What deleted records pointed to. */
    References references() {
        return references;
    }

    /** Where that is now. */
    Targets targets() {
        return targets;
    }

    /** Whether nothing is to be done. */
    boolean dryRun() {
        return dryRun;
    }

    /**
     * The same record is there again. What it pointed to may be lacking: Salesforce clears a lookup to what was deleted after it, or
     * is restored after it.
     */
    void linkSame(Deleted record) {
        link(List.of(new Back(record, record.id(), record.deletion().createdByUs(), references.settable(record))));
    }

    /** Records are there again: the state knows them and what they may lack, and their keys are linked to them. */
    void link(List<Back> records) {
        if (dryRun) {
            foretold.addAll(records);
            return;
        }
        if (records.isEmpty()) {
            return;
        }
        run().state().write(() -> {
            if (!claimed) {
                run().state().cursors().save(run().name(), run().sync().beginningAt(target.org()));
            }
            run().state().records().confirm(records.stream().map(Back::known).toList(), run().id());
            // Their rows are gone already: the next run is not to take that for a source that has lost them.
            run().state()
                    .missing()
                    .add(records.stream().map(one -> one.record().key()).toList(), run().id());
            records.forEach(this::writeRestored);
        });
        claimed = true;
        run().outcomes()
                .log()
                .add(records.stream()
                        .map(one -> RecordLine.now(one.record().key(), RecordLine.RESTORED, null, one.id(), null, null))
                        .toList());
    }

    private void writeRestored(Back one) {
        run().state().deletions().restorable().restored(one.record().id(), one.id());
        run().state().deletions().leftOut().add(one.record().id(), one.targets());
    }

    /** The records that would be linked. */
    List<Back> foretold() {
        return foretold;
    }

    /** An earlier command brought a record back. Whether it is there still is not asked. */
    void wasRestored(Deleted record) {
        count(Restored.back(record, Way.ALREADY_THERE, record.deletion().restoredId()));
    }

    /** Tells what became of a record, or would. */
    void ended(Restored record) {
        if (record.way() != Way.REFUSED && record.way() != Way.NOT_TRIED) {
            back.put(record.oldId(), record.newId());
        } else if (record.way() == Way.REFUSED && !Candidates.REFERENCE_DELETED.equals(record.code())) {
            refused.add(record.oldId());
        }
        count(record);
    }

    private void count(Restored record) {
        counts.merge(record.way(), 1L, Long::sum);
        listener.record(record);
        if (dryRun) {
            return;
        }
        run().counts().add(Count.READ, 1);
        run().counts()
                .add(
                        switch (record.way()) {
                            case UNDELETED -> Count.UPDATED;
                            case CREATED -> Count.CREATED;
                            case ALREADY_THERE -> Count.UNCHANGED;
                            case REFUSED -> Count.REJECTED;
                            case NOT_TRIED -> Count.UNSENT;
                        },
                        1);
    }

    /** Tells what became of a lookup, or would. */
    void ended(RestoredLookup lookup) {
        if (lookup.isSet()) {
            lookupsSet++;
        } else {
            lookupsLeftOut++;
        }
        listener.lookup(lookup);
    }

    /** Whether this command brought a record back, or would. */
    boolean isBack(String id) {
        return back.containsKey(id);
    }

    /** The id that such a record has now; null where it would be a new one. */
    String idOfBack(String id) {
        return back.get(id);
    }

    /** Whether a record was asked for and cannot come back, for a reason of its own. */
    boolean isRefused(String id) {
        return refused.contains(id);
    }

    Map<Way, Long> counts() {
        return counts;
    }

    long lookupsSet() {
        return lookupsSet;
    }

    long lookupsLeftOut() {
        return lookupsLeftOut;
    }
}
