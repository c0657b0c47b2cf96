package io.accountsync.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.adopt.AdoptionRun.Refusal;
import io.accountsync.mapping.Operation;
import io.accountsync.mapping.Payload;
import io.accountsync.mapping.SoqlLiteral;
import io.accountsync.run.Failures;
import io.accountsync.run.Run;
import io.accountsync.run.calls.CallAttempts;
import io.accountsync.run.calls.CallAttempts.Refused;
import io.accountsync.run.calls.SyncTarget;
import io.accountsync.run.send.CollectionsAnswer;
import io.accountsync.run.send.CollectionsCall;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.Org;
import io.accountsync.state.LinkFile.Link;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;

/**
 * Up to 200 records that are to get, or to lose, their External ID. Before each call, and so before each repeat, the org is
 * asked what they have: only a record that has none gets one, and only one that still has ours loses it. Used by one thread
 * at a time.
 */
public final class AdoptionBatch {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AdoptionRun linking;
    private final Run run;
    private final Org org;
    private final CollectionsCall call;
    private final CallAttempts<Link> attempts;
    private final List<Link> done = new ArrayList<>();
    private final List<Link> already = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    AdoptionBatch(AdoptionRun linking, List<Link> links) {
        this.linking = linking;
        this.run = linking.run();
        this.org = linking.org();
        this.call = new CollectionsCall(
                linking.calls(),
                Operation.UPDATE,
                linking.target().object(),
                linking.target().keyField());
        this.attempts = linking.calls().attempts();
        attempts.begin(links);
    }

    /** Looks for what is left to write; false when nothing is, or the run stops. Else a place in flight is taken. */
    boolean hasNextCall() {
        while (attempts.hasNext()) {
            try {
                List<Link> due = look(attempts.next());
                attempts.reduceTo(due);
                if (!due.isEmpty()) {
                    linking.note(due);
                    return true;
                }
            } catch (SalesforceException e) {
                if (Failures.isLoginRefused(e)) {
                    run.refuseLogin();
                }
                conclude(attempts.failed(CallError.ofRequest(e)));
            }
        }
        return false;
    }

    /** How its calls are made and read. */
    CollectionsCall call() {
        return call;
    }

    /** What the next call sends: Salesforce id and External ID, nothing else. */
    List<Payload> nextCall() {
        attempts.calling();
        return attempts.current().stream().map(this::payload).toList();
    }

    /** How many records the current call sends. */
    int inCall() {
        return attempts.current().size();
    }

    /** Judges the answer to a call, record by record. */
    void judge(CollectionsAnswer answer) {
        if (answer.isFailed()) {
            conclude(attempts.failed(answer.error()));
            return;
        }
        List<CallAttempts.Refusal<Link>> refused = new ArrayList<>();
        for (int i = 0; i < answer.results().size(); i++) {
            Link link = attempts.current().get(i);
            SaveSObjectResult result = answer.results().get(i);
            if (result.getSuccess()) {
                done.add(link);
            } else {
                refused.add(new CallAttempts.Refusal<>(link, CallError.ofRecord(result.getErrors())));
            }
        }
        conclude(attempts.answered(refused, List.of()));
    }

    /** Hands over what became of the records so far; those that the run left out are in none of the lists. */
    void record() {
        linking.record(done, already, refusals);
    }

    private void conclude(List<Refused<Link>> refused) {
        for (Refused<Link> link : refused) {
            refusals.add(
                    new Refusal(link.record(), link.error().code(), link.error().message()));
        }
    }

    /** Asks for the External IDs of the records, and leaves those that are to be written. */
    private List<Link> look(List<Link> links) throws SalesforceException {
        SyncTarget target = linking.target();
        run.called(1);
        JsonNode records = org.query("SELECT Id, " + target.keyField() + " FROM " + target.object() + " WHERE Id IN ("
                        + links.stream()
                                .map(link -> SoqlLiteral.TEXT.of(link.id()))
                                .collect(Collectors.joining(", ")) + ")")
                .path("records");
        Map<String, JsonNode> found = new HashMap<>();
        records.forEach(record -> found.put(Link.telling(record.path("Id").asText()), record.path(target.keyField())));
        List<Link> due = new ArrayList<>();
        for (Link link : links) {
            JsonNode value = found.get(link.telling());
            if (value == null) {
                refusals.add(new Refusal(link, "NOT_FOUND", "there is no such record any more"));
                continue;
            }
            boolean empty =
                    value.isNull() || value.isMissingNode() || value.asText().isBlank();
            boolean ours = !empty && link.key().equals(target.mapper().keyOf(value.asText()));
            if (linking.undo() ? empty : ours) {
                already.add(link);
            } else if (linking.undo() ? ours : empty) {
                due.add(link);
            } else {
                refusals.add(new Refusal(link, "OTHER_EXTERNAL_ID", "the record now has another External ID"));
            }
        }
        return due;
    }

    private Payload payload(Link link) {
        ObjectNode payload = JSON.createObjectNode();
        payload.put("Id", link.id());
        String field = linking.target().keyField();
        if (linking.undo()) {
            payload.putNull(field);
        } else if (linking.target().hasNumericKey()) {
            payload.put(field, new BigDecimal(link.externalId()));
        } else {
            payload.put(field, link.externalId());
        }
        return Payload.of(payload.toString());
    }
}
