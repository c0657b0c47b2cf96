package io.accountsync.run.send.bulk;

import io.accountsync.config.Sentence;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.salesforce.PlainWords;
import io.accountsync.salesforce.RetryPolicy;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.component.salesforce.api.dto.bulkv2.JobStateEnum;

/**
 * A job that Salesforce gave up as a whole, and why.
 *
 * @param message Salesforce's own, as {@code InvalidBatch : Field name not found : X}; null for a job that was aborted
 */
record JobFailure(String id, String message) {
    private static final String LIMIT = "REQUEST_LIMIT_EXCEEDED";
    private static final Pattern CODE = Pattern.compile("(\\w+) ?:.*", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("Field name not found : ([\\w.]+)");

    static JobFailure of(BulkJob job) {
        String message = job.tally().status().getErrorMessage();
        return new JobFailure(
                job.id(), job.tally().state() == JobStateEnum.FAILED ? (message == null ? "" : message) : null);
    }

    /** Why the run must stop; empty when collections may send the job's records again. */
    Optional<String> stopReason(RetryPolicy policy) {
        if (message == null) {
            return Optional.of("Bulk job " + id
                    + " was aborted or deleted in Salesforce. Its records that were not saved " + "remain to be sent");
        }
        CallError error = new CallError(200, code(), message, List.of());
        if (policy.outcomeOfRecord(error) == ErrorAction.RETRY) {
            return Optional.empty();
        }
        return Optional.of(Sentence.closed("Salesforce gave up Bulk job " + id + ": " + reason())
                + " Its records remain to be sent.");
    }

    /** Without anything that may quote a row. */
    private String reason() {
        Matcher field = FIELD.matcher(message);
        if (field.find()) {
            return "the field " + field.group(1)
                    + " is gone from the org, or the user may not write it any more: see check";
        }
        if (message.contains("LineEnding is invalid")) {
            return "it does not accept the line endings of the data. Set sync.path=collections, and please report this";
        }
        return said() + "; the details are in Setup, Bulk Data Load Jobs. sync.path=collections goes another way";
    }

    private String said() {
        if (message.isBlank()) {
            return "no reason given";
        }
        String plain = PlainWords.of(message);
        return plain.isEmpty() ? "the reason given may quote a row, and is not repeated here" : plain;
    }

    private String code() {
        Matcher code = CODE.matcher(message);
        return code.matches() ? code.group(1) : "";
    }

    /**
     * Whether Salesforce itself says that our user, or this org, may make no Bulk jobs: asking again is of no use then. A page of
     * a proxy with the same status is none, nor is a limit of calls.
     */
    static boolean isRefusalOfJobs(CallError error) {
        return error.isAnswered() && error.status() == 403 && !error.code().equals(LIMIT);
    }

    /**
     * Whether collections take over, since the org makes no Bulk jobs for us and nobody insists on them.
     *
     * @param refusal of the call that would have made one
     */
    static boolean turnsToCollections(Sending sending, CallError refusal) {
        boolean ofEveryCall = refusal.status() == 401 || refusal.code().equals(LIMIT);
        if (sending.run().settings().bulk().path().isPresent() || ofEveryCall) {
            return false;
        }
        sending.path(sending.path()
                .turnTo(ApiPath.COLLECTIONS, "Salesforce made no Bulk job: " + refusal.explainedInFull()));
        return true;
    }
}
