package io.accountsync.run.send;

import io.accountsync.mapping.WrittenKey;
import io.accountsync.run.Count;
import io.accountsync.run.RecordResult;
import io.accountsync.run.Run;
import io.accountsync.run.claims.ReadRecords;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import io.accountsync.state.RejectedRecord;
import java.util.ArrayList;
import java.util.List;

/** Writes what became of records, by whichever path they went: one state transaction after the results; then the counts. */
public final class ResultWriter {
    private ResultWriter() {}

    /**
     * Records verdicts.
     *
     * @param besides what else belongs into the transaction; null for nothing
     */
    public static void record(Sending sending, List<RecordResult> verdicts, Runnable besides) {
        Run run = sending.run();
        List<String> rejectedBefore = new ArrayList<>();
        List<RejectedRecord> rejected = new ArrayList<>();
        List<RejectedRecord> confirmedBefore = new ArrayList<>();
        List<String> later = new ArrayList<>();
        List<RecordResult> ended = new ArrayList<>();
        FirstSteps first = FirstSteps.among(sending, verdicts);
        for (RecordResult verdict : first.others()) {
            Change change = verdict.change();
            if (verdict.kind() == RecordResult.Kind.LATER && !sending.changes().isLastWave(sending.wave())) {
                later.add(change.key());
                continue;
            }
            ended.add(verdict);
        }
        sending.breaker().judged(ended).ifPresent(run::stop);
        UnansweredCalls.reason(run, ended).ifPresent(run::stop);
        boolean tripped = sending.breaker().isOpen();
        if (tripped) {
            // They stay in the change set and count as unsent: nothing of them is kept, since the reason is not in
            // them.
            ended.removeIf(verdict -> verdict.kind() == RecordResult.Kind.REJECTED
                    && !verdict.change().wasRejected());
        }
        for (RecordResult verdict : ended) {
            if (verdict.isUnflagged()) {
                // Nothing is to be tried again: while its row is gone, each run asks the org for its record.
                rejectedBefore.add(verdict.change().key());
            } else if (!verdict.isConfirmed()) {
                (verdict.change().isConfirmedBefore() ? confirmedBefore : rejected).add(rejectedRecord(verdict, run));
            } else if (verdict.change().rejection() != null) {
                rejectedBefore.add(verdict.change().key());
            }
        }
        DoubtRecorder doubts = new DoubtRecorder(sending);
        if (!ended.isEmpty() || besides != null || tripped || !first.isEmpty()) {
            run.state().write(() -> {
                if (besides != null) {
                    besides.run();
                }
                if (tripped) {
                    run.state().runs().tripped(run.id());
                }
                first.write();
                doubts.record(ended);
                sending.reading()
                        .versions()
                        .keep(
                                run.state(),
                                ended.stream()
                                        .map(verdict -> verdict.change().key())
                                        .toList());
                new CursorVersions(run).keep(ended);
                ReadRecords.keep(run, asRead(sending, ended));
                run.state().rejected().remove(rejectedBefore);
                run.state().rejected().add(rejected);
                run.state().rejected().addUnlessInvalid(confirmedBefore);
            });
        }
        doubts.recorded();
        sending.changes()
                .done(ended.stream().map(verdict -> verdict.change().key()).toList());
        sending.changes().defer(later);
        first.goOn();
        ended.forEach(verdict -> count(sending, verdict));
        run.outcomes().sent(ended);
    }

    /** The records of which that is written which their rows, or the lack of them, said in this run; what is tried again may be of another. */
    private static List<String> asRead(Sending sending, List<RecordResult> verdicts) {
        boolean areAll = sending.reading().readsEverything();
        return verdicts.stream()
                .map(RecordResult::change)
                .filter(change -> change.origin() == Change.Origin.READ || areAll && change.isFlag())
                .map(Change::key)
                .toList();
    }

    private static RejectedRecord rejectedRecord(RecordResult verdict, Run run) {
        Change change = verdict.change();
        CallError error = verdict.error();
        return new RejectedRecord(
                change.key(),
                change.fingerprint(),
                run.settings().keepPayloads() ? change.payload().text() : null,
                change.parentKey(),
                verdict.kind().stateWord(),
                error.code(),
                CircleRefusal.message(change, error),
                error.fieldList(),
                written(run, change).externalId());
    }

    private static WrittenKey written(Run run, Change change) {
        return run.sync().mapping().written(change.key(), change.payload());
    }

    private static void count(Sending sending, RecordResult verdict) {
        Run run = sending.run();
        Change change = verdict.change();
        boolean read = change.origin() == Change.Origin.READ;
        if (verdict.kind().isLeftOut()) {
            run.counts().add(outcome(verdict), read ? 1 : 0);
            run.findings().leftOut(verdict.error().code(), written(run, change));
            return;
        }
        if (change.origin() == Change.Origin.FLAG) {
            run.counts().add(Count.FLAGGED, verdict.isConfirmed() ? 1 : 0);
        } else if (!read) {
            run.counts().add(Count.RETRIED_SENT, 1);
            run.counts().add(Count.RETRIED_CONFIRMED, verdict.isConfirmed() ? 1 : 0);
        } else {
            run.counts().add(outcome(verdict), 1);
        }
        if (verdict.kind() == RecordResult.Kind.CREATED && change.salesforceId() != null) {
            run.counts().add(Count.RECREATED, 1);
        }
        if (verdict.isLost()
                && (change.rejection() == null
                        || !change.rejection().code().equals(verdict.error().code()))) {
            run.counts().add(verdict.error().code().equals(RejectedRecord.MERGED) ? Count.MERGED : Count.GONE, 1);
        }
        if (read && (verdict.kind() == RecordResult.Kind.RETRY || verdict.kind() == RecordResult.Kind.LATER)) {
            sending.payloads().mustBeReadAgain(change.cursor());
        }
        if (verdict.isLost() && sending.reading().wasFoundLost(change.key())) {
            return;
        }
        if (!verdict.isConfirmed()) {
            run.findings().rejected(verdict.error().code(), written(run, change), !change.wasRejected());
            if (!read) {
                sending.healing().failed(change.key());
            }
        } else if (change.wasRejected()
                && !RejectedRecord.isOfAbsence(change.rejection().code())) {
            sending.healing().passed(change.rejection().code());
        }
    }

    private static Count outcome(RecordResult verdict) {
        return switch (verdict.kind()) {
            case CREATED -> Count.CREATED;
            case UPDATED -> Count.UPDATED;
            case NOT_IN_SALESFORCE -> Count.NOT_IN_SALESFORCE;
            case ALREADY_IN_SALESFORCE -> Count.ALREADY_IN_SALESFORCE;
            case KEPT -> Count.UNCHANGED;
            case CONFIRMED_ON_REPEAT -> Count.CONFIRMED_ON_REPEAT;
            case REJECTED -> verdict.change().wasRejected() ? Count.STILL_REJECTED : Count.REJECTED;
            case RETRY, LATER -> Count.RETRY_LATER;
        };
    }
}
