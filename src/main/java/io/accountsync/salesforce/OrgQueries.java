package io.accountsync.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** How an org answers queries, page by page: {@code records}, and {@code nextRecordsUrl} when there are more. */
public interface OrgQueries {
    /**
     * The first page of what a query finds.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    JsonNode query(String soql) throws SalesforceException;

    /**
     * The same for a query that holds values of rows, which belong into no address.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    JsonNode queryPrivately(String soql) throws SalesforceException;

    /**
     * The first page of what a query finds, records in the recycle bin among it.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    JsonNode queryAll(String soql) throws SalesforceException;

    /**
     * The next page.
     *
     * @param nextRecordsUrl of the page before
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    JsonNode queryMore(String nextRecordsUrl) throws SalesforceException;
}
