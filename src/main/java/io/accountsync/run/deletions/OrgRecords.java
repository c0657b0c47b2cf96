package io.accountsync.run.deletions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.mapping.SoqlLiteral;
import io.accountsync.run.calls.InClauses;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.salesforce.Org;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Records of one object as the org has them, by their Salesforce ids, those in the recycle bin among them. At most some hundred
 * ids at once: they travel in an address.
 */
public final class OrgRecords {
    /** Ids that one question takes: more would leave no room for fields in an address. */
    public static final int IDS = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Salesforce takes addresses of 16,384 characters, the host and the path among them. */
    private static final int QUERY_LENGTH = 15_000;

    /** An id without the three characters that only repeat it. */
    private static final int SHORT_ID = 15;

    private final QueryPager pages;
    private final String object;
    private final RestorableFields fields;

    /**
     * What is left of a record.
     *
     * @param deleted whether it is in the recycle bin
     * @param masterId the record that it was merged into; null for none
     * @param externalId as the org has it; null for none
     */
    public record Remains(String id, boolean deleted, String masterId, String externalId) {}

    public OrgRecords(Org org, String object, RestorableFields fields) {
        this.pages = new QueryPager(org);
        this.object = object;
        this.fields = fields;
    }

    /** An id in the form in which two can be compared. */
    public static String telling(String id) {
        return id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
    }

    /**
     * Those of these records that are there, with all fields that can be restored.
     *
     * @param ids perhaps none, of which nothing is asked
     * @return the fields of each, in as many queries as they need, by telling id
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    public Map<String, ObjectNode> find(Collection<String> ids) throws SalesforceException {
        return find(ids, fields.names());
    }

    /** The same with these fields alone. */
    Map<String, ObjectNode> find(Collection<String> ids, Collection<String> names) throws SalesforceException {
        Map<String, ObjectNode> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        String where = where(ids);
        for (List<String> portion : portions(names, QUERY_LENGTH - InClauses.encoded("SELECT Id, " + where))) {
            pages.forEach(
                    "SELECT Id, " + String.join(", ", portion) + where,
                    records -> records.forEach(record ->
                            add(portion, record, found.computeIfAbsent(idOf(record), id -> JSON.createObjectNode()))));
        }
        return found;
    }

    /** What stands for null is left out: a new record has nothing there either. */
    private static void add(List<String> names, JsonNode record, ObjectNode fields) {
        for (String name : names) {
            if (record.hasNonNull(name)) {
                fields.set(name, record.get(name));
            }
        }
    }

    private static List<List<String>> portions(Collection<String> names, int room) {
        List<List<String>> portions = new ArrayList<>();
        List<String> portion = new ArrayList<>();
        int length = 0;
        for (String name : names) {
            int more = InClauses.encoded(", " + name);
            if (!portion.isEmpty() && length + more > room) {
                portions.add(portion);
                portion = new ArrayList<>();
                length = 0;
            }
            portion.add(name);
            length += more;
        }
        portions.add(portion);
        return portions;
    }

    /** The lookups that Salesforce clears when it deletes what they point to, see {@link RestorableFields#clearable}. */
    Map<String, List<String>> clearable() {
        return fields.clearable();
    }

    /**
     * What is left of these records, in the recycle bin or out of it, by telling id. Absent are those that are nowhere any more,
     * or that our user may not see.
     *
     * @param ids perhaps none, of which nothing is asked
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    public Map<String, Remains> remains(Collection<String> ids) throws SalesforceException {
        Map<String, Remains> found = new HashMap<>();
        if (ids.isEmpty()) {
            // Salesforce takes no empty IN ().
            return found;
        }
        String master = fields.canBeMerged() ? ", MasterRecordId" : "";
        pages.forEachEvenDeleted(
                "SELECT Id, IsDeleted, " + fields.externalId() + master + where(ids),
                records -> records.forEach(record -> found.put(
                        idOf(record),
                        new Remains(
                                record.path("Id").asText(),
                                record.path("IsDeleted").asBoolean(),
                                textOf(record, "MasterRecordId"),
                                textOf(record, fields.externalId())))));
        return found;
    }

    private String where(Collection<String> ids) {
        return " FROM " + object + " WHERE Id IN ("
                + ids.stream().map(SoqlLiteral.TEXT::of).collect(Collectors.joining(",")) + ")";
    }

    private static String idOf(JsonNode record) {
        return telling(record.path("Id").asText());
    }

    private static String textOf(JsonNode record, String field) {
        return record.hasNonNull(field) ? record.get(field).asText() : null;
    }
}
