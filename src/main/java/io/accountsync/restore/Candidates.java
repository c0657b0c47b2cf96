package io.accountsync.restore;

import io.accountsync.restore.Target.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Looks at what deleted records pointed to before they are made anew, and refuses those that cannot be made for that. */
final class Candidates {
    /** It points to another deleted record that nobody asked for. */
    static final String REFERENCE_DELETED = "REFERENCE_DELETED";

    /** It must point to a record that is not there. */
    static final String LACKS_TARGET = "REFERENCE_GONE";

    /** It and others must point to each other, so that none can be the first. */
    static final String CIRCULAR_REFERENCE = "CIRCULAR_REFERENCE";

    private final RestoreRun restoration;

    Candidates(RestoreRun restoration) {
        this.restoration = restoration;
    }

    /**
     * Asks where everything is that these pointed to.
     *
     * @return those that are not refused for it
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    List<Candidate> of(Collection<Deleted> records) throws SalesforceException {
        Map<Deleted, List<Reference>> references = new LinkedHashMap<>();
        records.forEach(
                record -> references.put(record, restoration.references().createable(record)));
        Map<String, Target> targets = restoration
                .targets()
                .find(references.values().stream().flatMap(List::stream).toList());
        List<Candidate> candidates = new ArrayList<>();
        references.forEach((record, own) -> {
            Map<Reference, Target> where = new HashMap<>();
            own.forEach(reference -> where.put(reference, targets.get(reference.id())));
            Candidate candidate = new Candidate(record, where);
            if (!isRefused(candidate)) {
                candidates.add(candidate);
            }
        });
        return candidates;
    }

    private boolean isRefused(Candidate candidate) {
        for (Map.Entry<Reference, Target> one : candidate.targets().entrySet()) {
            Target target = one.getValue();
            if (target.is(Kind.DELETED_BY_OTHER)) {
                refuse(candidate, REFERENCE_DELETED, pointed(one.getKey()) + ", " + target.text());
                return true;
            }
            boolean isMissing = target.is(Kind.GONE) || target.is(Kind.IN_BIN);
            if (isMissing && one.getKey().field().isRequired()) {
                refuse(candidate, LACKS_TARGET, must(one.getKey()) + pointed(one.getKey()) + ", " + target.text());
                return true;
            }
        }
        return false;
    }

    /**
     * Those of records that wait for others which can be made without them now. Others are refused: whoever restores the other
     * record as well gets this one with its reference, and what must have a reference is not made without.
     *
     * @param waiting ids of all records that wait
     */
    boolean canBeginWithout(Candidate candidate, Set<String> waiting) {
        Set<String> unasked = candidate.waitsFor();
        unasked.removeIf(id -> waiting.contains(id) || restoration.isRefused(id));
        if (!unasked.isEmpty()) {
            refuse(
                    candidate,
                    REFERENCE_DELETED,
                    "it points to " + unasked.stream().sorted().collect(Collectors.joining(", "))
                            + ", which was deleted too; restore that first, or both at once");
            return false;
        }
        Optional<Reference> needed = candidate.targets().entrySet().stream()
                .filter(one ->
                        one.getValue().is(Kind.DELETED) && one.getKey().field().isRequired())
                .map(Map.Entry::getKey)
                .filter(reference ->
                        restoration.isRefused(candidate.targets().get(reference).id()))
                .findFirst();
        needed.ifPresent(reference ->
                refuse(candidate, LACKS_TARGET, must(reference) + pointed(reference) + ", which is not restored"));
        return needed.isEmpty();
    }

    /** Refuses records of which each needs the next one, and the last one the first. */
    void refuseCircle(List<Candidate> circle) {
        String keys = circle.stream().map(one -> one.record().written().text()).collect(Collectors.joining(", "));
        for (Candidate candidate : circle) {
            String fields = candidate.targets().entrySet().stream()
                    .filter(one -> one.getValue().is(Kind.DELETED)
                            && !one.getKey().field().canFollow())
                    .map(one -> one.getKey().field().name())
                    .sorted()
                    .collect(Collectors.joining(", "));
            refuse(
                    candidate,
                    CIRCULAR_REFERENCE,
                    fields + " must be set when the record is made, and leads back to it: " + keys + "; let " + fields
                            + " be empty for a while in Salesforce, and restore again");
        }
    }

    private void refuse(Candidate candidate, String code, String message) {
        restoration.ended(Restored.refused(candidate.record(), code, message));
    }

    private static String must(Reference reference) {
        return reference.field().name() + " must not be empty; ";
    }

    private static String pointed(Reference reference) {
        return reference.field().name() + " pointed to " + reference.id();
    }
}
