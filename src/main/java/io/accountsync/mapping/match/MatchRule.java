package io.accountsync.mapping.match;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * By which fields two records are taken for the same one: all of them must have values that are the same when normalised.
 *
 * @param terms at least one
 */
public record MatchRule(List<Term> terms) {
    /** Between the terms of one key; no normalised value has it. */
    private static final String SEPARATOR = "\u001f";

    /**
     * One field.
     *
     * @param field its API name as describe spells it
     */
    public record Term(String field, MatchKind kind) {}

    /**
     * What stands for a record in comparisons by this rule.
     *
     * @param fields a JSON object with the fields' values under their names, as Salesforce answers it and as a row is mapped
     * @return null when a field has no value: the rule then says nothing of the record
     */
    public String keyOf(JsonNode fields) {
        StringBuilder key = new StringBuilder();
        for (Term term : terms) {
            JsonNode value = fields.get(term.field());
            String normal = value == null || value.isNull() ? null : term.kind().normalise(value.asText());
            if (normal == null) {
                return null;
            }
            key.append(key.isEmpty() ? "" : SEPARATOR).append(normal);
        }
        return key.toString();
    }

    /** The names of its fields. */
    public List<String> fields() {
        return terms.stream().map(Term::field).toList();
    }

    /** As a sync file would write it, with each kind. */
    @Override
    public String toString() {
        return terms.stream()
                .map(term -> term.field() + " " + term.kind().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" + "));
    }
}
