package io.accountsync.run;

import io.accountsync.state.Change;
import io.accountsync.state.Duplicates;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncCursor;
import io.accountsync.state.SyncedRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The decide phase: what is sent, in which order. All of it is known before the first call. */
final class RunDecision {
    private static final int PAGE = 500;

    private RunDecision() {}

    static void decide(Run run) {
        addDue(run, "retry");
        addDue(run, "later");
        Duplicates duplicates = run.changes().settle();
        run.counts().add(Count.DUPLICATE, duplicates.total());
        run.counts().add(Count.UNCHANGED, -duplicates.amongUnchanged());
        run.counts().add(Count.STILL_REJECTED, -duplicates.amongStillRejected());
        run.toSend(run.changes().size(Change.Origin.READ) + run.changes().size(Change.Origin.PARKED));
        if (run.toSend() > 0 && run.before().isEmpty()) {
            claim(run);
        } else if (run.toSend() > 0 && run.mappingChanged()) {
            forgetMapping(run, run.before().get());
        }
    }

    /**
     * From the first write on the org holds records of two mappings. Should this run not complete, and somebody put the old
     * mapping back, then the next run must read everything all the same.
     */
    private static void forgetMapping(Run run, SyncCursor before) {
        run.state().write(() -> run.state().cursors().save(run.name(), before.withMappingVersion("in between")));
    }

    /** From the first write on the state is about this org. */
    private static void claim(Run run) {
        run.state().write(() -> run.state().cursors().save(run.name(), RunCompletion.cursor(run, null, null)));
    }

    private static void addDue(Run run, String errorClass) {
        String after = "";
        List<RejectedRecord> page;
        do {
            page = run.state().rejected().page(errorClass, after, PAGE);
            if (!page.isEmpty()) {
                after = page.get(page.size() - 1).key();
                Map<String, SyncedRecord> known = run.state()
                        .records()
                        .find(page.stream().map(RejectedRecord::key).toList());
                run.changes()
                        .addParked(page.stream()
                                .map(record -> change(record, known.get(record.key())))
                                .toList());
            }
        } while (page.size() == PAGE);
    }

    private static Change change(RejectedRecord record, SyncedRecord known) {
        return new Change(
                record.key(),
                0,
                0,
                record.fingerprint(),
                record.payload().getBytes(StandardCharsets.UTF_8),
                record.parentKey(),
                known == null ? null : known.salesforceId(),
                Change.Parked.THIS_PAYLOAD,
                Change.Origin.PARKED);
    }
}
