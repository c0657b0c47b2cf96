package io.accountsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.OrgField;
import io.accountsync.mapping.RecordKeys;
import io.accountsync.mapping.RecordLookup;
import io.accountsync.mapping.RowMapper;
import io.accountsync.mapping.SalesforceValue;
import io.accountsync.mapping.SoqlLiteral;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.InClauses;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.compare.Reading;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Tells which records would point to one that is neither in the org nor made by the run before they go: Salesforce rejects such
 * a record until the other one is there, and a run defers it. Asks the org in pages, and for what it asked lately not again.
 */
final class MissingParents {
    private static final int KEYS_A_QUERY = 200;

    /** As much as this is remembered of each lookup. */
    private static final int REMEMBERED = 40_000;

    private final Reading reading;
    private final RowMapper mapper;
    private final QueryPager pages;
    private final boolean creates;
    private final List<RecordLookup> lookups;
    private final Map<RecordLookup, Map<String, Boolean>> known = new HashMap<>();

    /** A lookup, and the value of it that no record has. */
    record Missing(OrgField field, String value) {
        /** For people; it holds a value of the row. */
        String text() {
            return field.path() + " is to be \"" + value
                    + "\", and no such record is in Salesforce or would be created before; it would be tried again by later runs";
        }
    }

    MissingParents(Reading reading) {
        this.reading = reading;
        this.mapper = reading.mapper();
        this.pages = new QueryPager(reading.calls().org());
        this.creates = reading.run().sync().mapping().operation().creates();
        this.lookups = mapper.lookups();
    }

    /**
     * Those of these records that would wait.
     *
     * @param payloads what would be sent, by the key of the record
     * @return by key, the first lookup of each
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    Map<String, Missing> among(Map<String, JsonNode> payloads) throws SalesforceException {
        Map<String, Missing> missing = new HashMap<>();
        for (RecordLookup lookup : lookups) {
            Map<String, String> wanted = new LinkedHashMap<>();
            payloads.forEach((key, payload) -> {
                String value = SalesforceValue.shown(
                        lookup.field().describe(),
                        payload.path(lookup.field().name()).path(lookup.field().lookup()));
                if (!value.isEmpty()) {
                    wanted.put(key, value);
                }
            });
            Set<String> there = there(lookup, new HashSet<>(wanted.values()));
            wanted.forEach((key, value) -> {
                if (!there.contains(value)) {
                    missing.putIfAbsent(key, new Missing(lookup.field(), value));
                }
            });
        }
        return missing;
    }

    /** Those of these values that a record has or will have. */
    private Set<String> there(RecordLookup lookup, Set<String> values) throws SalesforceException {
        Map<String, String> keys = new HashMap<>();
        values.forEach(value -> keys.put(value, keyOf(lookup, value)));
        Set<String> coming = lookup.isOwn() && creates
                ? reading.changes()
                        .ids()
                        .toSend(keys.values().stream().filter(Objects::nonNull).toList())
                : Set.of();
        Map<String, Boolean> remembered = known.computeIfAbsent(lookup, some -> new Remembered());
        Set<String> asked = new HashSet<>();
        for (String value : values) {
            if (!coming.contains(keys.get(value)) && !remembered.containsKey(keys.get(value))) {
                asked.add(value);
            }
        }
        Set<String> found = ask(lookup, asked);
        asked.forEach(value -> remembered.put(keys.get(value), found.contains(keys.get(value))));
        Set<String> there = new HashSet<>(values);
        there.removeIf(value -> !coming.contains(keys.get(value)) && !remembered.get(keys.get(value)));
        return there;
    }

    private String keyOf(RecordLookup lookup, String value) {
        return lookup.isOwn()
                ? mapper.keyOf(value)
                : RecordKeys.of(lookup.field().describe()).of(value);
    }

    private Set<String> ask(RecordLookup lookup, Collection<String> values) throws SalesforceException {
        String field = lookup.field().lookup();
        SoqlLiteral literal = SoqlLiteral.ofType(lookup.field().describe().getType());
        List<String> literals = values.stream().map(literal::of).toList();
        Set<String> found = new HashSet<>();
        for (List<String> some : InClauses.of(literals, InClauses.LENGTH, KEYS_A_QUERY)) {
            pages.forEachPrivately(
                    "SELECT " + field + " FROM " + lookup.object() + " WHERE " + field + " IN ("
                            + String.join(",", some) + ")",
                    records -> records.forEach(record -> found.add(
                            keyOf(lookup, SalesforceValue.shown(lookup.field().describe(), record.path(field))))));
        }
        return found;
    }

    /** The latest answers, no more than a fixed number of them. */
    private static final class Remembered extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
