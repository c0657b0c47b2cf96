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
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/** One {@code restore}: what its parts share, and how the state learns what became of each record. Used by one thread. */
final class RestoreRun {
    /** It points to a deleted record that nobody asked for, or to one that is not back for this reason. */
    static final String REFERENCE_DELETED = "REFERENCE_DELETED";

    private final CamelContext context;
    private final Calls calls;
    private final SyncTarget target;
    private final RestorableFields fields;
    private final OrgRecords records;
    private final boolean dryRun;
    private final Consumer<Restored> listener;
    private final Map<Way, Long> counts = new EnumMap<>(Way.class);
    private final Set<String> back = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private boolean claimed;

    RestoreRun(CamelContext context, Calls calls, SyncTarget target, boolean dryRun, Consumer<Restored> listener) {
        this.context = context;
        this.calls = calls;
        this.target = target;
        this.fields = new RestorableFields(target.describe(), target.keyField());
        this.records = new OrgRecords(calls.org(), target.object(), fields);
        this.dryRun = dryRun;
        this.listener = listener;
        this.claimed = target.before() != null;
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

    /** Whether nothing is to be done. */
    boolean dryRun() {
        return dryRun;
    }

    /**
     * Records are there again: the state knows them, and their keys are linked to them. A new one is ours, whoever had made the one
     * before.
     */
    void link(Collection<Deleted> back, Map<Deleted, String> newIds) {
        if (back.isEmpty() || dryRun) {
            return;
        }
        run().state().write(() -> {
            if (!claimed) {
                run().state().cursors().save(run().name(), run().sync().beginningAt(target.org()));
                claimed = true;
            }
            // Without a fingerprint: a row that comes back is sent, whatever it holds.
            List<SyncedRecord> known = back.stream()
                    .map(record -> known(record, newIds.get(record)))
                    .toList();
            run().state().records().confirm(known, run().id());
            // Their rows are gone already: the next run is not to take that for a source that has lost them.
            run().state().missing().add(known.stream().map(SyncedRecord::key).toList(), run().id());
            back.forEach(record -> run().state().deletions().restorable().restored(record.id(), newIds.get(record)));
        });
        run().outcomes()
                .log()
                .add(back.stream()
                        .map(record ->
                                RecordLine.now(record.key(), RecordLine.RESTORED, null, newIds.get(record), null, null))
                        .toList());
    }

    private static SyncedRecord known(Deleted record, String id) {
        boolean isOurs = record.deletion().createdByUs() || !id.equals(record.id());
        return new SyncedRecord(record.key(), null, id, null, isOurs);
    }

    /** Tells what became of a record, or would. */
    void ended(Restored record) {
        counts.merge(record.way(), 1L, Long::sum);
        if (record.way() != Way.REFUSED && record.way() != Way.NOT_TRIED) {
            back.add(record.oldId());
        } else if (record.way() == Way.REFUSED && !REFERENCE_DELETED.equals(record.code())) {
            refused.add(record.oldId());
        }
        listener.accept(record);
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

    /** Those that these records point to and that the state knows as deleted, but for what is back by now, or would be. */
    Set<String> deletedAmong(Set<String> ids) {
        Set<String> deleted = run().state().deletions().restorable().among(ids);
        deleted.removeAll(back);
        return deleted;
    }

    /** Whether a record was asked for and cannot come back, for a reason of its own. */
    boolean isRefused(String id) {
        return refused.contains(id);
    }

    Map<Way, Long> counts() {
        return counts;
    }
}
