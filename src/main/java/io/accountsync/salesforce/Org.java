package io.accountsync.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.util.ObjectHelper;

/** What a run asks the org for besides the records themselves: who it is and how its objects look. One API call each. */
public final class Org {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final CamelContext context;
    private final ProducerTemplate template;
    private int calls;

    public Org(CamelContext context) {
        this.context = context;
        this.template = context.createProducerTemplate();
    }

    /**
     * Which org the credentials are of. The first call of a run, so that it also finds out whether the org speaks our
     * version of the API.
     *
     * @throws SalesforceException when it cannot be reached or refuses us
     * @throws ConfigurationException when it does not have this version
     */
    public OrgIdentity identity() throws SalesforceException {
        JsonNode row = firstRow("SELECT Id, Name, OrganizationType, IsSandbox FROM Organization");
        if (!row.hasNonNull("Id")) {
            throw new SalesforceException("The org did not say who it is: the user may not read Organization", 200);
        }
        return new OrgIdentity(
                row.path("Id").asText(),
                row.path("Name").asText(),
                row.path("OrganizationType").asText(),
                row.path("IsSandbox").asBoolean());
    }

    /**
     * How an object looks to our user; empty when there is none of this name, or the user may not see it.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    public Optional<SObjectDescription> find(String object) throws SalesforceException {
        try {
            return Optional.of(call(
                    "salesforce:getDescription",
                    Map.of(SalesforceEndpointConfig.SOBJECT_NAME, object),
                    SObjectDescription.class));
        } catch (SalesforceException e) {
            if (e.getStatusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The API names of all objects that our user may see.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    public List<String> names() throws SalesforceException {
        List<String> names = new ArrayList<>();
        json(call("salesforce:getGlobalObjects?rawPayload=true", Map.of(), String.class))
                .path("sobjects")
                .forEach(object -> names.add(object.path("name").asText()));
        return names;
    }

    /** How many API calls were made through this object. */
    public int calls() {
        return calls;
    }

    /** The org's API calls as its latest answer told them; empty before the first. */
    public Optional<ApiUsage.Reading> usage() {
        return component().usage().latest();
    }

    private JsonNode firstRow(String soql) throws SalesforceException {
        try {
            return query(soql).path("records").path(0);
        } catch (SalesforceException e) {
            if (e.getStatusCode() == NOT_FOUND || e.getStatusCode() == GONE) {
                requireVersion();
            }
            throw e;
        }
    }

    /** The list of versions is not counted as a call. */
    private void requireVersion() throws SalesforceException {
        List<String> versions = new ArrayList<>();
        json(call("salesforce:getVersions?rawPayload=true", Map.of(), String.class))
                .forEach(version -> versions.add(version.path("version").asText()));
        calls--;
        String ours = Settings.of(context).required("salesforce.api-version");
        if (!versions.isEmpty() && !versions.contains(ours)) {
            throw new ConfigurationException("salesforce.api-version is " + ours + ", which this org does not offer"
                    + " (any more); it has " + versions.get(0) + " to " + versions.get(versions.size() - 1)
                    + ". Set one of these.");
        }
    }

    private JsonNode query(String soql) throws SalesforceException {
        String answer = call(
                "salesforce:query?rawPayload=true", Map.of(SalesforceEndpointConfig.SOBJECT_QUERY, soql), String.class);
        return json(answer);
    }

    private static JsonNode json(String answer) throws SalesforceException {
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new SalesforceException("A call was answered with something that is not JSON", 200);
        }
    }

    private OrgComponent component() {
        return context.getComponent("salesforce", OrgComponent.class);
    }

    private <T> T call(String uri, Map<String, Object> headers, Class<T> type) throws SalesforceException {
        component().login();
        calls++;
        Exchange exchange = template.request(uri, request -> request.getIn().setHeaders(new HashMap<>(headers)));
        if (exchange.getException() != null) {
            SalesforceException known = ObjectHelper.getException(SalesforceException.class, exchange.getException());
            throw known != null
                    ? known
                    : new SalesforceException("The call " + uri + " failed", exchange.getException());
        }
        T answer = exchange.getMessage().getBody(type);
        if (answer == null) {
            throw new SalesforceException("The call " + uri + " was answered with nothing", 200);
        }
        return answer;
    }
}
