package io.accountsync.run.send;

import io.accountsync.mapping.Operation;
import io.accountsync.mapping.Payload;
import io.accountsync.run.RecordResult;
import io.accountsync.run.RecordResult.Kind;
import io.accountsync.run.Run;
import io.accountsync.run.calls.CallAttempts;
import io.accountsync.run.calls.CallAttempts.Refusal;
import io.accountsync.run.calls.CallAttempts.Refused;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;

/**
 * Up to 200 records on their way to Salesforce: as many calls as they need until each has its verdict or the run stops. How
 * many these are, {@link CallAttempts} decides. Used by one thread at a time.
 */
public final class Batch {
    private final Sending sending;
    private final Operation operation;
    private final List<Change> records;
    private final CollectionsCall call;
    private final CallAttempts<Change> attempts;
    private final BatchPayloads payloads;
    private final List<RecordResult> verdicts = new ArrayList<>();
    private final BatchQuestions questions;
    private final BatchNote noted = new BatchNote();
    private List<SaveSObjectResult> contradiction;
    private int sent;

    Batch(Sending sending, Operation operation, List<Change> records) {
        this.sending = sending;
        this.operation = operation;
        this.records = List.copyOf(records);
        this.call = new CollectionsCall(
                sending.calls(),
                operation,
                run().sync().mapping().object(),
                run().sync().mapping().externalId());
        this.questions = new BatchQuestions(sending, operation);
        this.attempts = sending.calls().attempts();
        this.payloads = new BatchPayloads(sending.outgoing(), operation);
        attempts.begin(records);
    }

    /** The run that this batch belongs to. */
    public Run run() {
        return sending.run();
    }

    /** What sends it. */
    Sending sending() {
        return sending;
    }

    /** Its records, whatever became of them. */
    List<Change> records() {
        return records;
    }

    /** What the state holds of it. */
    BatchNote noted() {
        return noted;
    }

    /** What is to be sent still of records that go without their parents, by key. */
    Map<String, Payload> firstSteps() {
        return attempts.due().stream()
                .filter(payloads::isFirstStep)
                .collect(Collectors.toMap(Change::key, payloads::of));
    }

    private boolean isAmbiguous(Change change) {
        return attempts.isAmbiguous() || noted.unheard().contains(change.key());
    }

    /** Its records by key, with the fingerprint of each. */
    Map<String, byte[]> fingerprints() {
        return records.stream().collect(Collectors.toMap(Change::key, Change::fingerprint));
    }

    /** Nothing is sent or written of these records. */
    void leave(Set<String> keys) {
        verdicts.removeIf(verdict -> keys.contains(verdict.change().key()));
        attempts.begin(attempts.due().stream()
                .filter(change -> !keys.contains(change.key()))
                .toList());
    }

    /** How many records calls were made with; 0 where there was none. */
    int sent() {
        return sent;
    }

    /** What is to be sent still, by key. */
    Set<String> due() {
        return keysOf(attempts.due());
    }

    /** The records of calls whose answer nobody saw, by key: such a call may be carried out later, whatever came after it. */
    Set<String> doubtful() {
        return keysOf(attempts.unanswered());
    }

    private static Set<String> keysOf(Collection<Change> changes) {
        return changes.stream().map(Change::key).collect(Collectors.toSet());
    }

    /** The verdicts so far. */
    List<RecordResult> verdicts() {
        return verdicts;
    }

    /** Leaves out fields that are not ours to write; records of which nothing is left need no call. */
    public void leaveOut() {
        payloads.leaveOut(records);
        List<Change> rest = new ArrayList<>();
        for (Change change : records) {
            if (payloads.isNothingLeft(change)) {
                verdicts.add(new RecordResult(change, Kind.KEPT, change.salesforceId(), null));
            } else {
                rest.add(change);
            }
        }
        attempts.begin(rest);
    }

    /** Whether there is something to send, and the run has not been stopped meanwhile. If so, a place in flight is taken. */
    public boolean hasNextCall() {
        if (contradiction != null) {
            concludeContradiction();
        }
        // On our own thread as well.
        attempts.also(questions.answer(payloads, verdicts));
        return attempts.hasNext();
    }

    /** How its calls are made and read. */
    public CollectionsCall call() {
        return call;
    }

    /** What Salesforce is asked to do with its records. */
    Operation operation() {
        return operation;
    }

    /** What the next call sends. */
    public List<Payload> nextCall() {
        List<Payload> next = attempts.next().stream().map(payloads::of).toList();
        attempts.calling();
        // Later ones repeat some of the first.
        sent = Math.max(sent, next.size());
        return next;
    }

    /** How many records the current call sends. */
    public int inCall() {
        return attempts.current().size();
    }

    /** Judges the answer to a call, record by record. */
    public void judge(CollectionsAnswer answer) {
        attempts.heard();
        if (answer.isFailed()) {
            fail(answer.error());
        } else if (new KnownIds(sending).contradict(claims(answer.results()))) {
            // The org is asked on our own thread: this one may be a connection's.
            contradiction = answer.results();
        } else {
            judge(answer.results());
        }
    }

    /** Results whose ids contradict what is known count only when the org says the same. */
    private void concludeContradiction() {
        List<SaveSObjectResult> results = contradiction;
        contradiction = null;
        if (new KnownIds(sending).isConfirmedByOrg(claims(results))) {
            judge(results);
        } else {
            fail(CallError.malformed("results with the ids of other records"));
        }
    }

    private List<KnownIds.Claim> claims(List<SaveSObjectResult> results) {
        List<KnownIds.Claim> claims = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            SaveSObjectResult result = results.get(i);
            if (result.getSuccess()) {
                Change change = attempts.current().get(i);
                claims.add(new KnownIds.Claim(
                        change.key(), payloads.knownId(change), result.getId(), operation.isCreated(result)));
            }
        }
        return claims;
    }

    private void judge(List<SaveSObjectResult> results) {
        List<Change> sent = attempts.current();
        List<Refusal<Change>> refusals = new ArrayList<>();
        List<Change> whole = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Change change = sent.get(i);
            SaveSObjectResult result = results.get(i);
            boolean created = operation.isCreated(result);
            CallError error = result.getSuccess() ? null : CallError.ofRecord(result.getErrors());
            if (payloads.isNewAfterAll(
                    change,
                    created || isAmbiguous(change) && payloads.isAnother(change, result) ? result.getId() : null,
                    error)) {
                whole.add(change);
            } else if (error == null) {
                verdicts.add(new RecordResult(change, confirmed(change, created), result.getId(), null));
            } else if (questions.isOne(error)) {
                questions.add(change, error, isAmbiguous(change));
            } else {
                refusals.add(new Refusal<>(change, error));
            }
        }
        conclude(attempts.answered(refusals, whole));
    }

    private Kind confirmed(Change change, boolean created) {
        if (created || payloads.wasRecreated(change)) {
            return Kind.CREATED;
        }
        return isAmbiguous(change) && change.salesforceId() == null ? Kind.CONFIRMED_ON_REPEAT : Kind.UPDATED;
    }

    /** Judges a call that failed as a whole. */
    private void fail(CallError error) {
        conclude(attempts.failed(error));
    }

    private void conclude(List<Refused<Change>> refused) {
        for (Refused<Change> record : refused) {
            verdicts.add(new RecordResult(record.record(), Kind.of(record.action()), null, record.error()));
        }
    }
}
