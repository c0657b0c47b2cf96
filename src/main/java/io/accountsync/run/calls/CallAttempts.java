package io.accountsync.run.calls;

import io.accountsync.config.Sentence;
import io.accountsync.salesforce.Attempt;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.salesforce.RetryPolicy;
import io.accountsync.salesforce.RetryPolicy.Next;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * The records of one batch in as many calls as they need: repeated, in halves, or none any more, as the {@link RetryPolicy}
 * says. Used by one thread at a time.
 */
public final class CallAttempts<T> {
    private final RetryPolicy policy;
    private final ConcurrencyLimit limit;
    private final Caller caller;
    private final Deque<Attempt<T>> due = new ArrayDeque<>();
    private final List<T> unanswered = new ArrayList<>();
    private Attempt<T> current;
    private boolean inFlight;
    private boolean calling;

    /** A record that Salesforce rejected in an answer. */
    public record Refusal<T>(T record, CallError error) {}

    /**
     * A record that goes into no further call of this batch.
     *
     * @param action {@code RETRY}, {@code DEFER} or {@code REJECT}
     */
    public record Refused<T>(T record, ErrorAction action, CallError error) {}

    CallAttempts(RetryPolicy policy, ConcurrencyLimit limit, Caller caller) {
        this.policy = policy;
        this.limit = limit;
        this.caller = caller;
    }

    /** Takes these records for the next call, and nothing else. */
    public void begin(List<T> records) {
        due.clear();
        if (!records.isEmpty()) {
            due.add(Attempt.first(records));
        }
    }

    /** Takes records for a further call of their own. */
    public void also(List<T> records) {
        if (!records.isEmpty()) {
            due.add(Attempt.first(records));
        }
    }

    /** What is to be sent still. */
    public List<T> due() {
        return due.stream().flatMap(attempt -> attempt.records().stream()).toList();
    }

    /** The records of calls whose answer nobody saw: such a call may be carried out later, whatever came after it. */
    public List<T> unanswered() {
        List<T> records = new ArrayList<>(unanswered);
        if (calling) {
            records.addAll(current.records());
        }
        return records;
    }

    /**
     * Waits until it is time for the next call: a repeat waits for a while, and each call for a place in flight, which it then
     * has.
     *
     * @return false when there is nothing to send, or nothing new may be sent
     */
    public boolean hasNext() {
        if (current != null) {
            throw new IllegalStateException("a call of this batch was never judged");
        }
        if (due.isEmpty()) {
            return false;
        }
        int tries = due.element().tries();
        if (tries > 0) {
            caller.pause(policy.delay(tries));
        }
        inFlight = limit.enter(caller::isStopping);
        if (inFlight) {
            // Not before: there may have been other calls while this one waited.
            caller.refusal().ifPresent(caller::stop);
            if (caller.isStopping()) {
                leave();
            }
        }
        return inFlight;
    }

    /** The records of the next call. */
    public List<T> next() {
        current = due.remove();
        return current.records();
    }

    /** The call with these records leaves now. */
    public void calling() {
        calling = true;
        caller.calling(current.tries());
    }

    /** An answer is there, or none comes any more: its place in flight is another call's, while this one is judged. */
    public void heard() {
        leave();
    }

    /** Waits for others without a place in flight, which they may need to go on; there is none afterwards only if the run is to stop. */
    public <R> R withoutPlace(Supplier<R> wait) {
        leave();
        R result = wait.get();
        inFlight = limit.enter(caller::isStopping);
        return result;
    }

    private void leave() {
        if (inFlight) {
            inFlight = false;
            limit.leave();
        }
    }

    /** Leaves some records out of the current call. Where nothing is left there is no call. */
    public void reduceTo(List<T> left) {
        current = current.reducedTo(left);
        if (left.isEmpty()) {
            end(null);
        }
    }

    /** The records of the call that is being made. */
    public List<T> current() {
        return current.records();
    }

    /** Whether an earlier answer for the records of the current call was lost. */
    public boolean isAmbiguous() {
        return current.ambiguous();
    }

    /**
     * The current call was answered.
     *
     * @param refusals the records that Salesforce rejected
     * @param onceMore records that are to go into another call in another form
     * @return the records that go into no further call
     */
    public List<Refused<T>> answered(List<Refusal<T>> refusals, List<T> onceMore) {
        Attempt<T> attempt = end(null);
        limit.answered(refusals.stream().anyMatch(refusal -> refusal.error().isCrowding()));
        List<Refused<T>> refused = new ArrayList<>();
        List<T> repeat = new ArrayList<>();
        List<Refusal<T>> smaller = new ArrayList<>();
        for (Refusal<T> refusal : refusals) {
            Next next = policy.ofRecord(refusal.error(), attempt.tries());
            switch (next) {
                case REPEAT -> repeat.add(refusal.record());
                case SPLIT -> smaller.add(refusal);
                case FINAL -> refused.add(refused(refusal));
                default -> caller.stop(RetryPolicy.rejectedForAll(refusal.error()));
            }
        }
        if (smaller.size() == 1) {
            Refusal<T> single = smaller.remove(0);
            if (policy.ofSingle(attempt.tries()) == Next.REPEAT) {
                repeat.add(single.record());
            } else {
                refused.add(refused(single));
            }
        }
        if (!onceMore.isEmpty()) {
            due.add(attempt.with(onceMore));
        }
        if (!repeat.isEmpty()) {
            due.add(attempt.again(repeat, false));
        }
        if (!smaller.isEmpty()) {
            due.addAll(
                    attempt.with(smaller.stream().map(Refusal::record).toList()).halves());
        }
        return refused;
    }

    /**
     * The current call failed as a whole, or could not be made.
     *
     * @return the records that go into no further call
     */
    public List<Refused<T>> failed(CallError error) {
        if (calling && error.isAmbiguous()) {
            unanswered.addAll(current.records());
        }
        Attempt<T> attempt = end(error);
        limit.answered(error.isCrowding());
        switch (policy.ofCall(error, attempt)) {
            case REPEAT -> due.add(attempt.again(attempt.records(), error.isAmbiguous()));
            case SPLIT -> due.addAll(attempt.halves());
            case FINAL -> {
                ErrorAction outcome = policy.outcomeOfCall(error);
                return attempt.records().stream()
                        .map(record -> new Refused<>(record, outcome, error))
                        .toList();
            }
            case EXHAUSTED -> caller.stop(RetryPolicy.exhausted("a call", attempt.tries(), error.explained()));
            case ALIKE ->
                caller.stop(
                        Sentence.closed("Salesforce refuses every call alike, so the fault is not in single records: "
                                        + error.explained())
                                + error.column().map(CallAttempts::aboutColumn).orElse(""));
            case STOP -> caller.stop("Salesforce refused the call: " + error.explained());
        }
        return List.of();
    }

    private static String aboutColumn(String column) {
        return " The field " + column + " is gone from the org, or the user may not write it any more: see check";
    }

    private Refused<T> refused(Refusal<T> refusal) {
        return new Refused<>(refusal.record(), policy.outcomeOfRecord(refusal.error()), refusal.error());
    }

    private Attempt<T> end(CallError error) {
        Attempt<T> attempt = current;
        current = null;
        calling = false;
        caller.called(error);
        leave();
        return attempt;
    }
}
