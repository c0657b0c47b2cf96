package io.accountsync.run.hanging;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.SoqlLiteral;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.hanging.ChildFields.ChildField;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Asks the org which records of another object point to some of one object: a query for 200 of them. */
final class Children {
    private final QueryPager pages;

    Children(QueryPager pages) {
        this.pages = pages;
    }

    /**
     * Asks.
     *
     * @param ids at most 200, at least one
     * @return what each points to, by the id of the record that points
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    Map<String, String> pointing(ChildField field, Collection<String> ids) throws SalesforceException {
        Map<String, String> found = new TreeMap<>();
        pages.forEach(
                "SELECT Id, " + field.field() + " FROM " + field.object() + " WHERE " + field.field() + " IN "
                        + in(ids),
                records -> add(records, field, found));
        return found;
    }

    private static void add(List<JsonNode> records, ChildField field, Map<String, String> found) {
        records.forEach(record ->
                found.put(record.path("Id").asText(), record.path(field.field()).asText()));
    }

    static String in(Collection<String> ids) {
        return ids.stream().map(SoqlLiteral.TEXT::of).collect(Collectors.joining(",", "(", ")"));
    }
}
