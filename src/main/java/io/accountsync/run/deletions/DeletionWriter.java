package io.accountsync.run.deletions;

import io.accountsync.mapping.WrittenKey;
import io.accountsync.run.Count;
import io.accountsync.run.RecordLine;
import io.accountsync.run.Run;
import io.accountsync.run.claims.ReadRecords;
import io.accountsync.run.claims.RunClaims;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.deletions.DeletionResult.Kind;
import io.accountsync.run.send.CircuitBreaker;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.state.DeletionLog;
import io.accountsync.state.LeaseLostException;
import io.accountsync.state.RefusedDeletions.Refusal;
import io.accountsync.state.SyncCursor;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes what became of records that were to be deleted: one state transaction after the results; then the counts. */
final class DeletionWriter {
    private final Run run;
    private final Reading reading;
    private final DeletionLog log;
    private final ClearedLookups lookups;
    private final CircuitBreaker breaker;

    DeletionWriter(DeletionTarget target) {
        this.run = target.run();
        this.reading = target.reading();
        this.lookups = new ClearedLookups(target);
        this.log = run.state().deletions();
        this.breaker = new CircuitBreaker(
                run.settings().maxRejected(),
                run.settings().maxRejectedAfter(),
                "Salesforce rejected the deletion of %,d of %s with %s: that looks like a rule of the org rather than like single"
                        + " records. Fix it, and the next run tries again; or allow more than %d %% with sync.max-rejected");
    }

    /**
     * Records results.
     *
     * @param sent ids that were in a call
     * @param unanswered ids that were in a call whose answer nobody saw, whatever became of them in a later one
     */
    void record(Collection<DeletionResult> results, Collection<String> sent, Set<String> unanswered) {
        if (results.isEmpty()) {
            return;
        }
        breaker.judged(results.size(), codesOfRejected(results)).ifPresent(run::stop);
        try {
            run.state().write(() -> write(results, unanswered));
        } catch (LeaseLostException e) {
            if (!sent.isEmpty()) {
                // Another process goes on with the sync, and asks the org what became of these; a row of theirs that it
                // reads
                // meanwhile must not pass for unchanged.
                run.state().doubts().beginWithoutLease(keys(results, sent), run.doubtsUntil());
            }
            throw e;
        }
        results.forEach(this::count);
        run.outcomes().deletions(results.stream().map(this::outcome).toList());
        // Of one that did not get its turn nothing has changed.
        run.outcomes()
                .log()
                .add(results.stream()
                        .filter(result -> result.kind() != Kind.NOT_TRIED)
                        .map(DeletionWriter::line)
                        .toList());
    }

    private void write(Collection<DeletionResult> results, Set<String> unanswered) {
        boolean tripped = breaker.isOpen();
        if (!unanswered.isEmpty()) {
            log.unknown(unanswered, run.doubtsUntil());
        }
        Map<String, String> gone = results.stream()
                .filter(result -> result.kind() == Kind.DELETED || result.kind() == Kind.ALREADY_GONE)
                .collect(Collectors.toMap(
                        result -> result.candidate().key(),
                        result -> result.candidate().id(),
                        (one, other) -> one));
        Set<String> back = log.rowsBackAmong(gone.values());
        log.deleted(idsOf(results, Kind.DELETED));
        log.remove(idsOf(results, Kind.ALREADY_GONE));
        notTried(idsOf(results, Kind.NOT_TRIED));
        List<String> refused = idsOf(results, Kind.REFUSED);
        if (tripped) {
            // The reason is not in them: the next run tries as if it had been the first time.
            notTried(refused);
        } else {
            Map<String, String> kept = lookupsOf(refused);
            log.refused()
                    .add(results.stream()
                            .filter(result -> result.kind() == Kind.REFUSED)
                            .map(result ->
                                    refusal(result, kept.get(result.candidate().id())))
                            .toList());
        }
        run.state().doubts().begin(keysOf(results, Kind.UNANSWERED), run.doubtsUntil());
        run.state().recordsAreGone(gone, back);
        ReadRecords.keep(run, reading.readsEverything() ? gone.keySet() : Set.of());
        log.remove(idsOf(results, Kind.ROW_IS_BACK));
        run.state().gone().done(keysOf(results, Kind.ROW_IS_BACK));
        new RunClaims(run)
                .release(
                        results.stream().map(result -> result.candidate().key()).toList());
        results.stream()
                .filter(result ->
                        result.kind() == Kind.DELETED && result.candidate().refusedFor() != null)
                .map(result -> result.candidate().refusedFor())
                .distinct()
                .forEach(log.refused()::codePassed);
    }

