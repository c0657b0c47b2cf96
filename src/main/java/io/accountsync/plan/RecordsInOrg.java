package io.accountsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.Flag;
import io.accountsync.mapping.OrgField;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.CurrentRecords;
import io.accountsync.run.calls.LookedUpKeys;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.calls.RecordScan;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.send.Sending;
import io.accountsync.state.ChangeCounts.Part;
import io.accountsync.state.ChangeIds.Which;
import io.accountsync.state.OrgRecordTable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * What the org has now of the records that would be sent. Asks for their keys page by page; where reading all that the org has
 * takes fewer calls, that is done once and kept in a file.
 */
final class RecordsInOrg implements AutoCloseable {
    private static final int KEYS_A_QUERY = 200;
    private static final int PAGE = 1000;

    /** Below that it is not worth the call that counts the org's records. */
    private static final long FEW_QUERIES = 20;

    /** An org with more records than that for each that would be sent is not read as a whole, however few calls it takes. */
    private static final long MOST_FOR_EACH = 10;

    private final Reading reading;
    private final CurrentRecords current;
    private final Set<String> selected = new LinkedHashSet<>();
    /** Null when the org is asked for keys. */
    private OrgRecordTable all;

    private RecordsInOrg(Sending sending) {
        this.reading = sending.reading();
        this.current = sending.currentRecords();
        selected.addAll(List.of("Id", sending.run().sync().mapping().externalId(), "LastModifiedDate"));
        Stream.concat(
                        reading.mapper().orgFields().stream(),
                        reading.mapper().flag().map(Flag::orgFields).orElse(List.of()).stream())
                .flatMap(OrgField::selected)
                .forEach(selected::add);
    }

    /**
     * Prepares for all records that would be sent.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    static RecordsInOrg of(Sending sending) throws SalesforceException {
        RecordsInOrg records = new RecordsInOrg(sending);
        try {
            records.readAllWhereThatIsCheaper();
        } catch (OrgFailedException e) {
            records.close();
            throw e.getCause();
        } catch (SalesforceException | RuntimeException e) {
            records.close();
            throw e;
        }
        return records;
    }

    /** Whether no call is made any more. */
    boolean areRead() {
        return all != null;
    }

    /** So many records are best asked for at once. */
    int page() {
        return all == null ? KEYS_A_QUERY : PAGE;
    }

    /**
     * Those that the org has, by key, with all mapped fields and their Salesforce ids.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    Map<String, JsonNode> find(Collection<String> keys) throws SalesforceException {
        return all == null ? current.find(keys, selected) : all.find(keys);
    }

    private void readAllWhereThatIsCheaper() throws SalesforceException {
        long records = reading.changes().counts().parts(List.of(Which.ALL)).stream()
                .mapToLong(Part::records)
                .sum();
        long queries = (records + KEYS_A_QUERY - 1) / KEYS_A_QUERY;
        if (queries <= FEW_QUERIES) {
            return;
        }
        String from = reading.run().sync().mapping().object() + " WHERE "
                + reading.run().sync().mapping().externalId() + " != null";
        long there = reading.calls().org().count("SELECT COUNT() FROM " + from);
        if (there > MOST_FOR_EACH * records || RecordScan.calls(there, selected.size()) >= queries) {
            return;
        }
        all = OrgRecordTable.create(reading.run().settings().directory());
        if (there > 0) {
            LookedUpKeys lookedUp = new LookedUpKeys(
                    new QueryPager(reading.calls().org()), reading.mapper().orgFields());
            new RecordScan(reading.calls())
                    .forEach(selected, from, there, some -> keep(some, lookedUp, there > records));
        }
        all.addedAll();
    }

    private void keep(List<JsonNode> some, LookedUpKeys lookedUp, boolean withOthers) {
        Map<String, JsonNode> records = new LinkedHashMap<>();
        String field = reading.run().sync().mapping().externalId();
        for (JsonNode record : some) {
            String key = reading.mapper().keyOf(record.path(field).asText());
            if (key != null) {
                records.put(key, record);
            }
        }
        if (withOthers) {
            records.keySet().retainAll(reading.changes().ids().toSend(records.keySet()));
        }
        try {
            lookedUp.fill(records.values());
        } catch (SalesforceException e) {
            throw new OrgFailedException(e);
        }
        all.add(records);
    }

    @Override
    public void close() {
        if (all != null) {
            all.close();
        }
    }
}
