package io.accountsync.localorg.fault;

import io.accountsync.localorg.stats.CallKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What goes wrong with a call that a fault strikes. An action says of itself on which calls it can be carried out; others are
 * no match of the fault, and a fault that asks for others by their kind is refused when it is set. An action whose parts make
 * no answer that can be sent is refused by its constructor, with an IllegalArgumentException.
 */
public sealed interface FaultAction {

    /** The kinds of calls on which it can be carried out: all that reach the org, unless the action says otherwise. */
    default Set<CallKind> kinds() {
        return EnumSet.complementOf(EnumSet.of(CallKind.CONTROL));
    }

    /** Whether it can be carried out on this call, whose kind is among {@link #kinds}. */
    default boolean suits(CallFacts call) {
        return true;
    }

    /** The call is not processed; the answer is that status with Salesforce's array of one error. */
    record Respond(int status, String errorCode, String message, List<String> fields) implements FaultAction {
        public Respond {
            requireStatus(status, 400);
            fields = List.copyOf(fields);
        }
    }

    /** The record fails with that error, be it to be saved or deleted; the call's other records go through. */
    record RejectRecord(String statusCode, String message, List<String> fields) implements FaultAction {
        public RejectRecord {
            fields = List.copyOf(fields);
        }

        @Override
        public Set<CallKind> kinds() {
            return EnumSet.of(CallKind.RECORD, CallKind.COLLECTIONS, CallKind.COMPOSITE, CallKind.BULK, CallKind.SOAP);
        }
    }

    /** The call waits that long before it is processed, or until the fault is released or removed. */
    record Delay(Duration time) implements FaultAction {
        public Delay {
            if (time.isNegative()) {
                throw new IllegalArgumentException("a delay cannot be negative: " + time);
            }
        }
    }

    /** The call waits until {@link Fault#release} and is then processed; it never ends before. */
    record Hang() implements FaultAction {}

    /**
     * The call is held back on its way, as a proxy may do it, and is processed at {@link Fault#release}, whoever still waits
     * for it by then.
     *
     * @param closing whether the client's connection is closed meanwhile, so that it sees a lost answer at once
     */
    record HoldBack(boolean closing) implements FaultAction {}

    /** The connection is closed and nothing is processed. */
    record DropConnection() implements FaultAction {}

    /** The call is processed and saved, then the connection is closed without an answer. */
    record LoseAnswer() implements FaultAction {}

    /**
     * The call is answered with that status and body.
     *
     * @param processed whether it is processed and saved first
     */
    record AnswerWith(int status, String contentType, String body, boolean processed) implements FaultAction {
        public AnswerWith {
            requireStatus(status, 200);
            if (contentType.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new IllegalArgumentException("contentType must be plain text on one line");
            }
            if ((status == 204 || status == 304) && !body.isEmpty()) {
                throw new IllegalArgumentException("an answer with status " + status + " has no body");
            }
        }
    }

    /**
     * The call is processed and saved, but of what its answer lists the last {@code missing} are left out: results of a
     * collections call, records of a query, rows of the result files of Bulk jobs.
     */
    record ShortList(int missing) implements FaultAction {
        public ShortList {
            if (missing < 1) {
                throw new IllegalArgumentException("missing counts from 1: " + missing);
            }
        }

        @Override
        public Set<CallKind> kinds() {
            return EnumSet.of(CallKind.COLLECTIONS, CallKind.QUERY, CallKind.BULK);
        }

        @Override
        public boolean suits(CallFacts call) {
            return call.kind() != CallKind.BULK
                    || RESULT_FILE.matcher(call.path()).find();
        }
    }

    /** All access tokens die until the fault is removed; this call and later ones with them get 401 INVALID_SESSION_ID. */
    record ExpireSessions() implements FaultAction {}

    /** The day's calls are used up until the fault is removed; this call and later ones get 403 REQUEST_LIMIT_EXCEEDED. */
    record ExhaustDailyLimit() implements FaultAction {}

    /** An OAuth call is answered with 400 and that error. */
    record OAuthError(String error, String description) implements FaultAction {
        @Override
        public Set<CallKind> kinds() {
            return EnumSet.of(CallKind.TOKEN, CallKind.REVOKE, CallKind.INTROSPECT);
        }
    }

    /**
     * A Bulk job that this call starts, of ingest or of a query, ends as Failed; what was not processed by then stays unprocessed.
     *
     * @param message becomes the job's {@code errorMessage}
     * @param afterRecords records that are processed before, rounded up to a chunk of 200
     */
    record FailJob(String message, int afterRecords) implements FaultAction {
        public FailJob {
            if (afterRecords < 0) {
                throw new IllegalArgumentException("afterRecords counts from 0: " + afterRecords);
            }
        }

        @Override
        public Set<CallKind> kinds() {
            return EnumSet.of(CallKind.BULK);
        }
    }

    /** Addresses under which Bulk jobs have their files of results. */
    Pattern RESULT_FILE = Pattern.compile("(?i)/(successfulResults|failedResults|unprocessedrecords|results)/?$");

    private static void requireStatus(int status, int least) {
        if (status < least || status > 599) {
            throw new IllegalArgumentException("status must be one from " + least + " to 599, not " + status);
        }
    }

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

    static FaultAction holdBack(boolean closing) {
        return new HoldBack(closing);
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
