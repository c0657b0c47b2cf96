package io.accountsync.localorg.bulk;

import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.rest.Json;
import io.accountsync.localorg.rest.Resources;
import io.accountsync.localorg.rest.RestAnswer;
import io.accountsync.localorg.rest.RestException;
import io.accountsync.localorg.rest.RestRequest;
import io.accountsync.localorg.rest.RestRequest.JobFailure;
import io.accountsync.localorg.schema.SalesforceId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** {@code jobs/ingest}: Bulk API 2.0 for writing. */
public final class IngestResource {

    /** 150 MB after base64. */
    private static final int LARGEST_UPLOAD = 150 * 1024 * 1024 / 4 * 3;

    private final OrgData org;
    private final BulkWorker worker;
    private final Clock clock;
    private final IntConsumer upserted;
    private final JobOrders orders;
    private final JobRegister<IngestJob> jobs;

    /**
     * @param orgId 18 characters
     * @param upserted notified how many records each chunk of an upsert saved
     */
    public IngestResource(OrgData org, String orgId, BulkWorker worker, Clock clock, IntConsumer upserted) {
        this.org = org;
        this.worker = worker;
        this.clock = clock;
        this.upserted = upserted;
        this.jobs = new JobRegister<>(number -> SalesforceId.of("750", SalesforceId.instanceOf(orgId), 2 * number));
        this.orders = new JobOrders(org, clock);
    }

    /** Answers all paths of ingest jobs. */
    public void addTo(Resources resources) {
        resources
                .on("GET", "jobs/ingest", this::list)
                .on("POST", "jobs/ingest", this::create)
                .on("GET", "jobs/ingest/{id}", request -> json(job(request).toMap(true)))
                .on("PATCH", "jobs/ingest/{id}", this::changeState)
                .on("DELETE", "jobs/ingest/{id}", this::delete)
                .on("PUT", "jobs/ingest/{id}/batches", this::upload)
                .on("GET", "jobs/ingest/{id}/successfulResults", request -> results(request, r -> r.successful()))
                .on("GET", "jobs/ingest/{id}/failedResults", request -> results(request, r -> r.failed()))
                .on("GET", "jobs/ingest/{id}/unprocessedrecords", request -> results(request, r -> r.unprocessed()));
    }

    private RestAnswer create(RestRequest request) {
        IngestJob.Order order = orders.read(request, jobs.nextId());
        IngestJob job = new IngestJob(order);
        jobs.add(order.id(), job);
        return json(job.toMap(false));
    }

    private RestAnswer list(RestRequest request) {
        List<Map<String, Object>> records =
                jobs.all().stream().map(job -> job.toMap(true)).toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("done", true);
        answer.put("nextRecordsUrl", null);
        answer.put("records", records);
        return json(answer);
    }

    private RestAnswer upload(RestRequest request) {
        IngestJob job = job(request);
        String type = request.header().apply("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("text/csv")) {
            throw new RestException(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be text/csv, not " + type);
        }
        if (request.body().length > LARGEST_UPLOAD) {
            throw RestException.badRequest(
                    "CLIENTINPUTERROR", "ClientInputError : Upload is larger than 150 MB after base64 encoding");
        }
        if (job.hasUpload()) {
            throw RestException.badRequest(
                    "CLIENTINPUTERROR",
                    "Found multiple contents for job: <" + job.order().id()
                            + ">, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make"
                            + " sure you only do 'PUT' once on a given Job.");
        }
        if (!job.upload(request.body())) {
            throw wrongState(job, "upload data to");
        }
        return RestAnswer.noContent(201);
    }

    private RestAnswer changeState(RestRequest request) {
        String state = Json.read(request.body()).path("state").asText();
        return switch (state) {
            case "UploadComplete" -> close(request, job(request));
            case "Aborted" -> abort(request, job(request));
            default ->
                throw RestException.badRequest(
                        "INVALIDJOB", "InvalidJob : state must be UploadComplete or Aborted, not " + state);
        };
    }

    private RestAnswer close(RestRequest request, IngestJob job) {
        if (!job.move(JobState.OPEN, JobState.UPLOAD_COMPLETE)) {
            throw wrongState(job, "close");
        }
        RestAnswer answer = json(job.toMap(false));
        JobFailure failure = request.caller().jobFailure().get();
        worker.work(new IngestRun(org, job, request.caller(), failure, clock, upserted)::step);
        return answer;
    }

    private RestAnswer abort(RestRequest request, IngestJob job) {
        boolean neverStarted = job.state() == JobState.OPEN;
        if (!job.abort()) {
            throw wrongState(job, "abort");
        }
        RestAnswer answer = json(job.toMap(false));
        if (neverStarted) {
            // Sorts the rows into the unprocessed ones.
            worker.work(new IngestRun(org, job, request.caller(), null, clock, upserted)::step);
        }
        return answer;
    }

    private RestAnswer delete(RestRequest request) {
        IngestJob job = job(request);
        if (!job.state().terminal()) {
            throw wrongState(job, "delete");
        }
        jobs.remove(job.order().id());
        return RestAnswer.noContent(204);
    }

    private RestAnswer results(RestRequest request, Function<IngestJob.Results, ResultFile> which) {
        IngestJob job = job(request);
        IngestJob.Results results = job.results();
        if (results == null) {
            throw wrongState(job, "read results of");
        }
        return new RestAnswer(200, "text/csv", Map.of(), which.apply(results).bytes());
    }

    private IngestJob job(RestRequest request) {
        String id = SalesforceId.parse(request.path().get(2)).orElse("");
        IngestJob job = jobs.find(id);
        if (job == null) {
            throw RestException.notFound();
        }
        return job;
    }

    private static RestException wrongState(IngestJob job, String wish) {
        return RestException.badRequest(
                "INVALIDJOBSTATE",
                "InvalidJobState : cannot " + wish + " a job in state "
                        + job.state().apiName());
    }

    private static RestAnswer json(Object body) {
        return RestAnswer.json(200, Json.write(body));
    }
}
