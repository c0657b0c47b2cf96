package io.accountsync.restore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.mapping.Operation;
import io.accountsync.mapping.Payload;
import io.accountsync.run.Run;
import io.accountsync.run.calls.CallAttempts;
import io.accountsync.run.calls.CallAttempts.Refusal;
import io.accountsync.run.send.CollectionsAnswer;
import io.accountsync.salesforce.CallError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;

/**
 * Sets lookups of records that are there, by their ids. A call whose answer was lost is made once more: it does the same again. What
 * Salesforce confirmed the state forgets; what it refused stays known.
 */
final class LookupWriter {
    private final RestoreRun restoration;
    private final Run run;
    private final RecordCall call;

    /** What one record is given. */
    private record Update(String recordId, Map<Lacking, String> lookups) {
        Payload payload() {
            ObjectNode payload = JsonNodeFactory.instance.objectNode();
            lookups.forEach((lookup, id) -> payload.put(lookup.field(), id));
            return Operation.UPDATE.sent(Payload.of(payload.toString()), recordId);
        }
    }

    LookupWriter(RestoreRun restoration) {
        this.restoration = restoration;
        this.run = restoration.run();
        this.call = new RecordCall(restoration, Operation.UPDATE);
    }

    /**
     * Sets them.
     *
     * @param lookups of at most 200 records, each with the id that it is to have
     */
    void set(Map<Lacking, String> lookups) {
        Map<String, Update> updates = new LinkedHashMap<>();
        lookups.forEach((lookup, id) -> updates.computeIfAbsent(
                        lookup.recordId(), record -> new Update(record, new LinkedHashMap<>()))
                .lookups()
                .put(lookup, id));
        CallAttempts<Update> attempts = restoration.calls().attempts();
        attempts.begin(List.copyOf(updates.values()));
        while (attempts.hasNext()) {
            List<Update> next = attempts.next();
            CollectionsAnswer answer =
                    call.make(next.stream().map(Update::payload).toList(), attempts);
            List<CallAttempts.Refused<Update>> refused = answer.isFailed()
                    ? attempts.failed(answer.error())
                    : attempts.answered(take(next, answer.results()), List.of());
            refused.forEach(one -> refused(one.record(), one.error()));
        }
    }

    private List<Refusal<Update>> take(List<Update> sent, List<SaveSObjectResult> results) {
        List<Refusal<Update>> refusals = new ArrayList<>();
        List<Update> done = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            SaveSObjectResult result = results.get(i);
            if (result.getSuccess()) {
                done.add(sent.get(i));
            } else {
                refusals.add(new Refusal<>(sent.get(i), CallError.ofRecord(result.getErrors())));
            }
        }
        if (!done.isEmpty()) {
            run.state().write(() -> run.state()
                    .deletions()
                    .leftOut()
                    .remove(done.stream()
                            .flatMap(update -> update.lookups().keySet().stream())
                            .map(Lacking::known)
                            .toList()));
        }
        done.forEach(update -> update.lookups().forEach((lookup, id) -> restoration.ended(lookup.set(id))));
        return refusals;
    }

    private void refused(Update update, CallError error) {
        update.lookups()
                .keySet()
                .forEach(lookup -> restoration.ended(
                        lookup.leftOut("which Salesforce refused: " + error.code() + ": " + error.message())));
    }
}
