package io.accountsync.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Query jobs of the Bulk API 2.0: the org works on a query by itself and keeps what it found for a week, to be fetched in large
 * pages. One API call each method, and further ones where a call fails in a way that may pass.
 */
public final class QueryJobs {
    private static final Logger LOG = LoggerFactory.getLogger(QueryJobs.class);
    private static final String RAW = "salesforce:raw?format=JSON&rawMethod=";
    private static final String RESULTS = "salesforce:bulk2GetQueryJobResults";
    private static final String LOCATOR = "Sforce-Locator";
    private static final String RECORDS = "Sforce-NumberOfRecords";

    /** What Salesforce says where there is no further page. */
    private static final String NONE = "null";

    private final OrgCalls calls;
    private final RetryLoop retries;
    private final String path;

    QueryJobs(OrgCalls calls, RetryLoop retries, String apiVersion) {
        this.calls = calls;
        this.retries = retries;
        this.path = "/services/data/v" + apiVersion + "/jobs/query";
    }

    /**
     * How far a job is.
     *
     * @param state such as {@code InProgress}, as Salesforce calls it
     * @param records how many it has found; all of them when it is complete
     * @param error why it failed; empty when it did not
     */
    public record Progress(String state, long records, String error) {
        public boolean isComplete() {
            return state.equals("JobComplete");
        }

        /** Whether it ended without a result. */
        public boolean isLost() {
            return state.equals("Failed") || state.equals("Aborted");
        }
    }

    /**
     * A page of what was found.
     *
     * @param csv a header, and a line a record
     * @param locator of the next page; null for the last one
     */
    public record Page(QueryCsv csv, String locator) {}

    /**
     * Begins one.
     *
     * @return its id
     * @throws SalesforceException when the org cannot be reached, or refuses us or the query
     */
    public String create(String soql) throws SalesforceException {
        return retries.make(() -> {
            JsonNode job = OrgCalls.json(calls.make(
                    RAW + "POST",
                    Map.of(SalesforceEndpointConfig.RAW_PATH, path, Exchange.CONTENT_TYPE, "application/json"),
                    "{\"operation\":\"query\",\"query\":" + OrgCalls.quoted(soql) + "}",
                    String.class));
            if (!job.hasNonNull("id")) {
                throw new AnswerException(200, "{}");
            }
            return job.path("id").asText();
        });
    }

    /**
     * Looks how far it is.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    public Progress look(String id) throws SalesforceException {
        return retries.make(() -> {
            JsonNode job = OrgCalls.json(calls.make(RAW + "GET", at(id), null, String.class));
            if (!job.hasNonNull("state")) {
                throw new AnswerException(200, "{}");
            }
            return new Progress(
                    job.path("state").asText(),
                    job.path("numberRecordsProcessed").asLong(),
                    job.path("errorMessage").asText(""));
        });
    }

    /**
     * Fetches a page, whole and complete.
     *
     * @param locator of the page; null for the first one
     * @param most so many records at most
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    public Page results(String id, String locator, int most) throws SalesforceException {
        Map<String, Object> headers = new HashMap<>();
        headers.put(SalesforceEndpointConfig.JOB_ID, id);
        headers.put(SalesforceEndpointConfig.MAX_RECORDS, most);
        if (locator != null) {
            headers.put(SalesforceEndpointConfig.LOCATOR, locator);
        }
        return retries.make(() -> {
            Message answer = calls.answer(RESULTS, headers, null);
            QueryCsv csv = csv(answer.getBody(InputStream.class));
            if (!csv.isComplete(answer.getHeader(RECORDS, Long.class))) {
                throw new AnswerException(200, "{}").with("the results of a query were cut off");
            }
            String next = answer.getHeader(LOCATOR, String.class);
            return new Page(csv, next == null || next.isEmpty() || next.equals(NONE) ? null : next);
        });
    }

    private static QueryCsv csv(InputStream body) throws SalesforceException {
        try (InputStream in = body == null ? InputStream.nullInputStream() : body) {
            return new QueryCsv(in.readAllBytes());
        } catch (IOException e) {
            throw new SalesforceException("the results of a query were cut off", e);
        }
    }

    /**
     * Waits before the next look, perhaps not to the end.
     */
    public void pause(Duration time) {
        retries.pause(time);
    }

    /** Takes a job away with all that it found; one that does not go is Salesforce's to forget, in a week. */
    public void remove(String id, boolean isOver) {
        try {
            retries.make(() -> {
                if (!isOver) {
                    calls.answer(RAW + "PATCH", at(id), "{\"state\":\"Aborted\"}");
                }
                return calls.answer(RAW + "DELETE", at(id), null);
            });
        } catch (SalesforceException | RuntimeException e) {
            LOG.debug("a query job stays", e);
        }
    }

    private Map<String, Object> at(String id) {
        return Map.of(SalesforceEndpointConfig.RAW_PATH, path + "/" + id, Exchange.CONTENT_TYPE, "application/json");
    }
}
