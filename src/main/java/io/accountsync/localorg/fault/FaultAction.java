package io.accountsync.localorg.fault;

import java.time.Duration;
import java.util.List;

/** What goes wrong with a call that a fault strikes. */
public sealed interface FaultAction {

    /** The call is not processed; the answer is that status with Salesforce's array of one error. */
    record Respond(int status, String errorCode, String message, List<String> fields) implements FaultAction {
        public Respond {
            fields = List.copyOf(fields);
        }
    }

    /** The record fails with that error; the call's other records are saved. */
    record RejectRecord(String statusCode, String message, List<String> fields) implements FaultAction {
        public RejectRecord {
            fields = List.copyOf(fields);
        }
    }

    /** The call waits that long before it is processed. */
    record Delay(Duration time) implements FaultAction {}

    /** The call waits until {@link Fault#release} and is then processed; it never ends before. */
    record Hang() implements FaultAction {}

    /** The connection is closed and nothing is processed. */
    record DropConnection() implements FaultAction {}

    /** The call is processed and saved, then the connection is closed without an answer. */
    record LoseAnswer() implements FaultAction {}

    /**
     * The call is answered with that status and body.
     *
     * @param processed whether it is processed and saved first
     */
    record AnswerWith(int status, String contentType, String body, boolean processed) implements FaultAction {}

    /** A collections call is processed and saved, but the last {@code missing} results are left out of the answer. */
    record ShortList(int missing) implements FaultAction {}

    /** All access tokens die; this call and later ones with them get 401 INVALID_SESSION_ID. */
    record ExpireSessions() implements FaultAction {}

    /** The day's calls are used up; this call and later ones get 403 REQUEST_LIMIT_EXCEEDED. */
    record ExhaustDailyLimit() implements FaultAction {}

    /** An OAuth call is answered with 400 and that error. */
    record OAuthError(String error, String description) implements FaultAction {}

    /**
     * A Bulk job that is started by this call ends as Failed; what was not processed by then stays unprocessed.
     *
     * @param message becomes the job's {@code errorMessage}
     * @param afterRecords records that are processed before, rounded up to a chunk of 200
     */
    record FailJob(String message, int afterRecords) implements FaultAction {}

    static FaultAction failJob(String message, int afterRecords) {
        return new FailJob(message, afterRecords);
    }

    static FaultAction respond(int status, String errorCode, String message, String... fields) {
        return new Respond(status, errorCode, message, List.of(fields));
    }

    static FaultAction rejectRecord(String statusCode, String message, String... fields) {
        return new RejectRecord(statusCode, message, List.of(fields));
    }

    static FaultAction delay(Duration time) {
        return new Delay(time);
    }

    static FaultAction hang() {
        return new Hang();
    }

    static FaultAction dropConnection() {
        return new DropConnection();
    }

    static FaultAction loseAnswer() {
        return new LoseAnswer();
    }

    /** HTML with status 200, as a proxy or a maintenance page would answer; nothing is processed. */
    static FaultAction html() {
        return new AnswerWith(
                200, "text/html;charset=UTF-8", "<html><body>We are down for maintenance.</body></html>", false);
    }

    /** Half a JSON document with status 200, after the call was processed. */
    static FaultAction garbage() {
        return new AnswerWith(200, "application/json;charset=UTF-8", "[{\"id\":\"001", true);
    }

    /** Status 200 without a body, after the call was processed. */
    static FaultAction emptyBody() {
        return new AnswerWith(200, "application/json;charset=UTF-8", "", true);
    }

    static FaultAction shortList(int missing) {
        return new ShortList(missing);
    }

    static FaultAction expireSessions() {
        return new ExpireSessions();
    }

    static FaultAction exhaustDailyLimit() {
        return new ExhaustDailyLimit();
    }

    static FaultAction oauthError(String error, String description) {
        return new OAuthError(error, description);
    }

    /** What a refresh gets while another one with the same token is under way: {@code invalid_grant} that passes. */
    static FaultAction tokenRequestBeingProcessed() {
        return oauthError("invalid_grant", "token request is already being processed");
    }
}
