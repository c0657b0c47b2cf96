package io.accountsync.run.lost;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.Payload;
import io.accountsync.mapping.SoqlLiteral;
import io.accountsync.mapping.WhenGone;
import io.accountsync.run.Run;
import io.accountsync.run.calls.InClauses;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.lost.Fate.Survivor;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Asks the org what became of records, the recycle bin included, in pages of ids. */
public final class Fates {
    /** Whoever was merged more often in a row is as good as deleted. */
    private static final int HOPS = 5;

    private static final String MASTER = "MasterRecordId";

    private final QueryPager pages;
    private final String object;
    private final String key;
    private final boolean merges;

    public Fates(Reading reading) {
        Run run = reading.run();
        this.pages = new QueryPager(reading.calls().org());
        this.object = run.sync().mapping().object();
        this.key = run.sync().mapping().externalId();
        this.merges = WhenGone.canMerge(object);
    }

    /**
     * What became of records.
     *
     * @return for each id
     * @throws OrgFailedException when the org cannot be asked
     * @throws RunStoppedException when no call may be made now
     */
    public Map<String, Fate> of(Collection<String> ids) {
        Map<String, JsonNode> records = new HashMap<>();
        ask(ids, records);
        for (int hop = 0; hop < HOPS; hop++) {
            Set<String> masters = new HashSet<>();
            records.values().forEach(record -> masters.add(masterOf(record)));
            masters.removeAll(records.keySet());
            masters.remove("");
            ask(masters, records);
        }
        Map<String, Fate> fates = new HashMap<>();
        ids.forEach(id -> fates.put(id, fate(id, records)));
        return fates;
    }

    private Fate fate(String id, Map<String, JsonNode> records) {
        JsonNode record = records.get(id);
        if (record == null) {
            return Fate.unknown(id);
        }
        return new Fate(id, isAlive(record), record.path(key), survivor(record, records));
    }

    private Survivor survivor(JsonNode lost, Map<String, JsonNode> records) {
        JsonNode record = lost;
        for (int hop = 0; record != null && !isAlive(record) && hop < HOPS; hop++) {
            record = records.get(masterOf(record));
        }
        if (record == null || record == lost || !isAlive(record)) {
            return null;
        }
        String externalId = record.path(key).asText("");
        return new Survivor(
                record.path(Payload.ID).asText(),
                record.path(key).isNull() || externalId.isBlank() ? null : externalId);
    }

    private static boolean isAlive(JsonNode record) {
        return !record.path("IsDeleted").asBoolean();
    }

    private static String masterOf(JsonNode record) {
        JsonNode master = record.path(MASTER);
        return master.isTextual() ? master.asText() : "";
    }

    private void ask(Collection<String> ids, Map<String, JsonNode> records) {
        if (ids.isEmpty()) {
            return;
        }
        String select =
                "SELECT Id, IsDeleted, " + (merges ? MASTER + ", " : "") + key + " FROM " + object + " WHERE Id IN (";
        List<String> literals = ids.stream().map(SoqlLiteral.TEXT::of).toList();
        try {
            for (List<String> question : InClauses.of(literals)) {
                pages.forEachEvenDeleted(
                        select + String.join(",", question) + ")",
                        found -> found.forEach(
                                record -> records.put(record.path(Payload.ID).asText(), record)));
            }
        } catch (SalesforceException e) {
            throw new OrgFailedException(e);
        }
    }
}
