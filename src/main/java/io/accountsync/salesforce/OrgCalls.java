package io.accountsync.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.accountsync.config.ConfigurationException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Single calls to the org through {@code salesforce:} endpoints, each in a session, watched and counted. Repeats none. */
final class OrgCalls {
    /** The endpoint that every version of the API has. */
    static final String QUERY = "salesforce:query?rawPayload=true";

    private static final Logger LOG = LoggerFactory.getLogger(OrgCalls.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final CamelContext context;
    private int made;

    OrgCalls(CamelContext context) {
        this.context = context;
    }

    /** How many there were. */
    int made() {
        return made;
    }

    OrgComponent component() {
        return OrgComponent.of(context);
    }

    /**
     * Makes one call.
     *
     * @param body null for a call without one
     * @throws SalesforceException when the org cannot be reached, refuses us, or its answer is empty
     * @throws ConfigurationException when it does not have the configured version of the API
     */
    <T> T make(String uri, Map<String, Object> headers, String body, Class<T> type) throws SalesforceException {
        T answer = answer(uri, headers, body).getBody(type);
        if (answer == null) {
            throw new AnswerException(200, null);
        }
        return answer;
    }

    /**
     * Makes one call whose answer may be empty, or says something in its headers.
     *
     * @param body null for a call without one
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws ConfigurationException when it does not have the configured version of the API
     */
    Message answer(String uri, Map<String, Object> headers, String body) throws SalesforceException {
        CallWatch.Call waiting = component().watch().begin(0, 0);
        Exchange exchange;
        try {
            component().login();
            made++;
            exchange = component().template().request(uri, request -> {
                request.getIn().setHeaders(new HashMap<>(headers));
                request.getIn().setBody(body);
            });
        } finally {
            component().watch().end(waiting);
        }
        if (exchange.getException() != null) {
            SalesforceException known = ObjectHelper.getException(SalesforceException.class, exchange.getException());
            if (known != null && mayBeAboutVersion(uri, known)) {
                new OfferedVersions(context, component().template()).requireConfigured(known);
            }
            throw known != null ? known : new SalesforceException("a call failed", exchange.getException());
        }
        return exchange.getMessage();
    }

    /**
     * An answer as JSON.
     *
     * @throws SalesforceException when it is neither an object nor a list
     */
    static JsonNode json(String answer) throws SalesforceException {
        try {
            JsonNode json = JSON.readTree(answer);
            if (json.isContainerNode()) {
                return json;
            }
        } catch (IOException e) {
            LOG.debug("no JSON", e);
        }
        throw new AnswerException(200, answer);
    }

    /** A text as JSON writes it. */
    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** Every version has a query resource: where Salesforce itself says that there is none, there may be no such version. */
    private static boolean mayBeAboutVersion(String uri, SalesforceException e) {
        return !e.getErrors().isEmpty()
                && (e.getStatusCode() == GONE || e.getStatusCode() == NOT_FOUND && uri.startsWith(QUERY));
    }
}
