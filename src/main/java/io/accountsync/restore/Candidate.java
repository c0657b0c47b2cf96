package io.accountsync.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.mapping.Payload;
import io.accountsync.restore.Target.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A deleted record that is to be made anew.
 *
 * @param targets what it pointed to, and where that is now
 */
record Candidate(Deleted record, Map<Reference, Target> targets) {
    /** Ids of the records that it waits for, since these are deleted and may be restored. */
    Set<String> waitsFor() {
        return waitsFor(reference -> true);
    }

    /** Those of them without which it cannot be made: it must have the reference, or could not be given it later. */
    Set<String> needs() {
        return waitsFor(reference -> !reference.field().canFollow());
    }

    private Set<String> waitsFor(Predicate<Reference> which) {
        return targets.entrySet().stream()
                .filter(one -> one.getValue().is(Kind.DELETED) && which.test(one.getKey()))
                .map(one -> one.getValue().id())
                .collect(Collectors.toSet());
    }

    /** What it is made without, and is given later. */
    List<Reference> following() {
        return leftOut(true);
    }

    /** What it is made without, and never gets. */
    List<Reference> lost() {
        return leftOut(false);
    }

    private List<Reference> leftOut(boolean follows) {
        return targets.entrySet().stream()
                .filter(one -> !one.getValue().is(Kind.THERE))
                .filter(one -> follows
                        == (one.getKey().field().canFollow() && !one.getValue().is(Kind.GONE)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * What is sent: the fields that a record can be given when it is created. A reference points to where its record is now, and to
     * nothing where that is not there.
     */
    Payload payload(Set<String> createable, String keyField) {
        Map<String, Target> byField = new HashMap<>();
        targets.forEach((reference, target) -> byField.put(reference.field().name(), target));
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        record.kept().properties().forEach(field -> {
            String name = field.getKey();
            Target target = byField.get(name);
            if (createable.contains(name) || name.equals(keyField)) {
                add(payload, name, field.getValue(), target);
            }
        });
        return Payload.of(payload.toString());
    }

    private static void add(ObjectNode payload, String name, JsonNode value, Target target) {
        if (target == null) {
            payload.set(name, value);
        } else if (target.is(Kind.THERE)) {
            payload.put(name, target.id());
        }
    }
}
