package io.accountsync.run.send;

import io.accountsync.run.RecordResult;
import io.accountsync.run.RecordResult.Kind;
import io.accountsync.run.Run;
import io.accountsync.state.Change;
import io.accountsync.state.Doubt;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncState;
import io.accountsync.state.SyncedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes what Salesforce confirmed, also of records that are in doubt: a call that was made earlier and whose answer nobody
 * saw may still overwrite them. Such a record gets no fingerprint until that cannot happen any more; what was confirmed is
 * kept next to it, to be compared with what Salesforce has then.
 */
final class DoubtRecorder {
    private final Sending sending;
    private final Run run;
    private final SyncState state;
    private final List<Long> cursorsInDoubt = new ArrayList<>();

    DoubtRecorder(Sending sending) {
        this.sending = sending;
        this.run = sending.run();
        this.state = run.state();
    }

    /** Writes what follows from verdicts; within their transaction, which may be done again. */
    void record(List<RecordResult> verdicts) {
        cursorsInDoubt.clear();
        Map<String, Doubt> doubts = state.doubts()
                .among(verdicts.stream().map(verdict -> verdict.change().key()).toList());
        Set<String> invalid = invalidAmong(doubts.keySet());
        List<SyncedRecord> confirmed = new ArrayList<>();
        List<Doubt> kept = new ArrayList<>();
        List<String> ended = new ArrayList<>();
        List<SyncedRecord> linked = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        for (RecordResult verdict : verdicts) {
            Change change = verdict.change();
            Doubt doubt = doubts.get(change.key());
            boolean goesOn = doubt != null && doubt.until() >= run.begunAt();
            if (verdict.kind() == Kind.ALREADY_IN_SALESFORCE) {
                linked.add(new SyncedRecord(change.key(), null, verdict.salesforceId()));
            } else if (verdict.kind() == Kind.NOT_IN_SALESFORCE && !verdict.isUnflagged()) {
                gone.add(change.key());
            } else if (verdict.isLost()) {
                lost.add(change.key());
            } else if (verdict.isConfirmed()) {
                confirmed.add(new SyncedRecord(
                        change.key(),
                        goesOn ? null : change.fingerprint(),
                        verdict.salesforceId(),
                        goesOn ? null : DoubtCheck.hashes(run, change),
                        verdict.kind() == RecordResult.Kind.CREATED));
                if (goesOn) {
                    kept.add(kept(change, doubt.until()));
                }
            }
            if (doubt != null
                    && !goesOn
                    && (verdict.isConfirmed() || isRefusedItself(verdict, doubt) && !invalid.contains(change.key()))) {
                ended.add(change.key());
            }
        }
        state.records().confirm(confirmed, run.id());
        state.ids().link(linked, run.id());
        if (!gone.isEmpty()) {
            state.ids().forgetIds(gone);
        }
        state.lost().forgetContents(lost);
        // Of a record that is not there nothing can be overwritten.
        ended.addAll(gone);
        ended.addAll(lost);
        if (sending.outgoing().notesFirstSteps()) {
            // A record that was sent whole, or is none of ours, has no second step to come.
            state.halfDone().notes().end(keysOf(confirmed));
            state.halfDone().notes().end(keysOf(linked));
            state.halfDone().notes().end(lost);
        }
        state.doubts().keep(kept);
        state.doubts().end(ended);
    }

    /** The transaction is over: rows of records that are in doubt still must be read again. */
    void recorded() {
        cursorsInDoubt.forEach(sending.payloads()::mustBeReadAgain);
    }

    private static List<String> keysOf(List<SyncedRecord> records) {
        return records.stream().map(SyncedRecord::key).toList();
    }

    /** Where the row is invalid now, that is what is kept of the record: so a doubt goes on until the row passes. */
    private Set<String> invalidAmong(Set<String> keys) {
        return state.rejected().find(keys).values().stream()
                .filter(record -> record.fingerprint() == null)
                .map(RejectedRecord::key)
                .collect(Collectors.toSet());
    }

    /** What had been confirmed is rejected now: it is known as a rejected record. */
    private static boolean isRefusedItself(RecordResult verdict, Doubt doubt) {
        return verdict.kind() == Kind.REJECTED && Arrays.equals(verdict.change().fingerprint(), doubt.fingerprint());
    }

    private Doubt kept(Change change, long until) {
        boolean keeps = run.settings().keepPayloads();
        if (change.origin() == Change.Origin.READ) {
            cursorsInDoubt.add(change.cursor());
        }
        return new Doubt(
                change.key(),
                until,
                change.fingerprint(),
                keeps ? change.payload().text() : null,
                change.parentKey());
    }
}
