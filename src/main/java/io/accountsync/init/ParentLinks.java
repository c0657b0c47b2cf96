package io.accountsync.init;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.FieldTrial;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** Columns that name the parent of a row by the key of another row. */
final class ParentLinks {
    private final Look look;
    private final SObjectDescription describe;
    private final SObjectField externalId;
    private final FieldNames names;
    private final FieldTrial keys;
    private final Set<String> known = new HashSet<>();

    ParentLinks(Look look, SObjectDescription describe, SObjectField externalId, String keyColumn) {
        this.look = look;
        this.describe = describe;
        this.externalId = externalId;
        this.names = new FieldNames(describe);
        // A key is no time, so that the zone does not count.
        this.keys = FieldTrial.of(externalId, true, ZoneOffset.UTC).orElseThrow();
        look.values(keyColumn).stream()
                .map(Look.Value::value)
                .filter(KeyEvidence::looksLikeOne)
                .forEach(value -> known.add(keys.keyOf(value)));
    }

    /** The pair of such a column; empty when it is none, or one of its values is the key of no row. */
    Optional<Pair> of(String column) {
        List<FieldNames.Match> matches = names.of(column);
        if (matches.size() != 1 || !pointsToItsKind(matches.get(0).field())) {
            return Optional.empty();
        }
        List<Look.Value> values = look.values(column);
        boolean areKeys =
                !values.isEmpty() && values.stream().map(Look.Value::value).allMatch(this::isKey);
        return areKeys
                ? Optional.of(new Pair(
                        column,
                        matches.get(0).field(),
                        matches.get(0).how().reason() + "; "
                                + Quantity.of(values.size(), "value is the key of a row", "values are keys of rows"),
                        externalId.getName()))
                : Optional.empty();
    }

    private boolean isKey(Object value) {
        return KeyEvidence.looksLikeOne(value) && known.contains(keys.keyOf(value));
    }

    private boolean pointsToItsKind(SObjectField field) {
        return "reference".equals(field.getType())
                && field.getRelationshipName() != null
                && List.of(describe.getName()).equals(field.getReferenceTo())
                && Boolean.TRUE.equals(field.isUpdateable());
    }
}
