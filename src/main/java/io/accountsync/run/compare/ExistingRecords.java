package io.accountsync.run.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.run.Run;
import io.accountsync.run.calls.CurrentRecords;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.calls.RecordScan;
import io.accountsync.salesforce.Org;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Finds out which records of a change set the org has though the state does not know them, as after an import or adopting by
 * hand: fields that only new records get are not for them. Asks for the keys, or for all that the org has where that takes
 * fewer calls.
 */
public final class ExistingRecords {
    private static final int KEYS_A_QUERY = 200;

    private final Reading reading;
    private final Org org;
    private final QueryPager pages;
    private final String object;
    private final String key;

    public ExistingRecords(Reading reading) {
        Run run = reading.run();
        this.reading = reading;
        this.org = reading.calls().org();
        this.pages = new QueryPager(org);
        this.object = run.sync().mapping().object();
        this.key = run.sync().mapping().externalId();
    }

    /**
     * Marks them in the change set.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public void find() throws SalesforceException {
        long unknown = reading.changes().counts().unknown();
        if (unknown == 0) {
            return;
        }
        String all = object + " WHERE " + key + " != null";
        long records = org.count("SELECT COUNT() FROM " + all);
        if (records == 0) {
            return;
        }
        List<String> fields = List.of("Id", key);
        if (RecordScan.calls(records, fields.size()) <= (unknown + KEYS_A_QUERY - 1) / KEYS_A_QUERY) {
            new RecordScan(reading.calls()).forEach(fields, all, records, this::mark);
        } else {
            askForKeys();
        }
    }

    /**
     * The Salesforce ids of those of these records that the org has, by key.
     *
     * @throws OrgFailedException when the org cannot be asked
     * @throws RunStoppedException when no call may be made now
     */
    public Map<String, String> ids(Collection<String> keys) {
        Map<String, String> ids = new HashMap<>();
        try {
            new CurrentRecords(pages, object, reading.mapper())
                    .find(keys, List.of())
                    .forEach((found, record) -> ids.put(found, record.path("Id").asText()));
        } catch (SalesforceException e) {
            throw new OrgFailedException(e);
        }
        return ids;
    }

    private void askForKeys() {
        String after = "";
        List<String> page = reading.changes().ids().unknown(after, KEYS_A_QUERY);
        while (!page.isEmpty()) {
            reading.changes().ids().found(ids(page));
            after = page.get(page.size() - 1);
            page = reading.changes().ids().unknown(after, KEYS_A_QUERY);
        }
    }

    private void mark(List<JsonNode> records) {
        Map<String, String> ids = new HashMap<>();
        for (JsonNode record : records) {
            String found = reading.mapper().keyOf(record.path(key).asText());
            if (found != null) {
                ids.put(found, record.path("Id").asText());
            }
        }
        reading.changes().ids().found(ids);
    }
}
