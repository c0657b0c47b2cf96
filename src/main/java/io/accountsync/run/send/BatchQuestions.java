package io.accountsync.run.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.Operation;
import io.accountsync.run.RecordResult;
import io.accountsync.run.RecordResult.Kind;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.RetryPolicy;
import io.accountsync.state.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a batch that Salesforce rejected since they are not where we took them to be, until the org has said where
 * they are, see {@link KeyQuestions}. Used by one thread at a time.
 */
final class BatchQuestions {
    private final Sending sending;
    private final Operation operation;
    private final RetryPolicy policy;
    private final WrittenFields fields;
    private final List<Question> open = new ArrayList<>();

    /** {@code ambiguous} when an answer about the record was lost before. */
    private record Question(Change change, CallError error, boolean ambiguous) {}

    BatchQuestions(Sending sending, Operation operation) {
        this.sending = sending;
        this.operation = operation;
        this.policy = sending.calls().policy();
        this.fields = new WrittenFields(sending.reading().mapper());
    }

    /** Whether the org is to be asked about a record that was rejected so. */
    boolean isOne(CallError error) {
        return KeyQuestions.isRaisedBy(operation, error) && policy.ofRecord(error, 0) != RetryPolicy.Next.STOP;
    }

    void add(Change change, CallError error, boolean ambiguous) {
        open.add(new Question(change, error, ambiguous));
    }

    /**
     * Asks about all of them. What the org cannot be asked about gets no verdict, and is sent by a later run.
     *
     * @param payloads take other ids
     * @param verdicts take what became of those that go into no further call
     * @return those that are to be sent to where they are now
     */
    List<Change> answer(BatchPayloads payloads, List<RecordResult> verdicts) {
        List<Change> moved = new ArrayList<>();
        if (open.isEmpty()) {
            return moved;
        }
        try {
            KeyAnswers answers =
                    new KeyAnswers(sending, open.stream().map(Question::change).toList());
            for (Question question : open) {
                Change change = question.change();
                Optional<String> id = answers.otherId(operation, change, question.error());
                if (id.isPresent() && payloads.moves(change, id.get())) {
                    answers.countMerge(change);
                    moved.add(change);
                } else {
                    verdicts.add(verdict(question, answers, payloads));
                }
            }
        } catch (OrgFailedException | RunStoppedException e) {
            sending.run().fail(e);
        }
        open.clear();
        return moved;
    }

    private RecordResult verdict(Question question, KeyAnswers answers, BatchPayloads payloads) {
        Change change = question.change();
        JsonNode record = answers.record(change);
        if (record != null
                && !operation.writesExisting()
                && question.ambiguous()
                && fields.isSame(payloads.of(change), record)) {
            return new RecordResult(change, Kind.CONFIRMED_ON_REPEAT, KeyQuestions.idOf(record), null);
        }
        return answers.outcome(operation, change, question.error())
                .orElseGet(() -> new RecordResult(
                        change, Kind.of(policy.outcomeOfRecord(question.error())), null, question.error()));
    }
}
