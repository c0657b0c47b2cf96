package io.accountsync.run.rejected;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.Payload;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.run.Count;
import io.accountsync.run.NotSent;
import io.accountsync.run.RecordResult;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.compare.ReferenceResolver;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.state.Change;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Rejects or defers the rows whose values stand for no single record of the org. Nothing of them is sent. */
public final class UnresolvedRejection {
    private static final int PAGE = 500;

    private final Reading reading;
    private final Run run;
    private final PayloadRetention payloads;

    public UnresolvedRejection(Reading reading, PayloadRetention payloads) {
        this.reading = reading;
        this.run = reading.run();
        this.payloads = payloads;
    }

    /**
     * Rejects or defers them all.
     *
     * @throws RunStoppedException when so many are to be rejected that the reason is hardly in the rows
     */
    public void reject() {
        stopReason().ifPresent(reason -> {
            throw new RunStoppedException(reason);
        });
        List<Unresolved> page = reading.changes().unresolved(PAGE);
        while (!page.isEmpty()) {
            reject(page);
            page = reading.changes().unresolved(PAGE);
        }
        keepWhatWasAskedForInVain();
    }

    /** Records that a person asked for, but that still point to nothing, are as they were before. */
    private void keepWhatWasAskedForInVain() {
        String after = "";
        List<RejectedRecord> page = run.state().rejected().retries().page(ErrorAction.RETRY.stateWord(), after, PAGE);
        while (!page.isEmpty()) {
            after = page.get(page.size() - 1).key();
            Set<String> going = reading.changes()
                    .find(page.stream().map(RejectedRecord::key).toList())
                    .keySet();
            List<RejectedRecord> inVain = page.stream()
                    .filter(record -> ReferenceResolver.isAbout(record.code()) && !going.contains(record.key()))
                    .toList();
            List<ReferenceResolver.Resolved> reasons = reading.references()
                    .resolve(inVain.stream()
                            .map(record -> Payload.of(record.payload()))
                            .toList());
            List<RejectedRecord> rejections = new ArrayList<>();
            for (int i = 0; i < inVain.size(); i++) {
                if (reasons.get(i).reason() != null) {
                    rejections.add(with(inVain.get(i), reasons.get(i).reason()));
                }
            }
            new KeptRejections(reading).add(rejections);
            RejectedLines.log(run, rejections);
            page = run.state().rejected().retries().page(ErrorAction.RETRY.stateWord(), after, PAGE);
        }
    }

    private static RejectedRecord with(RejectedRecord record, Unresolved.Reason reason) {
        return new RejectedRecord(
                record.key(),
                record.fingerprint(),
                record.payload(),
                record.parentKey(),
                reason.errorClass(),
                reason.code(),
                reason.message(),
                reason.fields(),
                record.externalId());
    }

    /** Why a run stops that has so many of them to reject; empty when it goes on. */
    public Optional<String> stopReason() {
        long refused = reading.changes().counts().newlyUnresolved();
        long read = run.counts().get(Count.READ);
        if (read >= run.settings().maxRejectedAfter()
                && refused * 100 > read * run.settings().maxRejected()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%,d of %s with references to records that the org does not have, or has several of: that looks like a mistake "
                            + "in a reference of %s rather than like single rows. %s Fix "
                            + "its by or where, let it have a default, or allow more than %d %% with sync.max-rejected.",
                    refused,
                    Quantity.of(read, "row"),
                    run.sync().mapping().file(),
                    NotSent.norRejected(run),
                    run.settings().maxRejected()));
        }
        return Optional.empty();
    }

    /** Rejects or defers these, and takes them out of the change set. */
    public void reject(List<Unresolved> rows) {
        List<RejectedRecord> rejections = rows.stream().map(this::rejection).toList();
        new KeptRejections(reading).add(rejections);
        reading.changes().done(rows.stream().map(row -> row.change().key()).toList());
        List<RecordResult> verdicts = new ArrayList<>();
        for (Unresolved row : rows) {
            Change change = row.change();
            boolean later = isLater(row);
            if (later) {
                run.counts().add(Count.RETRY_LATER, 1);
                payloads.mustBeReadAgain(change.cursor());
            } else {
                run.counts().add(change.wasRejected() ? Count.STILL_REJECTED : Count.REJECTED, 1);
            }
            run.findings().rejected(row.reason().code(), written(change), !change.wasRejected());
            verdicts.add(new RecordResult(
                    change,
                    later ? RecordResult.Kind.LATER : RecordResult.Kind.REJECTED,
                    null,
                    new CallError(
                            200,
                            row.reason().code(),
                            row.reason().message(),
                            List.of(row.reason().fields().split(",")))));
        }
        run.outcomes().sent(verdicts);
    }

    /** What the state keeps of one. */
    RejectedRecord rejection(Unresolved row) {
        Change change = row.change();
        return new RejectedRecord(
                change.key(),
                change.fingerprint(),
                run.settings().keepPayloads() ? change.payload().text() : null,
                change.parentKey(),
                row.reason().errorClass(),
                row.reason().code(),
                row.reason().message(),
                row.reason().fields(),
                written(change).externalId());
    }

    private WrittenKey written(Change change) {
        return run.sync().mapping().written(change.key(), change.payload());
    }

    private static boolean isLater(Unresolved row) {
        return row.reason().errorClass().equals(ErrorAction.DEFER.stateWord());
    }
}
