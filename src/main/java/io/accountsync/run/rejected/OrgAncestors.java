package io.accountsync.run.rejected;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.OwnLookup;
import io.accountsync.mapping.SoqlLiteral;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.CurrentRecords;
import io.accountsync.run.calls.InClauses;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.compare.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Records of the org with all that are above them, some generations in a query. They go by their keys; those without one, which
 * are none of the sync's, by their Salesforce ids. For one thread.
 */
final class OrgAncestors {
    private static final String DOT = ".";

    /** As many as a query may go up by. */
    private static final int GENERATIONS = 5;

    /** Whatever is above that is left out. */
    private static final int QUERIES_UP = 10;

    private final Reading reading;
    private final QueryPager pages;
    private final String object;
    private final String key;
    private final OwnLookup lookup;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> parentIds = new HashMap<>();

    /** By name, which may be none. */
    private final Map<String, String> idsByName = new HashMap<>();

    OrgAncestors(Reading reading, OwnLookup lookup) {
        this.reading = reading;
        this.lookup = lookup;
        this.pages = new QueryPager(reading.calls().org());
        this.object = reading.run().sync().mapping().object();
        this.key = reading.run().sync().mapping().externalId();
    }

    /**
     * Reads those with these keys, and what is above them.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    void read(Collection<String> keys) throws SalesforceException {
        Set<String> wanted = new HashSet<>(keys);
        wanted.removeAll(idsByName.keySet());
        if (wanted.isEmpty()) {
            return;
        }
        new CurrentRecords(pages, object, reading.mapper())
                .find(wanted, up())
                .values()
                .forEach(this::take);
        Set<String> above = above();
        for (int i = 0; !above.isEmpty() && i < QUERIES_UP; i++) {
            List<String> literals = above.stream().map(SoqlLiteral.TEXT::of).toList();
            for (List<String> some : InClauses.of(literals)) {
                pages.forEach(
                        "SELECT Id, " + key + ", " + String.join(", ", up()) + " FROM " + object + " WHERE Id IN ("
                                + String.join(",", some) + ")",
                        records -> records.forEach(this::take));
            }
            Set<String> next = above();
            next.removeAll(above);
            above = next;
        }
    }

    /** The names of those that were read. */
    Set<String> names() {
        return idsByName.keySet();
    }

    /** The name of what a record points to in the org; null for nothing, and where the record was not read. */
    String parentOf(String name) {
        String id = idsByName.get(name);
        String parent = id == null ? null : parentIds.get(id);
        return parent == null ? null : names.get(parent);
    }

    private Set<String> above() {
        Set<String> above = new HashSet<>(parentIds.values());
        above.removeAll(names.keySet());
        above.remove(null);
        return above;
    }

    /** Parents by parents: {@code ParentId, Parent.Customer_Id__c, Parent.ParentId} and so on. */
    private List<String> up() {
        List<String> fields = new ArrayList<>(List.of(lookup.field()));
        String path = lookup.name();
        for (int i = 1; i < GENERATIONS; i++) {
            fields.add(String.join(DOT, path, key));
            fields.add(String.join(DOT, path, lookup.field()));
            path = String.join(DOT, path, lookup.name());
        }
        return fields;
    }

    private void take(JsonNode record) {
        String id = record.path("Id").asText();
        JsonNode at = record;
        while (id != null && at.isObject()) {
            String parent = at.path(lookup.field()).asText(null);
            String own = at.path(key).isValueNode() && !at.path(key).isNull()
                    ? reading.mapper().keyOf(at.path(key).asText())
                    : null;
            names.put(id, own == null ? id : own);
            idsByName.put(names.get(id), id);
            parentIds.put(id, parent);
            id = parent;
            at = at.path(lookup.name());
        }
    }
}
