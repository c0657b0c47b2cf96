package io.accountsync.run.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.mapping.OrgField;
import io.accountsync.mapping.SoqlLiteral;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Finds the External IDs of the records that records of the org point to by a field that refers to several objects: a query
 * cannot read them along with the field, as it does where there is one object.
 */
public final class LookedUpKeys {
    private final QueryPager pages;
    private final List<OrgField> fields;

    /** @param fields of which those matter that refer to several objects */
    public LookedUpKeys(QueryPager pages, Collection<OrgField> fields) {
        this.pages = pages;
        this.fields =
                fields.stream().filter(field -> field.lookupObject() != null).toList();
    }

    /**
     * Puts them into records, where the records have the ids. A record of another object than the mapping names gets none.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public void fill(Collection<JsonNode> records) throws SalesforceException {
        for (OrgField field : fields) {
            fill(field, records);
        }
    }

    private void fill(OrgField field, Collection<JsonNode> records) throws SalesforceException {
        List<String> ids = records.stream()
                .filter(record -> record.hasNonNull(field.clearName()))
                .map(record ->
                        SoqlLiteral.TEXT.of(record.path(field.clearName()).asText()))
                .distinct()
                .toList();
        Map<String, JsonNode> keys = new HashMap<>();
        for (List<String> some : InClauses.of(ids)) {
            pages.forEach(
                    "SELECT Id, " + field.lookup() + " FROM " + field.lookupObject() + " WHERE Id IN ("
                            + String.join(",", some) + ")",
                    found ->
                            found.forEach(record -> keys.put(record.path("Id").asText(), record.path(field.lookup()))));
        }
        for (JsonNode record : records) {
            JsonNode key = keys.get(record.path(field.clearName()).asText());
            if (key != null && record instanceof ObjectNode object) {
                field.keyIn(object, key);
            }
        }
    }
}
