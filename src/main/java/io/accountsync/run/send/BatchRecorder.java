package io.accountsync.run.send;

import io.accountsync.run.RecordResult;
import io.accountsync.run.Run;
import io.accountsync.run.claims.RunClaims;
import io.accountsync.run.claims.RunClaims.Taken;
import io.accountsync.state.Change;
import io.accountsync.state.FirstStepNotes;
import io.accountsync.state.FirstStepNotes.Note;
import io.accountsync.state.InFlightRecords;
import io.accountsync.state.LeaseLostException;
import io.accountsync.state.SyncState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes what became of a batch, after the results and never before. What is written before is only which records are on
 * their way, see {@link InFlightRecords}.
 */
public final class BatchRecorder {
    private BatchRecorder() {}

    public static void note(Batch batch) {
        RunClaims claims = new RunClaims(batch.run());
        if (harmedByLateCalls(batch, batch.due()).isEmpty() && !claims.areNeeded()) {
            return;
        }
        Map<String, byte[]> records = batch.fingerprints();
        Optional<Taken> taken = claims.take(records, newer -> note(batch, newer));
        if (taken.isEmpty()) {
            batch.leave(records.keySet());
            return;
        }
        if (!taken.get().ours().isEmpty()) {
            batch.noted().claimed();
        }
        Set<String> newer = taken.get().newer();
        if (!newer.isEmpty()) {
            batch.leave(newer);
            new NewerByStream(batch.sending())
                    .leaveOut(batch.records().stream()
                            .filter(change -> newer.contains(change.key()))
                            .toList());
        }
    }

    /** Within a transaction, which may be done again. */
    private static void note(Batch batch, Set<String> newer) {
        batch.noted().unheard(Set.of());
        batch.noted().number(null);
        Set<String> due = harmedByLateCalls(batch, batch.due());
        due.removeAll(newer);
        if (!due.isEmpty()) {
            Run run = batch.run();
            List<Note> first = firstSteps(batch).stream()
                    .filter(step -> !newer.contains(step.key()))
                    .toList();
            batch.noted().unheard(unheard(batch, first));
            batch.noted().number(run.state().sent().begin(run.id(), due));
            notes(batch).begin(first);
        }
    }

    /** New records by their notes, and known ones that may have been made anew by their doubts. */
    private static Set<String> unheard(Batch batch, List<Note> first) {
        Set<String> unheard = new HashSet<>();
        if (!first.isEmpty()) {
            unheard.addAll(notes(batch).among(first.stream().map(Note::key).toList()));
        }
        List<String> known =
                batch.operation().isByExternalId() && batch.sending().outgoing().leavesOutOfKnown()
                        ? batch.records().stream()
                                .filter(change -> change.salesforceId() != null)
                                .map(Change::key)
                                .toList()
                        : List.of();
        if (!known.isEmpty()) {
            unheard.addAll(batch.run().state().doubts().among(known).keySet());
        }
        return unheard;
    }

    private static List<Note> firstSteps(Batch batch) {
        boolean keeps = batch.run().settings().keepPayloads();
        return batch.sending().outgoing().notesFirstSteps()
                ? batch.firstSteps().entrySet().stream()
                        .map(step ->
                                new Note(step.getKey(), keeps ? step.getValue().text() : null, false))
                        .toList()
                : List.of();
    }

    private static FirstStepNotes notes(Batch batch) {
        return batch.run().state().halfDone().notes();
    }

    public static void record(Batch batch) {
        Run run = batch.run();
        try {
            ResultWriter.record(batch.sending(), batch.verdicts(), batch.noted().isNothing() ? null : () -> end(batch));
        } catch (LeaseLostException e) {
            if (batch.sent() > 0 && batch.operation().writesExisting()) {
                // Another process goes on with these records, and has taken our note: it does not know of calls that we
                // made while we were held up.
                List<String> keys =
                        batch.records().stream().map(change -> change.key()).toList();
                run.state().doubts().beginWithoutLease(keys, run.doubtsUntil());
            }
            throw e;
        }
    }

    private static void end(Batch batch) {
        if (batch.noted().number() != null) {
            endNote(batch);
        }
        // Also where a stream began meanwhile, and claimed them for the run.
        new RunClaims(batch.run())
                .release(batch.records().stream().map(Change::key).toList());
    }

    /** The doubts come first, so that what is confirmed next to them is confirmed in doubt. */
    private static void endNote(Batch batch) {
        SyncState state = batch.run().state();
        Set<String> doubtful = harmedByLateCalls(batch, batch.doubtful());
        if (!batch.operation().writesExisting()) {
            batch.verdicts().stream()
                    .filter(RecordResult::isConfirmed)
                    .forEach(verdict -> doubtful.remove(verdict.change().key()));
        }
        if (!doubtful.isEmpty()) {
            state.doubts().begin(doubtful, batch.run().doubtsUntil());
        }
        state.sent().end(batch.noted().number());
        if (batch.sending().outgoing().notesFirstSteps()) {
            notes(batch).end(heard(batch));
        }
    }

    /** The records of which it is known whether the call was carried out, or does not matter any more. */
    private static Set<String> heard(Batch batch) {
        Set<String> heard = batch.records().stream().map(Change::key).collect(Collectors.toCollection(HashSet::new));
        heard.removeAll(batch.doubtful());
        heard.removeAll(batch.noted().unheard());
        batch.verdicts().stream()
                .filter(RecordResult::isConfirmed)
                .forEach(verdict -> heard.add(verdict.change().key()));
        return heard;
    }

    /**
     * Those of these records that it matters of whether a call of theirs was carried out. A new record that comes late overwrites
     * nothing, and its key can be taken but once; but one that goes in two steps needs the second one.
     */
    private static Set<String> harmedByLateCalls(Batch batch, Set<String> keys) {
        return batch.operation().writesExisting()
                ? new HashSet<>(keys)
                : batch.sending().changes().circles().twoSteps().first(keys);
    }
}
