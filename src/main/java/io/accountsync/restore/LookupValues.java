package io.accountsync.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.SoqlLiteral;
import io.accountsync.run.calls.InClauses;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.deletions.OrgRecords;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** What lookups of restored records hold in the org. */
final class LookupValues {
    /** Salesforce takes addresses of some 16,000 characters. */
    private static final int ROOM = 10_000;

    private final RestoreRun restoration;
    private final QueryPager pages;
    private final Map<String, JsonNode> records = new HashMap<>();

    LookupValues(RestoreRun restoration) {
        this.restoration = restoration;
        this.pages = new QueryPager(restoration.calls().org());
    }

    /**
     * Asks for them, instead of those before.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    void read(Collection<Lacking> lookups) throws SalesforceException {
        records.clear();
        String fields = lookups.stream().map(Lacking::field).distinct().sorted().collect(Collectors.joining(", "));
        List<String> ids = lookups.stream()
                .map(Lacking::recordId)
                .filter(Objects::nonNull)
                .distinct()
                .map(SoqlLiteral.TEXT::of)
                .toList();
        for (List<String> question : InClauses.of(ids, ROOM, OrgRecords.IDS)) {
            pages.forEach(
                    "SELECT Id, " + fields + " FROM " + restoration.target().object() + " WHERE Id IN ("
                            + String.join(",", question) + ")",
                    page -> page.forEach(record -> records.put(record.path("Id").asText(), record)));
        }
    }

    /** Whether the record is there and the lookup holds something, be it what it held before. */
    boolean isFilled(Lacking lookup) {
        return records.containsKey(lookup.recordId())
                && records.get(lookup.recordId()).hasNonNull(lookup.field());
    }

    /** Whether the record is there without it, or is to be made. */
    boolean isEmpty(Lacking lookup) {
        return lookup.recordId() == null
                || records.containsKey(lookup.recordId())
                        && !records.get(lookup.recordId()).hasNonNull(lookup.field());
    }
}
