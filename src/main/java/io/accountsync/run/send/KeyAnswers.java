package io.accountsync.run.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.Operation;
import io.accountsync.mapping.WhenGone;
import io.accountsync.run.Count;
import io.accountsync.run.RecordResult;
import io.accountsync.run.RecordResult.Kind;
import io.accountsync.run.lost.Fate;
import io.accountsync.run.lost.Fates;
import io.accountsync.run.lost.LostRecord;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the org says of records about which there were {@link KeyQuestions}: under which ids it has them, and, where the sync wants
 * to know, what became of those that it does not have.
 */
public final class KeyAnswers {
    private final Sending sending;
    private final WhenGone whenGone;
    private final Map<String, JsonNode> records;
    private final Map<String, Fate> fates;

    /**
     * Asks, in a few calls.
     *
     * @throws OrgFailedException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public KeyAnswers(Sending sending, Collection<Change> changes) {
        this.sending = sending;
        this.whenGone = sending.run().sync().mapping().whenGone();
        this.records = KeyQuestions.asked(sending, changes);
        this.fates = whenGone.isWatched()
                ? new Fates(sending.reading())
                        .of(changes.stream()
                                .filter(change -> !records.containsKey(change.key()) && change.salesforceId() != null)
                                .map(Change::salesforceId)
                                .toList())
                : Map.of();
    }

    /** The record as the org has it under its External ID; null when it has none. */
    JsonNode record(Change change) {
        return records.get(change.key());
    }

    /** To which record the values of a row go, perhaps the one that we knew; empty where they go to none. */
    public Optional<String> otherId(Operation operation, Change change, CallError error) {
        if (!operation.writesExisting() || change.isFlag()) {
            // A flag is for the record that was sent, and for none that has its place now.
            return Optional.empty();
        }
        JsonNode record = record(change);
        if (record != null) {
            return Optional.of(KeyQuestions.idOf(record));
        }
        Fate fate = fates.get(change.salesforceId());
        return KeyQuestions.isGone(error)
                        && whenGone == WhenGone.FOLLOW_MERGE
                        && fate != null
                        && fate.isMerged()
                        && fate.survivor().externalId() == null
                ? Optional.of(fate.survivor().id())
                : Optional.empty();
    }

    /** Notes that the values of a row go to the record that its own one was merged into, where they do. */
    public void countMerge(Change change) {
        if (record(change) == null) {
            sending.run().counts().add(Count.MERGED, 1);
        }
    }

    /** What becomes of a row whose values go to no record; empty when it is rejected as Salesforce said. */
    public Optional<RecordResult> outcome(Operation operation, Change change, CallError error) {
        JsonNode record = record(change);
        if (change.isFlag()) {
            return isOf(change, record) || record == null && !KeyQuestions.isGone(error)
                    ? Optional.empty()
                    : Optional.of(LeftOut.unflagged(change));
        }
        if (record != null) {
            return operation.writesExisting()
                    ? Optional.empty()
                    : Optional.of(LeftOut.present(change, KeyQuestions.idOf(record)));
        }
        if (!KeyQuestions.isGone(error)) {
            return Optional.empty();
        }
        Fate fate = fates.get(change.salesforceId());
        if (fate == null) {
            return Optional.of(LeftOut.absent(change));
        }
        return fate.alive() ? Optional.empty() : Optional.of(lost(change, fate));
    }

    private static boolean isOf(Change change, JsonNode record) {
        return record != null && KnownIds.isSame(KeyQuestions.idOf(record), change.salesforceId());
    }

    private RecordResult lost(Change change, Fate fate) {
        return new RecordResult(
                change,
                Kind.REJECTED,
                null,
                new CallError(200, LostRecord.code(fate), LostRecord.message(fate), List.of()));
    }
}
