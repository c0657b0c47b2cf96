package io.accountsync.run.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.salesforce.OrgQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Reads the records that a query finds page by page; the org that it asks repeats a page that fails for a while. */
public final class QueryPager {
    private final OrgQueries org;

    public QueryPager(OrgQueries org) {
        this.org = org;
    }

    /**
     * Hands over all records of a query, as many at once as Salesforce gives.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public void forEach(String soql, Consumer<List<JsonNode>> use) throws SalesforceException {
        forEach(org.query(soql), use);
    }

    /** The same with records that are in the recycle bin. */
    public void forEachEvenDeleted(String soql, Consumer<List<JsonNode>> use) throws SalesforceException {
        forEach(org.queryAll(soql), use);
    }

    /** The same for a query that holds values of rows, which belong into no address. */
    public void forEachPrivately(String soql, Consumer<List<JsonNode>> use) throws SalesforceException {
        forEach(org.queryPrivately(soql), use);
    }

    private void forEach(JsonNode first, Consumer<List<JsonNode>> use) throws SalesforceException {
        JsonNode page = first;
        while (true) {
            List<JsonNode> records = new ArrayList<>();
            page.path("records").forEach(records::add);
            use.accept(records);
            String next = page.path("nextRecordsUrl").asText("");
            if (next.isEmpty()) {
                return;
            }
            page = org.queryMore(next);
        }
    }
}
