package io.accountsync.run.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.OrgField;
import io.accountsync.mapping.RowMapper;
import io.accountsync.mapping.SoqlLiteral;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Reads what records of the org have now, by their External IDs, in as few queries as addresses allow. Safe for the threads
 * of a run when its pages are.
 */
public final class CurrentRecords {
    private static final int KEYS_A_QUERY = 200;

    /** Salesforce takes addresses of 16,384 characters, the host and the path among them. */
    private static final int QUERY_LENGTH = 15_000;

    private final QueryPager pages;
    private final String object;
    private final RowMapper mapper;
    private final OrgField key;

    /** For the object of a mapping that is bound to the org. */
    public CurrentRecords(QueryPager pages, String object, RowMapper mapper) {
        this.pages = pages;
        this.object = object;
        this.mapper = mapper;
        this.key =
                mapper.orgFields().stream().filter(OrgField::isKey).findFirst().orElseThrow();
    }

    /**
     * Asks for records.
     *
     * @param externalIds as they would be sent, or as keys
     * @param fields API names, perhaps with the path through a relationship, see {@link OrgField#selected}
     * @return those that the org has, by key as Salesforce compares it, each with {@code Id}, its External ID and the fields
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public Map<String, JsonNode> find(Collection<String> externalIds, Collection<String> fields)
            throws SalesforceException {
        Set<String> selected = new LinkedHashSet<>(List.of("Id", key.name()));
        selected.addAll(fields);
        String select = "SELECT " + String.join(", ", selected) + " FROM " + object + " WHERE " + key.name() + " IN (";
        Map<String, JsonNode> found = new HashMap<>();
        SoqlLiteral literal = SoqlLiteral.ofType(key.describe().getType());
        List<String> literals = externalIds.stream().map(literal::of).toList();
        for (List<String> question : InClauses.of(literals, QUERY_LENGTH - InClauses.encoded(select), KEYS_A_QUERY)) {
            pages.forEachPrivately(
                    select + String.join(",", question) + ")",
                    records -> records.forEach(record -> {
                        String recordKey = mapper.keyOf(record.path(key.name()).asText());
                        if (recordKey != null) {
                            found.put(recordKey, record);
                        }
                    }));
        }
        new LookedUpKeys(pages, lookups(fields)).fill(found.values());
        return found;
    }

    private List<OrgField> lookups(Collection<String> selected) {
        return mapper.orgFields().stream()
                .filter(field -> selected.contains(field.clearName()))
                .toList();
    }

    /** How many queries so many records take at least, going by how long these fields and keys are. */
    long queries(long records, Collection<String> fields, int keyLength) {
        long room = Math.max(
                1,
                (QUERY_LENGTH - InClauses.encoded(String.join(", ", fields))) / (keyLength + InClauses.encoded("'',")));
        long page = Math.min(KEYS_A_QUERY, room);
        return (records + page - 1) / page;
    }
}
