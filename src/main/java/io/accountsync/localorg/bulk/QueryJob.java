package io.accountsync.localorg.bulk;

import io.accountsync.localorg.rest.RestRequest;
import io.accountsync.localorg.rest.RestRequest.JobFailure;
import io.accountsync.localorg.soql.QueryResult;
import io.accountsync.localorg.soql.QueryResult.Column;
import io.accountsync.localorg.soql.QueryResult.Row;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** One query job. */
final class QueryJob {

    private final String id;
    private final String operation;
    private final QueryResult result;
    private final CsvDialect dialect;
    private final int version;
    private final String userId;
    private final String createdDate;
    private final JobFailure failure;
    private JobState state = JobState.UPLOAD_COMPLETE;

    QueryJob(String id, String operation, QueryResult result, CsvDialect dialect, RestRequest request, String created) {
        this.id = id;
        this.operation = operation;
        this.result = result;
        this.dialect = dialect;
        this.version = request.version();
        this.userId = request.caller().userId();
        this.createdDate = created;
        this.failure = request.caller().jobFailure().get();
    }

    String id() {
        return id;
    }

    QueryResult result() {
        return result;
    }

    synchronized JobState state() {
        return state;
    }

    /** Goes one state further; answers whether there is another. */
    synchronized boolean step() {
        if (state == JobState.UPLOAD_COMPLETE) {
            state = JobState.IN_PROGRESS;
            return true;
        }
        if (state == JobState.IN_PROGRESS) {
            state = failure == null ? JobState.JOB_COMPLETE : JobState.FAILED;
        }
        return false;
    }

    synchronized void abort() {
        if (!state.terminal()) {
            state = JobState.ABORTED;
        }
    }

    /** Rows as CSV with a header; call it inside the org's lock. */
    byte[] csv(int from, int to) {
        ResultFile file = new ResultFile(
                dialect, result.columns().stream().map(Column::path).toList());
        for (Row row : result.rows().subList(from, to)) {
            file.add(row.values().stream().map(QueryJob::text).toList());
        }
        file.endChunk();
        return file.bytes();
    }

    synchronized Map<String, Object> toMap(boolean detailed) {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("id", id);
        job.put("operation", operation);
        job.put("object", result.from().name());
        job.put("createdById", userId);
        job.put("createdDate", createdDate);
        job.put("systemModstamp", createdDate);
        job.put("state", state.apiName());
        job.put("concurrencyMode", "Parallel");
        job.put("contentType", "CSV");
        job.put("apiVersion", (double) version);
        if (detailed) {
            job.put("jobType", "V2Query");
        }
        job.put("lineEnding", dialect.lineEnding());
        job.put("columnDelimiter", dialect.delimiter());
        if (detailed) {
            job.put("numberRecordsProcessed", state == JobState.JOB_COMPLETE ? result.totalSize() : 0);
            job.put("retries", 0);
            job.put("totalProcessingTime", 0);
        }
        if (state == JobState.FAILED) {
            job.put("errorMessage", failure.message());
        }
        return job;
    }

    private static String text(Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Double ? new BigDecimal(value.toString()).toPlainString() : value.toString();
    }
}
