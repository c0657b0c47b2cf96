package io.accountsync.run.deletions;

import io.accountsync.run.calls.CallAttempts;
import io.accountsync.run.calls.CallAttempts.Refusal;
import io.accountsync.run.calls.CallAttempts.Refused;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.deletions.DeletionCheck.Checked;
import io.accountsync.salesforce.CallError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.DeleteSObjectResult;

/**
 * Up to 200 records that are to be deleted. Before each call, and so before each repeat, the org is asked what they are now, and
 * the state is told what is intended. Used by one thread at a time.
 */
public final class DeletionBatch {
    /** What Salesforce says of a record that is deleted already. */
    static final String GONE = "ENTITY_IS_DELETED";

    private final DeletionPass pass;
    private final DeletionCall call;
    private final CallAttempts<Candidate> attempts;
    private final Map<String, String> externalIds = new HashMap<>();
    private final Map<String, Candidate> intended = new HashMap<>();
    private final Map<String, DeletionResult> results = new HashMap<>();
    private final Set<String> sent = new HashSet<>();

    DeletionBatch(DeletionPass pass, List<Candidate> candidates) {
        this.pass = pass;
        this.call = new DeletionCall(pass.target().calls());
        this.attempts = pass.target().calls().attempts();
        attempts.begin(candidates);
    }

    /**
     * Looks for what is left to delete; false when nothing is, or the run stops. Else a place in flight is taken, and the state
     * knows what the call is to delete.
     *
     * @throws OrgFailedException when the org cannot be asked
     */
    public boolean hasNextCall() {
        while (attempts.hasNext()) {
            List<Candidate> due = List.of();
            try {
                due = look(attempts.next());
            } catch (SalesforceException e) {
                throw new OrgFailedException(e);
            } finally {
                attempts.reduceTo(due);
            }
            if (!due.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private List<Candidate> look(List<Candidate> candidates) throws SalesforceException {
        Checked checked = new DeletionIntent(pass.target(), attempts::withoutPlace).look(candidates, unanswered());
        checked.intended().forEach(one -> externalIds.put(one.salesforceId(), one.externalId()));
        checked.ended().forEach(this::end);
        checked.due().forEach(candidate -> intended.put(candidate.id(), candidate));
        return checked.due();
    }

    /** By which operation of camel-salesforce its calls are made. */
    public String operation() {
        return DeletionCall.OPERATION;
    }

    /** Makes the next call's headers. */
    public void prepareCall(Exchange exchange) {
        call.prepare(exchange.getMessage(), currentIds());
        sent.addAll(currentIds());
        attempts.calling();
    }

    /** Judges the answer to a call, record by record. */
    public void judge(Exchange exchange) {
        DeletionCall.Answer answer = call.answer(exchange, currentIds());
        if (answer.error() != null) {
            conclude(attempts.failed(answer.error()));
            return;
        }
        List<Refusal<Candidate>> refusals = new ArrayList<>();
        for (int i = 0; i < answer.results().size(); i++) {
            judge(attempts.current().get(i), answer.results().get(i), refusals);
        }
        conclude(attempts.answered(refusals, List.of()));
    }

    private void judge(Candidate candidate, DeleteSObjectResult result, List<Refusal<Candidate>> refusals) {
        CallError error = result.getSuccess() ? null : CallError.ofRecord(result.getErrors());
        if (error == null || error.code().equals(GONE) && attempts.isAmbiguous()) {
            end(DeletionResult.deleted(candidate, externalIds.get(candidate.id())));
        } else if (error.code().equals(GONE)) {
            end(DeletionResult.alreadyGone(candidate));
        } else {
            refusals.add(new Refusal<>(candidate, error));
        }
    }

    private void conclude(List<Refused<Candidate>> refused) {
        for (Refused<Candidate> one : refused) {
            end(DeletionResult.refused(
                    one.record(),
                    one.action(),
                    one.error(),
                    externalIds.get(one.record().id())));
        }
    }

    private void end(DeletionResult result) {
        results.put(result.candidate().id(), result);
    }

    private List<String> currentIds() {
        return attempts.current().stream().map(Candidate::id).toList();
    }

    /** The records of calls whose answer nobody saw, by id. */
    private Set<String> unanswered() {
        Set<String> ids = new HashSet<>();
        attempts.unanswered().forEach(candidate -> ids.add(candidate.id()));
        return ids;
    }

    /** Writes what became of the records, after Salesforce said so. */
    public void record() {
        Set<String> unanswered = unanswered();
        for (Candidate candidate : intended.values()) {
            if (!results.containsKey(candidate.id())) {
                end(
                        unanswered.contains(candidate.id())
                                ? DeletionResult.unanswered(candidate, externalIds.get(candidate.id()))
                                : DeletionResult.notTried(candidate, externalIds.get(candidate.id())));
            }
        }
        pass.writer().record(results.values(), sent, unanswered);
    }
}
