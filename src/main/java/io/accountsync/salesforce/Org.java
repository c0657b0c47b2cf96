package io.accountsync.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/**
 * What a run asks the org for in addition to the records themselves: who it is and how its objects look. One API call
 * each, and further
 * ones where a call fails in a way that may pass.
 */
public final class Org implements OrgQueries {
    private static final String DESCRIBE = "salesforce:getDescription?rawPayload=true";
    private static final String QUERY_MORE = "salesforce:queryMore?rawPayload=true";
    private static final String QUERY_ALL = "salesforce:queryAll?rawPayload=true";
    private static final String DELETED = "salesforce:raw?rawMethod=GET&format=JSON";
    private static final int NOT_FOUND = 404;

    private final CamelContext context;
    private final RetryLoop retries;
    private final OrgCalls calls;

    /** The org as whoever belongs to no run asks it. */
    public Org(CamelContext context) {
        this(context, RetryLoop.of(Settings.of(context), process(context)));
    }

    /** What surrounds calls that belong to no run: they are repeated until the process is to end. */
    public static RetryLoop.Surroundings process(CamelContext context) {
        return new RetryLoop.Surroundings() {
            @Override
            public void beforeTry() throws SalesforceException {
                OrgComponent.of(context).pauses().beforeTry();
            }

            @Override
            public void pause(Duration time) {
                OrgComponent.of(context).pauses().pause(time);
            }
        };
    }

    /** The org with calls that this loop makes. */
    public Org(CamelContext context, RetryLoop retries) {
        this.context = context;
        this.retries = retries;
        this.calls = new OrgCalls(context);
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
                byte[] answer =
                        calls.make(DESCRIBE, Map.of(SalesforceEndpointConfig.SOBJECT_NAME, object), null, byte[].class);
                return Optional.of(KnownDescriptions.of(context).read(object, answer));
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
        return calls.made();
    }

    /** The org's API calls as its latest answer reported them; empty before the first. */
    public Optional<ApiUsage.Reading> usage() {
        return calls.component().usage().latest();
    }

    /**
     * The first page of what a query finds: {@code records}, and {@code nextRecordsUrl} when there are more.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    @Override
    public JsonNode query(String soql) throws SalesforceException {
        return call(OrgCalls.QUERY, Map.of(SalesforceEndpointConfig.SOBJECT_QUERY, soql), "totalSize");
    }

    /**
     * The same as {@link #query}, records in the recycle bin among it: they have {@code IsDeleted}, and those that were merged
     * {@code MasterRecordId}.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    @Override
    public JsonNode queryAll(String soql) throws SalesforceException {
        return call(QUERY_ALL, Map.of(SalesforceEndpointConfig.SOBJECT_QUERY, soql), "totalSize");
    }

    /**
     * The same as {@link #query} for a query that holds values of rows: it travels in the body of a composite call, since
     * addresses are logged on their way.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    @Override
    public JsonNode queryPrivately(String soql) throws SalesforceException {
        PrivateQuery query = new PrivateQuery(apiVersion(), soql);
        return retries.make(() -> query.result(OrgCalls.json(
                calls.make("salesforce:composite?rawPayload=true", Map.of(), query.request(), String.class))));
    }

    /**
     * Which records of an object were deleted in a span of time: {@code deletedRecords}, {@code earliestDateAvailable} and {@code
     * latestDateCovered}, from which the next span begins. Seconds do not count, and a span lasts more than a minute.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us; {@code INVALID_REPLICATION_DATE} when it does
     *     not know any more what was deleted since the beginning of the span
     */
    public JsonNode deleted(String object, Instant start, Instant end) throws SalesforceException {
        String path =
                "/services/data/v" + apiVersion() + "/sobjects/" + object + "/deleted/?start=" + start + "&end=" + end;
        return call(DELETED, Map.of(SalesforceEndpointConfig.RAW_PATH, path), "deletedRecords");
    }

    /** Queries that the org works on by itself, for very many records. */
    public QueryJobs queryJobs() {
        return new QueryJobs(calls, retries, apiVersion());
    }

    /**
     * The next page of a query.
     *
     * @param nextRecordsUrl of the page before
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    @Override
    public JsonNode queryMore(String nextRecordsUrl) throws SalesforceException {
        return call(QUERY_MORE, Map.of(SalesforceEndpointConfig.SOBJECT_QUERY, nextRecordsUrl), "records");
    }

    /** @param member that a right answer has */
    private JsonNode call(String uri, Map<String, Object> headers, String member) throws SalesforceException {
        return retries.make(() -> {
            JsonNode answer = OrgCalls.json(calls.make(uri, headers, null, String.class));
            if (!answer.has(member)) {
                throw new AnswerException(200, "{}");
            }
            return answer;
        });
    }
}
