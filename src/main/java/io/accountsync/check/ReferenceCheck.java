package io.accountsync.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.Finding;
import io.accountsync.mapping.ReferenceField;
import io.accountsync.mapping.SoqlLiteral;
import io.accountsync.run.compare.ReferenceMessages;
import io.accountsync.run.compare.References;
import io.accountsync.salesforce.Org;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Asks the org, in one call, whether a reference can be looked for and whether what the sync file itself has is found. */
final class ReferenceCheck {
    private final Org org;
    private final String file;
    private final ReferenceField reference;
    private final List<Finding> findings = new ArrayList<>();

    ReferenceCheck(Org org, String file, ReferenceField reference) {
        this.org = org;
        this.file = file;
        this.reference = reference;
    }

    /**
     * Examines the reference.
     *
     * @param constants of the sync file that stand for records
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    List<Finding> examine(List<String> constants) throws SalesforceException {
        Map<String, String> valuesByKey = new LinkedHashMap<>();
        constants.forEach(constant -> valuesByKey.put(reference.keyOf(constant), constant));
        if (reference.fallback() != null) {
            valuesByKey.put(reference.keyOf(reference.fallback()), reference.fallback());
        }
        JsonNode answer;
        try {
            answer = org.query(reference.query(condition(valuesByKey)));
        } catch (SalesforceException e) {
            if (!References.isQueryMistake(e)) {
                throw e;
            }
            findings.add(Finding.error(file, reference.field(), ReferenceMessages.queryProblem(reference, e)));
            return findings;
        }
        judge(answer.path("records"), constants);
        return findings;
    }

    private String condition(Map<String, String> valuesByKey) {
        String id = reference.fallbackId() == null ? null : "Id = " + SoqlLiteral.TEXT.of(reference.fallbackId());
        if (valuesByKey.isEmpty()) {
            // Nothing to look for, but Salesforce reads the condition all the same.
            return id == null ? "Id = null" : id;
        }
        String values = valuesByKey.keySet().stream().map(reference::literal).collect(Collectors.joining(", "));
        return (id == null ? "" : "(" + id + " OR ") + reference.by() + " IN (" + values + ")"
                + (id == null ? "" : ")");
    }

    private void judge(JsonNode records, List<String> constants) {
        Map<String, Long> found = new LinkedHashMap<>();
        boolean hasFallbackId = false;
        for (JsonNode row : records) {
            hasFallbackId |= row.path("Id").asText().equals(reference.fallbackId());
            if (row.hasNonNull(reference.by())) {
                found.merge(reference.keyOf(row.path(reference.by()).asText()), 1L, Long::sum);
            }
        }
        if (reference.fallbackId() != null && !hasFallbackId) {
            error("has a reference whose default " + reference.fallbackId() + " is the id of no " + reference.object()
                    + (reference.where() == null ? "" : " where " + reference.where())
                    + "; write one that is there, or a value that one record has");
        }
        if (reference.fallback() != null) {
            long count = found.getOrDefault(reference.keyOf(reference.fallback()), 0L);
            if (count != 1) {
                error(ReferenceMessages.fallbackProblem(reference, count));
            }
        }
        for (String constant : constants) {
            long count = found.getOrDefault(reference.keyOf(constant), 0L);
            if (count != 1) {
                findings.add(Finding.warning(
                        file,
                        reference.field(),
                        "has \"" + constant + "\" in its mapping, and "
                                + ReferenceMessages.unresolved(reference, null, count) + "; " + reference.otherwise()));
            }
        }
    }

    private void error(String mistake) {
        findings.add(Finding.error(file, reference.field(), mistake));
    }
}
