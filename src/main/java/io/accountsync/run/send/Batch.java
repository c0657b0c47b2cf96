package io.accountsync.run.send;

import io.accountsync.config.Sentence;
import io.accountsync.run.RecordResult;
import io.accountsync.run.RecordResult.Kind;
import io.accountsync.run.Run;
import io.accountsync.run.calls.Backoff;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.CallWatch;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.state.Change;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.dto.UpsertSObjectResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Up to 200 records on their way to Salesforce: as many calls as they need until each has its verdict or the run stops.
 * This is the one place that decides on repeating and splitting calls. Used by one thread at a time.
 */
public final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private final Sending sending;
    private final Run run;
    private final List<Change> records;
    private final Deque<Attempt> attempts = new ArrayDeque<>();
    private final List<RecordResult> verdicts = new ArrayList<>();
    private final Map<String, byte[]> outgoing = new HashMap<>();
    private final Set<String> recreated = new HashSet<>();
    private final Set<String> doubtful = new HashSet<>();
    private Attempt current;
    private List<UpsertSObjectResult> contradiction;
    private Long note;
    private boolean sent;
    private long sentAt;
    private CallWatch.Call waiting;

    Batch(Sending sending, List<Change> records) {
        this.sending = sending;
        this.run = sending.run();
        this.records = List.copyOf(records);
        attempts.add(Attempt.first(records));
    }

    /** The run that this batch belongs to. */
    public Run run() {
        return run;
    }

    /** What sends it. */
    Sending sending() {
        return sending;
    }

    /** Its records, whatever became of them. */
    List<Change> records() {
        return records;
    }

    /** The number of the note that the state holds of this batch; null when it needs none. */
    Long note() {
        return note;
    }

    void note(Long number) {
        note = number;
    }

    /** Whether at least one call was made. */
    boolean wasSent() {
        return sent;
    }

    /** What is to be sent still, by key. */
    Set<String> due() {
        return attempts.stream().flatMap(attempt -> keysOf(attempt).stream()).collect(Collectors.toSet());
    }

    /** The records of calls whose answer nobody saw, by key: such a call may be carried out later, whatever came after it. */
    Set<String> doubtful() {
        if (current != null && sent) {
            doubtful.addAll(keysOf(current));
        }
        return doubtful;
    }

    private static List<String> keysOf(Attempt attempt) {
        return attempt.records().stream().map(Change::key).toList();
    }

    /** Leaves out fields that are not ours to write; records of which nothing is left need no call. */
    public void leaveOut() {
        outgoing.putAll(sending.outgoing().of(records));
        List<Change> rest = new ArrayList<>();
        for (Change change : records) {
            byte[] payload = outgoing.get(change.key());
            if (payload != null && payload.length == 0 && change.salesforceId() != null) {
                verdicts.add(new RecordResult(change, Kind.KEPT, change.salesforceId(), null));
            } else {
                rest.add(change);
            }
        }
        attempts.clear();
        if (!rest.isEmpty()) {
            attempts.add(Attempt.first(rest));
        }
    }

    /** What is sent of a record. */
    public byte[] payload(Change change) {
        byte[] payload = outgoing.get(change.key());
        return payload == null || payload.length == 0 ? change.payload() : payload;
    }

    /** Whether there is something to send, and the run has not been stopped meanwhile. If so, a place in flight is taken. */
    public boolean hasNextCall() {
        if (contradiction != null) {
            settleContradiction();
        }
        if (current != null) {
            throw new IllegalStateException("a call of this batch was never judged");
        }
        if (attempts.isEmpty()) {
            return false;
        }
        sending.calls().allowance().refusal().ifPresent(run::stop);
        return sending.calls().gate().enter(run::isStopping);
    }

    /** The records of the next call, when it is time for them: a repeat waits. */
    public List<Change> nextCall() {
        current = attempts.remove();
        if (current.tries() > 0) {
            run.pause(Backoff.delay(run.settings().retryDelay(), current.tries()));
        }
        run.called(1);
        run.observer().sending();
        waiting = run.watch().begin(current.tries(), run.settings().retries());
        sentAt = System.nanoTime();
        sent = true;
        return current.records();
    }

    /** Judges the answer to a call, record by record. */
    public void judge(Object answer) {
        Optional<List<UpsertSObjectResult>> results =
                CollectionsAnswer.read(answer, current.records().size(), UpsertSObjectResult.class);
        if (results.isEmpty()) {
            judge(CallError.malformed(
                    "a result for each of " + current.records().size() + " records"));
            return;
        }
        if (new KnownIds(sending).contradict(claims(results.get()))) {
            // The org is asked on our own thread: this one may be a connection's.
            contradiction = results.get();
            return;
        }
        judge(results.get());
    }

    private List<KnownIds.Claim> claims(List<UpsertSObjectResult> results) {
        List<KnownIds.Claim> claims = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            UpsertSObjectResult result = results.get(i);
            if (Boolean.TRUE.equals(result.getSuccess())) {
                Change change = current.records().get(i);
                claims.add(new KnownIds.Claim(
                        change.key(), change.salesforceId(), result.getId(), Boolean.TRUE.equals(result.getCreated())));
            }
        }
        return claims;
    }

    /** Results whose ids contradict what is known count only when the org says the same. */
    private void settleContradiction() {
        List<UpsertSObjectResult> results = contradiction;
        contradiction = null;
        if (new KnownIds(sending).isConfirmedByOrg(claims(results))) {
            judge(results);
        } else {
            judge(CallError.malformed("results with the ids of other records"));
        }
    }

    private void judge(List<UpsertSObjectResult> results) {
        Attempt attempt = take();
        List<RecordResult> retry = new ArrayList<>();
        List<RecordResult> smaller = new ArrayList<>();
        List<Change> whole = new ArrayList<>();
        boolean crowded = false;
        for (int i = 0; i < attempt.records().size(); i++) {
            Change change = attempt.records().get(i);
            UpsertSObjectResult result = results.get(i);
            CallError error = Boolean.TRUE.equals(result.getSuccess()) ? null : CallError.ofRecord(result.getErrors());
            if (isNewAfterAll(change, Boolean.TRUE.equals(result.getCreated()), error)) {
                whole.add(change);
                continue;
            }
            if (error == null) {
                verdicts.add(confirmed(attempt, change, result));
                continue;
            }
            switch (sending.calls().errorRules().ofRecord(error)) {
                case RETRY -> {
                    retry.add(new RecordResult(change, Kind.RETRY, null, error));
                    crowded |= error.isCrowding();
                }
                case SPLIT -> smaller.add(new RecordResult(change, Kind.RETRY, null, error));
                case DEFER -> verdicts.add(new RecordResult(change, Kind.LATER, null, error));
                case REJECT -> verdicts.add(new RecordResult(change, Kind.REJECTED, null, error));
                case STOP ->
                    run.stop("Salesforce refused a record for a reason that holds for all: " + error.explained());
            }
        }
        sending.calls().gate().answered(crowded);
        if (!whole.isEmpty()) {
            attempts.add(attempt.with(whole));
        }
        repeat(attempt, retry);
        sendSmaller(attempt, smaller);
    }

    /** A record that somebody deleted in Salesforce gets all its fields: what was left out is nowhere any more. */
    private boolean isNewAfterAll(Change change, boolean created, CallError error) {
        if (!outgoing.containsKey(change.key()) || !OutgoingPayloads.tellsNew(created, error)) {
            return false;
        }
        outgoing.remove(change.key());
        if (created) {
            recreated.add(change.key());
        }
        return true;
    }

    /** Judges a call that failed as a whole. */
    public void judge(CallError error) {
        String told = waiting == null ? error.explained() : run.watch().end(waiting, error);
        Attempt attempt = take();
        if (error.isAmbiguous()) {
            doubtful.addAll(keysOf(attempt));
            LOG.warn("Sync {}: {}", run.name(), told);
        }
        ErrorAction errorClass = sending.calls().errorRules().ofRequest(error);
        sending.calls().gate().answered(error.isCrowding());
        switch (errorClass) {
            case STOP -> run.stop("Salesforce refused the call: " + error.explained());
            case RETRY -> {
                if (attempt.tries() < run.settings().retries()) {
                    attempts.add(attempt.again(attempt.records(), error.isAmbiguous()));
                } else {
                    run.stop(Sentence.closed("Salesforce did not take a call in " + (attempt.tries() + 1) + " tries: "
                                    + error.explained())
                            + " What was not sent remains due.");
                }
            }
            case SPLIT -> sendSmaller(attempt, verdictsOf(attempt, Kind.RETRY, error));
            case REJECT, DEFER -> {
                if (attempt.isRefusedLikeItsOtherHalf(error)) {
                    run.stop(Sentence.closed(
                                    "Salesforce refuses every call alike, so the fault is not in single records: "
                                            + error.explained())
                            + error.column().map(Batch::aboutColumn).orElse(""));
                } else {
                    isolate(attempt, errorClass == ErrorAction.DEFER ? Kind.LATER : Kind.REJECTED, error);
                }
            }
        }
    }

    private static String aboutColumn(String column) {
        return " The field " + column + " is gone from the org, or the user may not write it any more: see check";
    }

    /** The verdicts so far. */
    List<RecordResult> verdicts() {
        return verdicts;
    }

    private RecordResult confirmed(Attempt attempt, Change change, UpsertSObjectResult result) {
        Kind kind;
        if (Boolean.TRUE.equals(result.getCreated()) || recreated.contains(change.key())) {
            kind = Kind.CREATED;
        } else if (attempt.ambiguous() && change.salesforceId() == null) {
            kind = Kind.CONFIRMED_ON_REPEAT;
        } else {
            kind = Kind.UPDATED;
        }
        return new RecordResult(change, kind, result.getId(), null);
    }

    /** Sends records once more, or lets their verdicts stand when that was tried often enough. */
    private void repeat(Attempt attempt, List<RecordResult> failed) {
        if (failed.isEmpty()) {
            return;
        }
        if (attempt.tries() < run.settings().retries()) {
            attempts.add(attempt.again(changesOf(failed), false));
        } else {
            verdicts.addAll(failed);
        }
    }

    /** Sends records in two halves; a record that is alone already is sent once more. */
    private void sendSmaller(Attempt attempt, List<RecordResult> failed) {
        if (failed.size() > 1) {
            attempts.addAll(attempt.with(changesOf(failed)).halves());
        } else {
            repeat(attempt, failed);
        }
    }

    /** Some record makes the request fail as a whole: halves it until the guilty stand alone. */
    private void isolate(Attempt attempt, Kind kind, CallError error) {
        if (attempt.records().size() > 1) {
            attempts.addAll(attempt.halves());
        } else {
            verdicts.addAll(verdictsOf(attempt, kind, error));
        }
    }

    private static List<RecordResult> verdictsOf(Attempt attempt, Kind kind, CallError error) {
        return attempt.records().stream()
                .map(change -> new RecordResult(change, kind, null, error))
                .toList();
    }

    private static List<Change> changesOf(List<RecordResult> verdicts) {
        return verdicts.stream().map(RecordResult::change).toList();
    }

    private Attempt take() {
        Attempt attempt = current;
        current = null;
        if (waiting != null) {
            run.watch().end(waiting);
            waiting = null;
        }
        sending.calls().gate().leave();
        run.observer().sent(Duration.ofNanos(System.nanoTime() - sentAt));
        return attempt;
    }
}
