package io.accountsync.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import org.apache.camel.component.salesforce.api.dto.RestError;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run asks the org for besides the records themselves: who it is and how its objects look. One API call each. */
public final class Org {
    private static final Logger LOG = LoggerFactory.getLogger(Org.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUERY = "salesforce:query?rawPayload=true";
    private static final String QUERY_MORE = "salesforce:queryMore?rawPayload=true";
    private static final String COMPOSITE = "salesforce:composite?rawPayload=true";
    private static final int NOT_FOUND = 404;

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
        JsonNode row = query("SELECT Id, Name, OrganizationType, IsSandbox FROM Organization")
                .path("records")
                .path(0);
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
     * How many records of an object have no value in a field.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    public long countWithout(String object, String field) throws SalesforceException {
        return count("SELECT COUNT() FROM " + object + " WHERE " + field + " = null");
    }

    /**
     * What a {@code SELECT COUNT()} counts.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    public long count(String soql) throws SalesforceException {
        return query(soql).path("totalSize").asLong();
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

    /** The version of the API that is spoken, such as {@code 67.0}. */
    public String apiVersion() {
        return ApiVersion.of(Settings.of(context));
    }

    /** How many API calls were made through this object. */
    public int calls() {
        return calls;
    }

    /** The org's API calls as its latest answer told them; empty before the first. */
    public Optional<ApiUsage.Reading> usage() {
        return component().usage().latest();
    }

    /**
     * The first page of what a query finds: {@code records}, and {@code nextRecordsUrl} when there are more.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    public JsonNode query(String soql) throws SalesforceException {
        return json(call(QUERY, Map.of(SalesforceEndpointConfig.SOBJECT_QUERY, soql), String.class));
    }

    /**
     * The same as {@link #query} for a query that holds values of rows: it travels in the body of a composite call, since
     * addresses are logged on their way.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    public JsonNode queryPrivately(String soql) throws SalesforceException {
        ObjectNode request = JSON.createObjectNode();
        request.putArray("compositeRequest")
                .addObject()
                .put("method", "GET")
                .put(
                        "url",
                        "/services/data/v" + apiVersion() + "/query?q="
                                + URLEncoder.encode(soql, StandardCharsets.UTF_8))
                .put("referenceId", "rows");
        JsonNode answer = json(call(COMPOSITE, Map.of(), request.toString(), String.class))
                .path("compositeResponse")
                .path(0);
        int status = answer.path("httpStatusCode").asInt();
        if (status != 200) {
            throw new SalesforceException(errors(answer.path("body")), status);
        }
        return answer.path("body");
    }

    /** Without all lines of a message but the last: those before it show a part of the query. */
    private static List<RestError> errors(JsonNode body) {
        List<RestError> errors = new ArrayList<>();
        for (JsonNode error : body) {
            String message = error.path("message").asText();
            errors.add(new RestError(
                    error.path("errorCode").asText(),
                    message.strip().replaceFirst("(?s)^.*\\R", "").strip()));
        }
        return errors;
    }

    /**
     * The next page of a query.
     *
     * @param nextRecordsUrl of the page before
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    public JsonNode queryMore(String nextRecordsUrl) throws SalesforceException {
        return json(call(QUERY_MORE, Map.of(SalesforceEndpointConfig.SOBJECT_QUERY, nextRecordsUrl), String.class));
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
        return call(uri, headers, null, type);
    }

    private <T> T call(String uri, Map<String, Object> headers, String body, Class<T> type) throws SalesforceException {
        CallWatch.Call waiting = component().watch().begin(0, 0);
        Exchange exchange;
        try {
            component().login();
            calls++;
            exchange = template.request(uri, request -> {
                request.getIn().setHeaders(new HashMap<>(headers));
                request.getIn().setBody(body);
            });
        } finally {
            component().watch().end(waiting);
        }
        if (exchange.getException() != null) {
            SalesforceException known = ObjectHelper.getException(SalesforceException.class, exchange.getException());
            if (known != null && isAboutVersion(uri, known)) {
                throw versionMistake(exchange.getException());
            }
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

    /** Every version has a query resource: where there is none, there is no such version. */
    private static boolean isAboutVersion(String uri, SalesforceException e) {
        return e.getStatusCode() == 410 || (e.getStatusCode() == 404 && uri.startsWith(QUERY));
    }

    private ConfigurationException versionMistake(Throwable cause) {
        String configured = ApiVersion.of(Settings.of(context));
        List<String> known = versions();
        return new ConfigurationException(
                "salesforce.api-version " + configured
                        + (known.isEmpty() || Double.parseDouble(known.get(0)) <= Double.parseDouble(configured)
                                ? " is not known to the org."
                                : " is retired: Salesforce no longer answers to it.")
                        + (known.isEmpty()
                                ? " Set a version of the last three years."
                                : " Set one from " + known.get(0) + " to " + known.get(known.size() - 1) + "."),
                cause);
    }

    /** What the org offers, the oldest first; empty when it does not say. */
    private List<String> versions() {
        Exchange exchange = template.request("salesforce:getVersions?rawPayload=true", request -> {});
        try {
            List<String> versions = new ArrayList<>();
            JSON.readTree(exchange.getMessage().getBody(String.class))
                    .forEach(entry -> versions.add(entry.path("version").asText()));
            return versions;
        } catch (IOException | RuntimeException e) {
            LOG.debug("the org does not list its versions", e);
            return List.of();
        }
    }
}
