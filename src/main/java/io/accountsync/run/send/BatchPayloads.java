package io.accountsync.run.send;

import io.accountsync.mapping.Operation;
import io.accountsync.mapping.Payload;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;

/** What is sent of the records of one batch: all of a payload, or less of it. Used by one thread at a time. */
final class BatchPayloads {
    private final OutgoingPayloads payloads;
    private final Operation operation;
    private final Map<String, Outgoing> less = new HashMap<>();
    private final Map<String, String> recreated = new HashMap<>();
    private final Map<String, Set<String>> tried = new HashMap<>();
    private final Map<String, String> moved = new HashMap<>();

    BatchPayloads(OutgoingPayloads payloads, Operation operation) {
        this.payloads = payloads;
        this.operation = operation;
    }

    /** Leaves out fields that are not ours to write. */
    void leaveOut(List<Change> records) {
        less.putAll(payloads.of(records));
    }

    /** Whether nothing is left to send of a record that Salesforce has. */
    boolean isNothingLeft(Change change) {
        return less.get(change.key()) instanceof Outgoing.KeyOnly && change.salesforceId() != null;
    }

    /** Whether a record goes without its parent now, and again with it. */
    boolean isFirstStep(Change change) {
        return less.get(change.key()) instanceof Outgoing.WithoutParent;
    }

    /** What is sent of a record. */
    Payload of(Change change) {
        return operation.sent(Outgoing.payload(less.get(change.key()), change), knownId(change));
    }

    /**
     * Whether a record that somebody deleted in Salesforce is to be sent once more, with all its fields: what was left out is
     * nowhere any more.
     *
     * @param createdId of the record that the call made; null when it made none
     * @param error why it was rejected; null when it was not
     */
    boolean isNewAfterAll(Change change, String createdId, CallError error) {
        if (!operation.isByExternalId()
                || !less.containsKey(change.key())
                || isFirstStep(change)
                || !OutgoingPayloads.tellsNew(createdId != null, error)) {
            return false;
        }
        less.remove(change.key());
        if (createdId != null) {
            recreated.put(change.key(), createdId);
        }
        return true;
    }

    /**
     * Takes another Salesforce id for a record, which then gets what that one lacks.
     *
     * @return false when a call of this batch was made with that id already
     */
    boolean moves(Change change, String id) {
        Set<String> ids = tried.computeIfAbsent(change.key(), key -> new HashSet<>());
        ids.add(knownId(change));
        if (!ids.add(id)) {
            return false;
        }
        less.remove(change.key());
        less.putAll(payloads.ofOthers(List.of(change)));
        moved.put(change.key(), id);
        return true;
    }

    /** The Salesforce id that is known of a record: as an earlier call of this batch made it, else as it was before. */
    String knownId(Change change) {
        return moved.getOrDefault(change.key(), recreated.getOrDefault(change.key(), change.salesforceId()));
    }

    /** Whether an answer names another record than the one that was known: where a call of ours made it, it lacks what was left out. */
    boolean isAnother(Change change, SaveSObjectResult result) {
        return result.getSuccess()
                && change.salesforceId() != null
                && !KnownIds.isSame(result.getId(), knownId(change));
    }

    /** Whether an earlier call of this batch made the record anew. */
    boolean wasRecreated(Change change) {
        return recreated.containsKey(change.key());
    }
}