    /** Forgets them but for what they pointed to: what of it is deleted now they have lost. */
    private void notTried(List<String> ids) {
        Map<String, String> kept = lookupsOf(ids);
        log.remove(ids.stream().filter(id -> !kept.containsKey(id)).toList());
        log.noted().notTried(kept);
    }

    private Map<String, String> lookupsOf(List<String> ids) {
        Map<String, String> found = new HashMap<>();
        lookups.kept(ids)
                .forEach((id, kept) -> Optional.ofNullable(lookups.only(kept)).ifPresent(one -> found.put(id, one)));
        return found;
    }

    private void count(DeletionResult result) {
        run.counts()
                .add(
                        switch (result.kind()) {
                            case DELETED -> Count.DELETED;
                            case ALREADY_GONE -> Count.ALREADY_GONE;
                            case REFUSED, ROW_IS_BACK -> Count.NOT_DELETED;
                            case UNANSWERED, NOT_TRIED -> Count.UNCONFIRMED;
                        },
                        1);
        if (result.kind() == Kind.ROW_IS_BACK) {
            // The row that said so may have come after the stream's: it is read once more.
            reading.before().map(SyncCursor::cursorValue).ifPresent(reading.seenCursors()::mustComeAgain);
        }
        if (result.kind() == Kind.REFUSED || result.kind() == Kind.ROW_IS_BACK) {
            String code = result.error().code();
            run.findings()
                    .notDeleted(
                            code,
                            written(result),
                            !code.equals(result.candidate().refusedFor()));
        }
    }

    private Map<String, Object> outcome(DeletionResult result) {
        return run.outcomes()
                .record(
                        written(result),
                        result.candidate().id(),
                        result.kind().word(),
                        result.error() == null ? null : result.error().code());
    }

    private static RecordLine line(DeletionResult result) {
        Candidate candidate = result.candidate();
        return RecordLine.now(
                candidate.key(), result.kind().word(), RecordLine.DELETE, candidate.id(), null, result.error());
    }

    private static WrittenKey written(DeletionResult result) {
        return new WrittenKey(result.candidate().key(), result.externalId());
    }

    private static Refusal refusal(DeletionResult result, String lookups) {
        return new Refusal(
                result.candidate().key(),
                result.candidate().id(),
                result.action().stateWord(),
                result.error().code(),
                result.error().message(),
                lookups);
    }

    private static List<String> codesOfRejected(Collection<DeletionResult> results) {
        return results.stream()
                .filter(result -> result.kind() == Kind.REFUSED && result.action() == ErrorAction.REJECT)
                .map(result -> result.error().code())
                .toList();
    }

    private static List<String> idsOf(Collection<DeletionResult> results, Kind kind) {
        return results.stream()
                .filter(result -> result.kind() == kind)
                .map(result -> result.candidate().id())
                .toList();
    }

    private static List<String> keysOf(Collection<DeletionResult> results, Kind kind) {
        return results.stream()
                .filter(result -> result.kind() == kind)
                .map(result -> result.candidate().key())
                .toList();
    }

    private static List<String> keys(Collection<DeletionResult> results, Collection<String> ids) {
        return results.stream()
                .filter(result -> ids.contains(result.candidate().id()))
                .map(result -> result.candidate().key())
                .toList();
    }
}
