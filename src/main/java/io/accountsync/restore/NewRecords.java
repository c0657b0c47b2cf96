package io.accountsync.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.Operation;
import io.accountsync.mapping.Payload;
import io.accountsync.run.Run;
import io.accountsync.run.calls.CallAttempts;
import io.accountsync.run.calls.CallAttempts.Refusal;
import io.accountsync.run.calls.CurrentRecords;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.send.CollectionsAnswer;
import io.accountsync.run.send.CollectionsCall;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.DeletionStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
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
    private final NewPayloads payloads;
    private final CurrentRecords current;
    private final CollectionsCall call;
    private final Set<String> about = new HashSet<>();
    private final Set<Deleted> open = new LinkedHashSet<>();
    private Set<String> absent = Set.of();

    NewRecords(RestoreRun restoration) {
        this.restoration = restoration;
        this.run = restoration.run();
        this.payloads = new NewPayloads(restoration);
        this.current = new CurrentRecords(
                new QueryPager(restoration.calls().org()),
                restoration.target().object(),
                restoration.target().mapper());
        this.call = new CollectionsCall(
                restoration.calls(),
                Operation.CREATE,
                restoration.target().object(),
                restoration.target().keyField());
    }

    /** The records that these point to, by their Salesforce ids. */
    Set<String> referredTo(List<Deleted> records) {
        return payloads.referredTo(records);
    }

    /**
     * Ends those of these records whose External ID the org has already, under another id.
     *
     * @return the others
     * @throws SalesforceException when the org cannot be asked
     */
    List<Deleted> withoutThoseInUse(Collection<Deleted> records) throws SalesforceException {
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

    private void endInUse(Deleted record, String id) {
        // Of one that a process was about to make when it ended, and of one whose answer was lost, this is the record.
        boolean isOurs = record.deletion().status() == DeletionStatus.RESTORING || about.contains(record.id());
        if (isOurs) {
            restoration.link(List.of(record), Map.of(record, id));
            end(record, created(record, id));
        } else {
            end(
                    record,
                    Restored.refused(
                            record,
                            IN_USE,
                            restoration.target().keyField() + " is in use: " + id
                                    + " has it now, and the deleted record was " + record.id()));
        }
    }

    private void end(Deleted record, Restored how) {
        open.remove(record);
        restoration.ended(how);
    }

    /** Makes them with all that the state kept, see {@link #create(List, Set)}. */
    void create(List<Deleted> records) throws SalesforceException {
        create(records, Set.of());
    }

    /**
     * Makes them.
     *
     * @param without ids of records that are not there: the new ones do not point to them
     * @param records at most 200, whose External IDs are free
     * @throws SalesforceException when the org cannot be asked
     */
    void create(List<Deleted> records, Set<String> without) throws SalesforceException {
        absent = without;
        if (records.isEmpty()) {
            return;
        }
        if (restoration.dryRun()) {
            records.forEach(record -> restoration.ended(created(record, null)));
            return;
        }
        open.addAll(records);
        records.forEach(record -> about.add(record.id()));
        run.state().write(() -> run.state().deletions().restorable().restoring(about));
        CallAttempts<Deleted> attempts = restoration.calls().attempts();
        attempts.begin(records);
        while (attempts.hasNext()) {
            List<Deleted> due = List.of();
            try {
                List<Deleted> next = attempts.next();
                due = attempts.isAmbiguous() ? withoutThoseInUse(next) : next;
            } finally {
                attempts.reduceTo(due);
            }
            if (!due.isEmpty()) {
                judge(attempts);
            }
        }
        List.copyOf(open).forEach(record -> end(record, Restored.notTried(record)));
        about.clear();
        absent = Set.of();
    }

    private Restored created(Deleted record, String id) {
        return Restored.created(record, id, payloads.leftOut(record, absent));
    }

    private void judge(CallAttempts<Deleted> attempts) {
        CollectionsAnswer answer = request(payloads.of(attempts.current(), absent), attempts);
        List<CallAttempts.Refused<Deleted>> refused = answer.isFailed()
                ? attempts.failed(answer.error())
                : attempts.answered(take(attempts.current(), answer.results()), List.of());
        if (!refused.isEmpty()) {
            List<String> ids = refused.stream().map(one -> one.record().id()).toList();
            run.state().write(() -> run.state().deletions().restorable().notRestored(ids));
        }
        refused.forEach(one -> end(
                one.record(),
                Restored.refused(one.record(), one.error().code(), one.error().message())));
    }

    private List<Refusal<Deleted>> take(List<Deleted> sent, List<SaveSObjectResult> results) {
        List<Refusal<Deleted>> refusals = new ArrayList<>();
        Map<Deleted, String> created = new LinkedHashMap<>();
        for (int i = 0; i < sent.size(); i++) {
            SaveSObjectResult result = results.get(i);
            if (result.getSuccess()) {
                created.put(sent.get(i), result.getId());
            } else {
                refusals.add(new Refusal<>(sent.get(i), CallError.ofRecord(result.getErrors())));
            }
        }
        restoration.link(created.keySet(), created);
        created.forEach((record, id) -> end(record, created(record, id)));
        return refusals;
    }

    private CollectionsAnswer request(List<Payload> records, CallAttempts<Deleted> attempts) {
        try (ProducerTemplate template = restoration.context().createProducerTemplate()) {
            Exchange exchange = template.request("direct:sync-request", request -> {
                request.setVariable("run", run);
                request.setVariable("operation", call.operation());
                call.prepare(request.getMessage(), () -> records);
                attempts.calling();
            });
            return call.answer(exchange, records.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
