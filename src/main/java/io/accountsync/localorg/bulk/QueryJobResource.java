package io.accountsync.localorg.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.rest.Json;
import io.accountsync.localorg.rest.Resources;
import io.accountsync.localorg.rest.RestAnswer;
import io.accountsync.localorg.rest.RestException;
import io.accountsync.localorg.rest.RestRequest;
import io.accountsync.localorg.schema.SalesforceId;
import io.accountsync.localorg.soql.QueryEngine;
import io.accountsync.localorg.soql.QueryResult;
import io.accountsync.localorg.soql.SoqlException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code jobs/query}: Bulk API 2.0 for reading. */
public final class QueryJobResource {

    private static final int USUAL_PAGE = 50_000;

    private final OrgData org;
    private final QueryEngine engine;
    private final BulkWorker worker;
    private final Clock clock;
    private final JobRegister<QueryJob> jobs;

    /** @param orgId 18 characters */
    public QueryJobResource(OrgData org, String orgId, QueryEngine engine, BulkWorker worker, Clock clock) {
        this.org = org;
        this.engine = engine;
        this.worker = worker;
        this.clock = clock;
        this.jobs = new JobRegister<>(number -> SalesforceId.of("750", SalesforceId.instanceOf(orgId), 2 * number + 1));
    }

    /** Answers all paths of query jobs. */
    public void addTo(Resources resources) {
        resources
                .on("GET", "jobs/query", this::list)
                .on("POST", "jobs/query", this::create)
                .on("GET", "jobs/query/{id}", request -> json(job(request).toMap(true)))
                .on("PATCH", "jobs/query/{id}", this::abort)
                .on("DELETE", "jobs/query/{id}", this::delete)
                .on("GET", "jobs/query/{id}/results", this::results);
    }

    private RestAnswer create(RestRequest request) {
        JsonNode body = Json.read(request.body());
        String operation = body.path("operation").asText();
        if (!operation.equals("query") && !operation.equals("queryAll")) {
            throw RestException.badRequest("INVALIDJOB", "InvalidJob : Unknown operation: " + operation);
        }
        CsvDialect dialect = CsvDialect.of(
                body.path("columnDelimiter").asText(null),
                body.path("lineEnding").asText(null));
        String soql = body.path("query").asText();
        QueryResult result = run(soql, operation.equals("queryAll"));
        QueryJob job = new QueryJob(jobs.nextId(), operation, result, dialect, request, JobOrders.now(clock));
        jobs.add(job.id(), job);
        RestAnswer answer = json(job.toMap(false));
        worker.work(job::step);
        return answer;
    }

    private QueryResult run(String soql, boolean withDeleted) {
        try {
            return engine.run(soql, withDeleted);
        } catch (SoqlException e) {
            throw RestException.badRequest(e.errorCode(), e.getMessage());
        }
    }

    private RestAnswer list(RestRequest request) {
        List<Map<String, Object>> records =
                jobs.all().stream().map(job -> job.toMap(true)).toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("done", true);
        answer.put("records", records);
        answer.put("nextRecordsUrl", null);
        return json(answer);
    }

    private RestAnswer abort(RestRequest request) {
        QueryJob job = job(request);
        job.abort();
        return json(job.toMap(false));
    }

    private RestAnswer delete(RestRequest request) {
        QueryJob job = job(request);
        if (!job.state().terminal()) {
            throw wrongState(job);
        }
        jobs.remove(job.id());
        return RestAnswer.noContent(204);
    }

    /** One page; {@code Sforce-Locator} leads to the next and is the text "null" on the last. */
    private RestAnswer results(RestRequest request) {
        QueryJob job = job(request);
        if (job.state() != JobState.JOB_COMPLETE) {
            throw wrongState(job);
        }
        int from = number(request.query().get("locator"), 0);
        int size = number(request.query().get("maxRecords"), USUAL_PAGE);
        int total = job.result().rows().size();
        int to = Math.min(total, from + Math.max(1, size));
        byte[] csv = org.locked(() -> job.csv(from, to));
        return new RestAnswer(200, "text/csv", Map.of(), csv)
                .withHeader("Sforce-NumberOfRecords", String.valueOf(to - from))
                .withHeader("Sforce-Locator", to < total ? locator(to) : "null");
    }

    /** Opaque to clients, as Salesforce's are. */
    private static String locator(int position) {
        return "MTAw" + Integer.toString(position, 36);
    }

    private static int number(String text, int otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            return text.startsWith("MTAw") ? Integer.parseInt(text.substring(4), 36) : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw RestException.badRequest("INVALID_QUERY_LOCATOR", "invalid query locator");
        }
    }

    private QueryJob job(RestRequest request) {
        QueryJob job = jobs.find(SalesforceId.parse(request.path().get(2)).orElse(""));
        if (job == null) {
            throw RestException.notFound();
        }
        return job;
    }

    private static RestException wrongState(QueryJob job) {
        return RestException.badRequest(
                "INVALIDJOBSTATE",
                "InvalidJobState : not possible for a job in state "
                        + job.state().apiName());
    }

    private static RestAnswer json(Object body) {
        return RestAnswer.json(200, Json.write(body));
    }
}
