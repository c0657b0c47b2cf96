package io.accountsync.localorg.bulk;

import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import java.util.LinkedHashMap;
import java.util.Map;

/** One ingest job. Its own monitor guards all of it. */
final class IngestJob {

    /**
     * What a job was created with.
     *
     * @param key External ID field of an upsert, null for other operations
     * @param version API version of the call that created it
     */
    record Order(
            String id,
            String operation,
            SObjectType type,
            Field key,
            CsvDialect dialect,
            int version,
            String userId,
            String createdDate) {}

    /** The results of a job that was started, or of one that never will be. */
    record Results(ResultFile successful, ResultFile failed, ResultFile unprocessed) {}

    private final Order order;
    private JobState state = JobState.OPEN;
    private byte[] upload;
    private Results results;
    private String errorMessage;
    private int processed;
    private int failed;
    private long startedMillis;
    private long processingMillis;

    IngestJob(Order order) {
        this.order = order;
    }

    Order order() {
        return order;
    }

    synchronized JobState state() {
        return state;
    }

    /** Takes the upload; false when there was one before or the job is not open. */
    synchronized boolean upload(byte[] bytes) {
        if (state != JobState.OPEN || upload != null) {
            return false;
        }
        upload = bytes;
        return true;
    }

    synchronized boolean hasUpload() {
        return upload != null;
    }

    /** Goes to the state if it is the wanted one now; answers whether it was. */
    synchronized boolean move(JobState from, JobState to) {
        if (state != from) {
            return false;
        }
        state = to;
        return true;
    }

    /** The upload, empty when there is none. */
    synchronized byte[] uploaded() {
        return upload == null ? new byte[0] : upload;
    }

    /** Begins the work; a job that was aborted meanwhile stays aborted. */
    synchronized void begin(long now) {
        startedMillis = now;
        move(JobState.UPLOAD_COMPLETE, JobState.IN_PROGRESS);
    }

    synchronized void progressed(int moreProcessed, int moreFailed, long now) {
        processed += moreProcessed;
        failed += moreFailed;
        processingMillis = now - startedMillis;
    }

    /** Ends the work; an aborted job stays aborted. The upload is no longer kept. */
    synchronized void end(JobState terminal, String message, Results done) {
        if (state != JobState.ABORTED) {
            state = terminal;
            errorMessage = message;
        }
        results = done;
        upload = null;
    }

    /** Aborts a job that is not over yet; answers whether it did. */
    synchronized boolean abort() {
        if (state.terminal()) {
            return false;
        }
        state = JobState.ABORTED;
        return true;
    }

    /** Null while there are none. */
    synchronized Results results() {
        return results;
    }

    /** @param detailed with the members that only a look at the job itself shows */
    synchronized Map<String, Object> toMap(boolean detailed) {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("id", order.id());
        job.put("operation", order.operation());
        job.put("object", order.type().name());
        job.put("createdById", order.userId());
        job.put("createdDate", order.createdDate());
        job.put("systemModstamp", order.createdDate());
        job.put("state", state.apiName());
        if (order.key() != null) {
            job.put("externalIdFieldName", order.key().name());
        }
        job.put("concurrencyMode", "Parallel");
        job.put("contentType", "CSV");
        job.put("apiVersion", (double) order.version());
        if (detailed) {
            job.put("jobType", "V2Ingest");
        }
        job.put("contentUrl", "services/data/v" + order.version() + ".0/jobs/ingest/" + order.id() + "/batches");
        job.put("lineEnding", order.dialect().lineEnding());
        job.put("columnDelimiter", order.dialect().delimiter());
        if (detailed) {
            job.put("numberRecordsProcessed", processed);
            job.put("numberRecordsFailed", failed);
            job.put("retries", 0);
            job.put("totalProcessingTime", processingMillis);
            job.put("apiActiveProcessingTime", processingMillis);
            job.put("apexProcessingTime", 0);
        }
        if (errorMessage != null) {
            job.put("errorMessage", errorMessage);
        }
        return job;
    }
}
