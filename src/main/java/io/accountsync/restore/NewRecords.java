package io.accountsync.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.Operation;
import io.accountsync.mapping.Payload;
import io.accountsync.restore.RestoreRun.Back;
import io.accountsync.restore.Restored.Way;
import io.accountsync.run.Run;
import io.accountsync.run.calls.CallAttempts;
import io.accountsync.run.calls.CallAttempts.Refusal;
import io.accountsync.run.calls.CurrentRecords;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.send.CollectionsAnswer;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.DeletionStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;

/**
 * Makes new records in place of those that are gone for good. Before each call the state is told, and the org is asked which
 * External IDs it has: one that came since is nobody's but its record's, unless it is ours of a call that got no answer.
 */
final class NewRecords {
    private static final String IN_USE = "KEY_IN_USE";

    private final RestoreRun restoration;
    private final Run run;
    private final CurrentRecords current;
    private final RecordCall call;
    private final Map<String, Candidate> open = new LinkedHashMap<>();

    NewRecords(RestoreRun restoration) {
        this.restoration = restoration;
        this.run = restoration.run();
        this.current = new CurrentRecords(
                new QueryPager(restoration.calls().org()),
                restoration.target().object(),
                restoration.target().mapper());
        this.call = new RecordCall(restoration, Operation.CREATE);
    }

    /**
     * Ends those of these records whose External ID the org has already, under another id.
     *
     * @return the others
     * @throws SalesforceException when the org cannot be asked
     */
    List<Deleted> withoutThoseInUse(Collection<Deleted> records) throws SalesforceException {
        if (records.isEmpty()) {
            return List.of();
        }
        Map<String, JsonNode> found =
                current.find(records.stream().map(Deleted::externalId).toList(), List.of());
        List<Deleted> free = new ArrayList<>();
        for (Deleted record : records) {
            JsonNode other = found.get(record.key());
            if (other == null) {
                free.add(record);
            } else {
                endInUse(record, other.path("Id").asText());
            }
        }
        return free;
    }

    /** Of one that a process was about to make when it ended, and of one whose answer was lost, this is taken for the record. */
    private void endInUse(Deleted record, String id) {
        if (open.containsKey(record.id())) {
            created(Map.of(open.get(record.id()), id), false);
        } else if (record.deletion().status() == DeletionStatus.RESTORING) {
            // What that process left out it did not say: whatever it has not is set.
            restoration.link(
                    List.of(new Back(record, id, false, restoration.references().settable(record))));
            end(Restored.back(record, Way.CREATED, id));
        } else {
            end(Restored.refused(
                    record,
                    IN_USE,
                    restoration.target().keyField() + " is in use: " + id + " has it now, and the deleted record was "
                            + record.id()));
        }
    }

    private void end(Restored how) {
        open.remove(how.oldId());
        restoration.ended(how);
    }

    /**
     * Makes them, without the references to what is not there: those that can follow are known to the state with the record.
     *
     * @param records at most 200, whose External IDs are free
     * @throws SalesforceException when the org cannot be asked
     */
    void create(List<Candidate> records) throws SalesforceException {
        if (records.isEmpty()) {
            return;
        }
        if (restoration.dryRun()) {
            foretell(records);
            return;
        }
        records.forEach(candidate -> open.put(candidate.record().id(), candidate));
        run.state().write(() -> run.state().deletions().restorable().restoring(open.keySet()));
        CallAttempts<Candidate> attempts = restoration.calls().attempts();
        attempts.begin(records);
        while (attempts.hasNext()) {
            List<Candidate> due = List.of();
            try {
                List<Candidate> next = attempts.next();
                due = attempts.isAmbiguous() ? stillToMake(next) : next;
            } finally {
                attempts.reduceTo(due);
            }
            if (!due.isEmpty()) {
                judge(attempts);
            }
        }
        List.copyOf(open.values()).forEach(one -> end(Restored.notTried(one.record())));
    }

    private List<Candidate> stillToMake(List<Candidate> records) throws SalesforceException {
        return withoutThoseInUse(records.stream().map(Candidate::record).toList()).stream()
                .map(record -> open.get(record.id()))
                .toList();
    }

    private void foretell(List<Candidate> records) {
        restoration.link(records.stream()
                .map(candidate -> new Back(candidate.record(), null, true, candidate.following()))
                .toList());
        records.forEach(candidate -> ended(candidate, null));
    }

    /** @param isOurs whether Salesforce said so: of one whose answer was lost nobody can know */
    private void created(Map<Candidate, String> ids, boolean isOurs) {
        restoration.link(ids.entrySet().stream()
                .map(one -> new Back(
                        one.getKey().record(),
                        one.getValue(),
                        isOurs,
                        one.getKey().following()))
                .toList());
        ids.forEach(this::ended);
    }

    private void ended(Candidate candidate, String id) {
        Deleted record = candidate.record();
        end(Restored.back(record, Way.CREATED, id));
        candidate
                .lost()
                .forEach(reference -> restoration.ended(RestoredLookup.leftOut(
                        record.written(),
                        id,
                        reference,
                        candidate.targets().get(reference).text())));
    }

    private void judge(CallAttempts<Candidate> attempts) {
        CollectionsAnswer answer =
                call.make(attempts.current().stream().map(this::payload).toList(), attempts);
        List<CallAttempts.Refused<Candidate>> refused = answer.isFailed()
                ? attempts.failed(answer.error())
                : attempts.answered(take(attempts.current(), answer.results()), List.of());
        if (!refused.isEmpty()) {
            List<String> ids =
                    refused.stream().map(one -> one.record().record().id()).toList();
            run.state().write(() -> run.state().deletions().restorable().notRestored(ids));
        }
        refused.forEach(one -> end(Restored.refused(
                one.record().record(), one.error().code(), one.error().message())));
    }

    private Payload payload(Candidate candidate) {
        return candidate.payload(
                restoration.fields().createable(), restoration.target().keyField());
    }

    private List<Refusal<Candidate>> take(List<Candidate> sent, List<SaveSObjectResult> results) {
        List<Refusal<Candidate>> refusals = new ArrayList<>();
        Map<Candidate, String> created = new LinkedHashMap<>();
        for (int i = 0; i < sent.size(); i++) {
            SaveSObjectResult result = results.get(i);
            if (result.getSuccess()) {
                created.put(sent.get(i), result.getId());
            } else {
                refusals.add(new Refusal<>(sent.get(i), CallError.ofRecord(result.getErrors())));
            }
        }
        created(created, true);
        return refusals;
    }
}
