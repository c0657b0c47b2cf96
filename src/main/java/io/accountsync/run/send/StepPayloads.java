package io.accountsync.run.send;

import io.accountsync.mapping.JsonMember;
import io.accountsync.mapping.Operation;
import io.accountsync.mapping.OwnLookup;
import io.accountsync.mapping.Payload;
import io.accountsync.mapping.RowMapper;
import io.accountsync.state.Change;
import io.accountsync.state.HalfDoneRecords;
import io.accountsync.state.TwoSteps;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is left of the payloads of records that go in two steps, see {@link TwoSteps}: the first has no parent, and the second has
 * one also where only new records get it.
 */
final class StepPayloads {
    private final TwoSteps steps;
    private final String externalId;
    private final HalfDoneRecords records;
    private final Set<String> parents;
    private final Set<String> parentsOnCreate;

    /**
     * For the records of one run.
     *
     * @param records those that an earlier run, or an earlier wave, has half done
     * @param externalId the field
     */
    StepPayloads(TwoSteps steps, HalfDoneRecords records, RowMapper mapper, String externalId) {
        this.steps = steps;
        this.records = records;
        this.externalId = externalId;
        this.parents = mapper.ownLookups().all().stream().map(OwnLookup::name).collect(Collectors.toUnmodifiableSet());
        this.parentsOnCreate =
                parents.stream().filter(mapper.onCreate()::contains).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a record that Salesforce has without what it points to would not get it by being sent again. */
    boolean canBeForgotten(Operation operation) {
        return !parents.isEmpty() && operation == Operation.CREATE || !parentsOnCreate.isEmpty();
    }

    /** Changes what leaves of these, by key. */
    void change(Collection<Change> changes, Map<String, Outgoing> outgoing) {
        if (parents.isEmpty()) {
            return;
        }
        List<String> keys = changes.stream().map(Change::key).toList();
        Set<String> first = steps.any() ? steps.first(keys) : Set.of();
        // Of this run, or of one that ended between the steps.
        Set<String> halfDone = parentsOnCreate.isEmpty() ? Set.of() : records.among(keys);
        for (Change change : changes) {
            Outgoing less = outgoing.get(change.key());
            if (first.contains(change.key())) {
                outgoing.put(
                        change.key(),
                        new Outgoing.WithoutParent(payload(change, less).without(parents)));
            } else if (less != null && halfDone.contains(change.key())) {
                outgoing.put(change.key(), new Outgoing.Rest(withParent(change, payload(change, less))));
            }
        }
    }

    private Payload payload(Change change, Outgoing less) {
        return less instanceof Outgoing.KeyOnly
                ? change.payload().without(names(change.payload(), Set.of(externalId)))
                : Outgoing.payload(less, change);
    }

    private Payload withParent(Change change, Payload payload) {
        Set<String> kept = new HashSet<>(parentsOnCreate);
        payload.fields().forEach(field -> kept.add(field.name()));
        return change.payload().without(names(change.payload(), kept));
    }

    /** The names of its fields but for some. */
    private static List<String> names(Payload payload, Set<String> kept) {
        return payload.fields().stream()
                .map(JsonMember::name)
                .filter(name -> !kept.contains(name))
                .toList();
    }
}
