package io.accountsync.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

/**
 * What a run asks the org for besides the records themselves: who it is and how its objects look. One API call each, and further
 * ones where a call fails in a way that may pass.
 */
public final class Org {
    private static final Logger LOG = LoggerFactory.getLogger(Org.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUERY = "salesforce:query?rawPayload=true";
    private static final String QUERY_MORE = "salesforce:queryMore?rawPayload=true";
    private static final String COMPOSITE = "salesforce:composite?rawPayload=true";
    private static final int NOT_FOUND = 404;

    private final CamelContext context;
    private final ProducerTemplate template;
    private final RetryLoop retries;
    private int calls;

    /** The org as whoever belongs to no run asks it. */
    public Org(CamelContext context) {
        this(context, RetryLoop.of(Settings.of(context), process(context)));
    }

    /** What surrounds calls that belong to no run: they are repeated until the process is to end. */
    public static RetryLoop.Surroundings process(CamelContext context) {
        return new RetryLoop.Surroundings() {
            @Override
            public void beforeTry() throws SalesforceException {
                component(context).pauses().beforeTry();
            }

            @Override
            public void pause(Duration time) {
                component(context).pauses().pause(time);
            }
        };
    }

    /** The org with calls that this loop makes. */
    public Org(CamelContext context, RetryLoop retries) {
        this.context = context;
        this.retries = retries;
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
            throw new AnswerException(200, "{}")
                    .with("perhaps the user may not read Organization, which says whose org this is");
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
        return retries.make(() -> {
            try {
                SObjectDescription describe = tryOnce(
                        "salesforce:getDescription",
                        Map.of(SalesforceEndpointConfig.SOBJECT_NAME, object),
                        null,
                        SObjectDescription.class);
                if (describe.getFields() == null) {
                    throw new AnswerException(200, "{}");
                }
                return Optional.of(describe);
            } catch (SalesforceException e) {
                if (e.getStatusCode() == NOT_FOUND && !e.getErrors().isEmpty()) {
                    return Optional.empty();
                }
                throw e;
            }
        });
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
        call("salesforce:getGlobalObjects?rawPayload=true", Map.of(), "sobjects")
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
        return call(QUERY, Map.of(SalesforceEndpointConfig.SOBJECT_QUERY, soql), "totalSize");
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
        return retries.make(() -> {
            JsonNode answer = json(tryOnce(COMPOSITE, Map.of(), request.toString(), String.class))
                    .path("compositeResponse")
                    .path(0);
            int status = answer.path("httpStatusCode").asInt();
            if (status == 0) {
                throw new AnswerException(200, "{}");
            }
            if (status != 200) {
                throw new SalesforceException(errors(answer.path("body")), status);
            }
            return answer.path("body");
        });
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
        return call(QUERY_MORE, Map.of(SalesforceEndpointConfig.SOBJECT_QUERY, nextRecordsUrl), "records");
    }

    private static JsonNode json(String answer) throws SalesforceException {
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

    private OrgComponent component() {
        return component(context);
    }

    private static OrgComponent component(CamelContext context) {
        return context.getComponent("salesforce", OrgComponent.class);
    }

    /** @param member that a right answer has */
    private JsonNode call(String uri, Map<String, Object> headers, String member) throws SalesforceException {
        return retries.make(() -> {
            JsonNode answer = json(tryOnce(uri, headers, null, String.class));
            if (!answer.has(member)) {
                throw new AnswerException(200, "{}");
            }
            return answer;
        });
    }

    private <T> T tryOnce(String uri, Map<String, Object> headers, String body, Class<T> type)
            throws SalesforceException {
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
            if (known != null && mayBeAboutVersion(uri, known)) {
                requireVersion(known);
            }
            throw known != null ? known : new SalesforceException("a call failed", exchange.getException());
        }
        T answer = exchange.getMessage().getBody(type);
        if (answer == null) {
            throw new AnswerException(200, null);
        }
        return answer;
    }

    /** Every version has a query resource: where Salesforce itself says that there is none, there may be no such version. */
    private static boolean mayBeAboutVersion(String uri, SalesforceException e) {
        return !e.getErrors().isEmpty()
                && (e.getStatusCode() == 410 || e.getStatusCode() == NOT_FOUND && uri.startsWith(QUERY));
    }

    private void requireVersion(SalesforceException cause) {
        String configured = apiVersion();
        List<String> known = versions();
        if (known.contains(configured) || known.isEmpty() && cause.getStatusCode() == NOT_FOUND) {
            return;
        }
        throw versionMistake(configured, known, cause);
    }

    private static ConfigurationException versionMistake(String configured, List<String> known, Throwable cause) {
        return new ConfigurationException(
                "salesforce.api-version " + configured
                        + (known.isEmpty() || Double.parseDouble(known.get(0)) <= Double.parseDouble(configured)
                                ? " is not known to the org."
                                : " is retired: Salesforce no longer answers to it.")
                        + (known.isEmpty()
                                ? " Set a version of the last three years."
                                : " Set one from " + known.get(0) + " to " + known.get(known.size() - 1)),
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
