package io.accountsync.mapping;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lookups by which the records of a sync point to each other, and the one of them that says who goes first.
 *
 * @param all in the order of the mapping
 * @param keys of the sync
 */
public record OwnLookups(List<OwnLookup> all, RowKeys keys) {
    static OwnLookups of(List<BoundField> fields, String object, RowKeys keys) {
        return new OwnLookups(
                fields.stream()
                        .filter(BoundField::isParent)
                        .map(field -> OwnLookup.of(field, object))
                        .toList(),
                keys);
    }

    /**
     * The lookup that the order is by: the hierarchy that Salesforce keeps free of circles, in which every move has its turn; what
     * the others point to may come later, in a second step. Empty where there is none, or one of the others can be written only
     * when a record is created or must not be empty: then any of them counts.
     */
    public Optional<OwnLookup> leading() {
        boolean mustWait = all.stream().anyMatch(lookup -> lookup.isRequired() || lookup.isSetOnce());
        return all.size() == 1
                ? Optional.of(all.get(0))
                : all.stream()
                        .filter(OwnLookup::refusesCircles)
                        .filter(lookup -> !mustWait)
                        .findFirst();
    }

    /** The names of the lookups by which a record goes after what it points to. */
    Set<String> ordering() {
        return leading().map(List::of).orElse(all).stream()
                .map(OwnLookup::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The key of the record that one goes after, of its payload.
     *
     * @param stored what was known of it when it was mapped, by an earlier mapping or an earlier version of this program
     * @return null for none
     */
    public String parentKey(Payload payload, String stored) {
        if (all.size() < 2 || leading().isEmpty()) {
            return stored;
        }
        return payload.field(leading().orElseThrow().name()).stream()
                .filter(JsonMember::isObject)
                .flatMap(lookup -> lookup.keys().stream())
                .map(key -> keys.ofText(key.text()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
