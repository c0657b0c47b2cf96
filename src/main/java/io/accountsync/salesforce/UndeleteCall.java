package io.accountsync.salesforce;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Brings records back from the recycle bin, through the HTTP client of the component, and so through its proxy, with its
 * certificates and behind its fence. A session that was refused is renewed once.
 */
final class UndeleteCall {
    private static final String PATH = "/services/Soap/u/";
    private static final String REFUSED = "INVALID_SESSION_ID";

    private final OrgHttpClient client;
    private final OrgSession session;
    private final String apiVersion;

    UndeleteCall(OrgHttpClient client, OrgSession session, String apiVersion) {
        this.client = client;
        this.session = session;
        this.apiVersion = apiVersion;
    }

    /**
     * Makes one call.
     *
     * @param ids at most 200
     * @throws SalesforceException when it failed as a whole
     */
    List<Undeleted> make(List<String> ids) throws SalesforceException {
        session.ready();
        String token = session.getAccessToken();
        try {
            return post(token, ids);
        } catch (SalesforceException e) {
            boolean isRefused = e.getErrors().stream().anyMatch(error -> REFUSED.equals(error.getErrorCode()));
            if (!isRefused) {
                throw e;
            }
            return post(session.login(token), ids);
        }
    }

    private List<Undeleted> post(String token, List<String> ids) throws SalesforceException {
        try {
            ContentResponse response = client.POST(session.getInstanceUrl() + PATH + apiVersion)
                    // Salesforce refuses a call without this header; which operation it is the body says.
                    .headers(headers -> headers.put("SOAPAction", "\"\""))
                    .body(new StringRequestContent(
                            "text/xml; charset=UTF-8", UndeleteMessage.request(token, ids), StandardCharsets.UTF_8))
                    // It would take the session along to wherever it leads.
                    .followRedirects(false)
                    .send();
            return UndeleteMessage.read(
                    response.getStatus(),
                    response.getHeaders().get(HttpHeader.CONTENT_TYPE),
                    response.getContentAsString(),
                    ids);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SalesforceException("interrupted while records were restored", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new SalesforceException("no answer", e);
        }
    }
}
