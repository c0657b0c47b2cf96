package io.accountsync.run.deletions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.mapping.SoqlLiteral;
import io.accountsync.run.Run;
import io.accountsync.run.calls.InClauses;
import io.accountsync.run.calls.QueryPager;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Knows what records pointed to before a run deleted anything. Salesforce clears a lookup when the record that it points to is
 * deleted, be it by an earlier call of the run, or along with such a record. One that is empty now and held something when the
 * state noted it counts as cleared by that, unless the other record is there still: then somebody else cleared it.
 */
final class ClearedLookups {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What Salesforce says of an object that our user may not read. */
    private static final int REFUSED = 400;

    private final DeletionTarget target;
    private final Run run;
    private final Map<String, List<String>> fields;

    private record Cleared(ObjectNode record, String field, String targetId) {}

    ClearedLookups(DeletionTarget target) {
        this.target = target;
        this.run = target.run();
        this.fields = target.records().clearable();
    }

    /** The fields that can be cleared. */
    Set<String> fields() {
        return fields.keySet();
    }

    /** What is kept of these records that are not deleted, by Salesforce id; others are absent. */
    Map<String, ObjectNode> kept(Collection<String> ids) {
        Map<String, ObjectNode> kept = new HashMap<>();
        run.state().deletions().noted().payloads(ids).forEach((id, payload) -> kept.put(id, parsed(payload)));
        return kept;
    }

    /** Of what is kept of a record its lookups alone, as JSON; null for none. */
    String only(ObjectNode kept) {
        ObjectNode lookups = kept.deepCopy().retain(fields.keySet());
        return lookups.isEmpty() ? null : lookups.toString();
    }

    /**
     * Gives records as the org has them now the lookups that deletions have cleared.
     *
     * @param ids of the records as the state has them
     * @param found what the org has, by telling id
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    void addTo(Collection<String> ids, Map<String, ObjectNode> found) throws SalesforceException {
        List<Cleared> empty = new ArrayList<>();
        kept(ids).forEach((id, kept) -> {
            ObjectNode record = found.get(OrgRecords.telling(id));
            if (record != null) {
                fields.keySet().stream()
                        .filter(field -> kept.hasNonNull(field) && !record.hasNonNull(field))
                        .forEach(field -> empty.add(
                                new Cleared(record, field, kept.get(field).asText())));
            }
        });
        Set<String> there = there(empty);
        empty.stream()
                .filter(one -> !there.contains(OrgRecords.telling(one.targetId())))
                .forEach(one -> one.record().put(one.field(), one.targetId()));
    }

    /** Asks only for those that the state does not know as deleted. Of a lookup that may point to several objects nobody knows which. */
    private Set<String> there(List<Cleared> empty) throws SalesforceException {
        Set<String> deleted = run.state()
                .deletions()
                .restorable()
                .among(empty.stream().map(Cleared::targetId).toList());
        Map<String, Set<String>> toAsk = new HashMap<>();
        empty.stream()
                .filter(one -> !deleted.contains(one.targetId())
                        && fields.get(one.field()).size() == 1)
                .forEach(one -> toAsk.computeIfAbsent(fields.get(one.field()).get(0), object -> new HashSet<>())
                        .add(one.targetId()));
        Set<String> there = new HashSet<>();
        for (Map.Entry<String, Set<String>> one : toAsk.entrySet()) {
            ask(one.getKey(), one.getValue(), there);
        }
        return there;
    }

    private void ask(String object, Set<String> ids, Set<String> there) throws SalesforceException {
        List<String> literals = ids.stream().map(SoqlLiteral.TEXT::of).toList();
        for (List<String> question : InClauses.of(literals)) {
            try {
                new QueryPager(target.calls().org())
                        .forEach(
                                "SELECT Id FROM " + object + " WHERE Id IN (" + String.join(",", question) + ")",
                                records -> records.forEach(record -> there.add(
                                        OrgRecords.telling(record.path("Id").asText()))));
            } catch (SalesforceException e) {
                // What nobody can see stays kept: that it is there is not known.
                if (e.getStatusCode() != REFUSED) {
                    throw e;
                }
            }
        }
    }

    private static ObjectNode parsed(String payload) {
        try {
            return (ObjectNode) JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
