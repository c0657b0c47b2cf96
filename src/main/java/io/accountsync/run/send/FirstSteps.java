package io.accountsync.run.send;

import io.accountsync.mapping.OwnLookup;
import io.accountsync.run.RecordResult;
import io.accountsync.run.RecordResult.Kind;
import io.accountsync.run.Run;
import io.accountsync.run.rejected.CircleText;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import io.accountsync.state.Circles.Circle;
import io.accountsync.state.SyncedRecord;
import io.accountsync.state.TwoSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Results of records that go in two steps, see {@link TwoSteps}. What Salesforce confirmed of a first step is no end: the state
 * keeps the id and no fingerprint, and that the record is half done, so that after a crash the next run sends it whole. A result of a second step is told
 * as that of both.
 */
final class FirstSteps {
    private final Sending sending;
    private final List<RecordResult> taken = new ArrayList<>();
    private final List<RecordResult> others = new ArrayList<>();

    private FirstSteps(Sending sending) {
        this.sending = sending;
    }

    /** Those among these results. */
    static FirstSteps among(Sending sending, List<RecordResult> verdicts) {
        FirstSteps steps = new FirstSteps(sending);
        if (verdicts.isEmpty() || !sending.changes().circles().twoSteps().any()) {
            steps.others.addAll(verdicts);
        } else {
            steps.sort(verdicts);
        }
        return steps;
    }

    private void sort(List<RecordResult> verdicts) {
        TwoSteps steps = sending.changes().circles().twoSteps();
        List<String> keys =
                verdicts.stream().map(verdict -> verdict.change().key()).toList();
        Set<String> first = steps.first(keys);
        Map<String, String> second = steps.second(keys);
        Map<String, Circle> circles = sending.changes()
                .circles()
                .of(verdicts.stream()
                        .filter(verdict -> verdict.kind() == Kind.REJECTED)
                        .map(verdict -> verdict.change().key())
                        .toList());
        for (RecordResult verdict : verdicts) {
            String key = verdict.change().key();
            if (first.contains(key) && verdict.isConfirmed() && !verdict.kind().isLeftOut()) {
                taken.add(verdict);
            } else if (second.containsKey(key)) {
                others.add(ofBoth(verdict, Kind.valueOf(second.get(key)), circles.get(key)));
            } else {
                others.add(verdict);
            }
        }
    }

    /** The results that are the end of a record in this run. */
    List<RecordResult> others() {
        return others;
    }

    boolean isEmpty() {
        return taken.isEmpty();
    }

    /** Writes what the state must know of them; within the transaction of the others. */
    void write() {
        Run run = sending.run();
        Set<String> halfDone = run.state()
                .halfDone()
                .among(taken.stream().map(verdict -> verdict.change().key()).toList());
        run.state()
                .records()
                .confirm(
                        taken.stream()
                                .map(verdict -> known(
                                        verdict,
                                        halfDone.contains(verdict.change().key())))
                                .toList(),
                        run.id());
    }

    /** What was there before this run is sent whole by the next one anyway, as any record that it updates. */
    private static SyncedRecord known(RecordResult verdict, boolean halfDone) {
        String key = verdict.change().key();
        return verdict.kind() == Kind.UPDATED && !halfDone
                ? new SyncedRecord(key, null, verdict.salesforceId())
                : SyncedRecord.halfDone(key, verdict.salesforceId(), verdict.kind() == Kind.CREATED);
    }

    /** Puts their records into the next wave, whole. */
    void goOn() {
        if (!taken.isEmpty()) {
            sending.changes()
                    .circles()
                    .twoSteps()
                    .firstDone(
                            taken.stream()
                                    .map(verdict -> new TwoSteps.Done(
                                            verdict.change().key(),
                                            verdict.salesforceId(),
                                            verdict.kind().name()))
                                    .toList(),
                            sending.wave() + 1);
        }
    }

    private RecordResult ofBoth(RecordResult second, Kind first, Circle circle) {
        Change change = second.change();
        if (second.isConfirmed()) {
            return first == Kind.UPDATED
                    ? second
                    : new RecordResult(withoutId(change), first, second.salesforceId(), null);
        }
        return second.kind() == Kind.REJECTED
                ? new RecordResult(change, Kind.REJECTED, null, explained(second.error(), circle))
                : second;
    }

    private CallError explained(CallError error, Circle circle) {
        String parents = sending.reading().mapper().ownLookups().all().stream()
                .map(OwnLookup::name)
                .collect(Collectors.joining(", "));
        String explained = error.message() + " (the record is in Salesforce without " + parents
                + (circle == null ? "" : "; these point to each other: " + new CircleText(sending.reading()).of(circle))
                + ")";
        return new CallError(error.status(), error.code(), explained, error.fields());
    }

    /** It was new to this run, and is not one that Salesforce lost. */
    private static Change withoutId(Change change) {
        return new Change(
                change.key(),
                change.sequence(),
                change.cursor(),
                change.fingerprint(),
                change.payload(),
                change.parentKey(),
                null,
                change.rejection(),
                change.origin());
    }
}
