package io.accountsync.run.compare;

import io.accountsync.mapping.OpenPayload;
import io.accountsync.mapping.Payload;
import io.accountsync.mapping.ReferenceField;
import io.accountsync.mapping.ReferenceField.Unresolved;
import io.accountsync.mapping.RowMapper;
import io.accountsync.run.sync.Sync;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.salesforce.Org;
import io.accountsync.state.Unresolved.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the ids of records where payloads have values that stand for them, a page of payloads at once. */
public final class ReferenceResolver {
    /** A value stands for no record. */
    public static final String NOT_FOUND = "REFERENCE_NOT_FOUND";

    /** A value stands for several records. */
    static final String AMBIGUOUS = "REFERENCE_AMBIGUOUS";

    private final RowMapper mapper;
    private final References references;
    private final boolean keepsValues;

    /**
     * What became of a payload.
     *
     * @param payload with ids where they are known
     * @param reason why it cannot be sent; null when it can
     */
    public record Resolved(Payload payload, Reason reason) {}

    private record Refusal(ReferenceField reference, String value, long records) {}

    /** For the rows of a sync, whose mapper is bound to this org. */
    public ReferenceResolver(Sync sync, RowMapper mapper, Org org) {
        this.mapper = mapper;
        this.references = new References(sync.mapping().file(), mapper, org);
        this.keepsValues = sync.settings().keepPayloads();
    }

    /** Whether the mapping has references at all. */
    public boolean isNeeded() {
        return !mapper.references().isEmpty();
    }

    /** Whether records rejected with this code are to be resolved before they can be sent. */
    public static boolean isAbout(String code) {
        return code.equals(NOT_FOUND) || code.equals(AMBIGUOUS);
    }

    /** Resolves payloads; the results are in the same order. */
    public List<Resolved> resolve(List<Payload> payloads) {
        List<OpenPayload> open =
                payloads.stream().map(payload -> mapper.open(payload)).toList();
        Map<ReferenceField, Map<String, References.Answer>> answers = answers(open);
        List<Resolved> resolved = new ArrayList<>(payloads.size());
        for (int i = 0; i < open.size(); i++) {
            resolved.add(resolve(payloads.get(i), open.get(i), answers));
        }
        return resolved;
    }

    private Map<ReferenceField, Map<String, References.Answer>> answers(List<OpenPayload> payloads) {
        Map<ReferenceField, Set<String>> wanted = new HashMap<>();
        for (OpenPayload payload : payloads) {
            payload.values().forEach((reference, value) -> wanted.computeIfAbsent(reference, none -> new HashSet<>())
                    .add(reference.keyOf(value)));
        }
        Map<ReferenceField, Map<String, References.Answer>> answers = new HashMap<>();
        wanted.forEach((reference, keys) -> answers.put(reference, references.find(reference, keys)));
        return answers;
    }

    private Resolved resolve(
            Payload payload, OpenPayload open, Map<ReferenceField, Map<String, References.Answer>> answers) {
        if (open.isClosed()) {
            return new Resolved(payload, null);
        }
        List<Refusal> refusals = new ArrayList<>();
        open.values().forEach((reference, value) -> {
            References.Answer answer = answers.get(reference).get(reference.keyOf(value));
            if (answer.isOne()) {
                open.close(reference, answer.id());
            } else if (reference.unresolved() == Unresolved.DEFAULT) {
                open.close(reference, references.fallback(reference));
            } else {
                refusals.add(new Refusal(reference, value, answer.records()));
            }
        });
        return open.isClosed()
                ? new Resolved(open.payload(), null)
                // With the values, all of them, so that it is the same payload until its row changes.
                : new Resolved(payload, reason(refusals));
    }

    private Reason reason(List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            // A rejected payload of an older mapping, whose row was not read since.
            return new Reason(
                    ErrorAction.DEFER.stateWord(),
                    NOT_FOUND,
                    "the mapping has no such reference any more; drop the record",
                    "");
        }
        boolean rejects =
                refusals.stream().anyMatch(refusal -> refusal.reference().unresolved() == Unresolved.REJECT);
        boolean found = refusals.stream().allMatch(refusal -> refusal.records() > 0);
        return new Reason(
                (rejects ? ErrorAction.REJECT : ErrorAction.DEFER).stateWord(),
                found ? AMBIGUOUS : NOT_FOUND,
                refusals.stream().map(this::explained).sorted().collect(Collectors.joining("; ")),
                refusals.stream()
                        .map(refusal -> refusal.reference().field())
                        .sorted()
                        .collect(Collectors.joining(",")));
    }

    private String explained(Refusal refusal) {
        String value = keepsValues ? refusal.value() : null;
        return refusal.reference().field() + ": "
                + ReferenceMessages.unresolved(refusal.reference(), value, refusal.records());
    }
}
