package io.accountsync.run;

import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.ErrorClass;
import io.accountsync.state.Change;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SentBatches;
import io.accountsync.state.SyncedRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes what became of a batch: one state transaction after the results, never before; then the counts. What is written
 * before is only that records Salesforce has already are on their way, see {@link SentBatches}.
 */
final class BatchRecorder {
    private BatchRecorder() {}

    static void note(Batch batch) {
        List<String> known = keysOf(batch.records().stream().filter(change -> change.salesforceId() != null));
        if (!known.isEmpty()) {
            Run run = batch.run();
            run.state().write(() -> batch.note(run.state().sent().begin(run.id(), known)));
        }
    }

    static void record(Batch batch) {
        Run run = batch.run();
        List<SyncedRecord> confirmed = new ArrayList<>();
        List<String> parkedBefore = new ArrayList<>();
        List<RejectedRecord> parked = new ArrayList<>();
        List<String> later = new ArrayList<>();
        List<Verdict> ended = new ArrayList<>();
        for (Verdict verdict : batch.verdicts()) {
            Change change = verdict.change();
            if (verdict.kind() == Verdict.Kind.LATER && !run.changes().isLastWave(run.wave())) {
                later.add(change.key());
                continue;
            }
            ended.add(verdict);
            if (verdict.isConfirmed()) {
                confirmed.add(new SyncedRecord(change.key(), change.fingerprint(), verdict.salesforceId()));
                if (change.refusal() != null) {
                    parkedBefore.add(change.key());
                }
            } else {
                parked.add(rejectedRecord(verdict, run));
            }
        }
        run.breaker().judged(ended).ifPresent(run::stop);
        if (run.breaker().isOpen()) {
            parked.removeIf(record -> record.errorClass().equals(ErrorClass.REJECT.word()));
        }
        if (!ended.isEmpty() || batch.note() != null) {
            run.state().write(() -> {
                endNote(batch);
                run.state().records().confirm(confirmed, run.id());
                run.state().rejected().remove(parkedBefore);
                run.state().rejected().park(parked);
            });
        }
        run.changes().done(ended.stream().map(verdict -> verdict.change().key()).toList());
        run.changes().later(later);
        ended.forEach(verdict -> count(run, verdict));
    }

    /** Of records that were sent and got no verdict, since the run stopped, Salesforce may have either payload. */
    private static void endNote(Batch batch) {
        if (batch.note() == null) {
            return;
        }
        if (batch.wasSent()) {
            Set<String> judged = new HashSet<>(keysOf(batch.verdicts().stream().map(Verdict::change)));
            batch.run()
                    .state()
                    .sent()
                    .doubt(keysOf(batch.records().stream()
                            .filter(change -> change.salesforceId() != null && !judged.contains(change.key()))));
        }
        batch.run().state().sent().end(batch.note());
    }

    private static List<String> keysOf(Stream<Change> changes) {
        return changes.map(Change::key).toList();
    }

    private static RejectedRecord rejectedRecord(Verdict verdict, Run run) {
        Change change = verdict.change();
        CallError error = verdict.error();
        return new RejectedRecord(
                change.key(),
                change.fingerprint(),
                run.settings().keepPayloads() ? new String(change.payload(), StandardCharsets.UTF_8) : null,
                change.parentKey(),
                errorClass(verdict.kind()),
                error.code(),
                error.message(),
                error.fieldList());
    }

    private static String errorClass(Verdict.Kind kind) {
        return switch (kind) {
            case RETRY -> ErrorClass.RETRY.word();
            case LATER -> ErrorClass.LATER.word();
            case REJECTED -> ErrorClass.REJECT.word();
            default -> throw new IllegalStateException(kind + " is not parked");
        };
    }

    private static void count(Run run, Verdict verdict) {
        Change change = verdict.change();
        boolean read = change.origin() == Change.Origin.READ;
        if (!read) {
            run.counts().add(Count.PARKED_SENT, 1);
            run.counts().add(Count.PARKED_CONFIRMED, verdict.isConfirmed() ? 1 : 0);
        } else {
            run.counts().add(outcome(verdict), 1);
        }
        if (verdict.kind() == Verdict.Kind.CREATED && change.salesforceId() != null) {
            run.counts().add(Count.RECREATED, 1);
        }
        if (read && (verdict.kind() == Verdict.Kind.RETRY || verdict.kind() == Verdict.Kind.LATER)) {
            run.payloads().mustBeReadAgain(change.cursor());
        }
        if (!verdict.isConfirmed()) {
            run.findings().rejected(verdict.error().code(), change.key(), !change.wasRefused());
        } else if (change.wasRefused()) {
            run.healing().passed(change.refusal().code());
        }
    }

    private static Count outcome(Verdict verdict) {
        return switch (verdict.kind()) {
            case CREATED -> Count.CREATED;
            case UPDATED -> Count.UPDATED;
            case CONFIRMED_ON_REPEAT -> Count.CONFIRMED_ON_REPEAT;
            case REJECTED -> verdict.change().wasRefused() ? Count.STILL_REJECTED : Count.REJECTED;
            case RETRY, LATER -> Count.RETRY_LATER;
        };
    }
}
