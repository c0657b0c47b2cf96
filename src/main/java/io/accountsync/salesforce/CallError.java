package io.accountsync.salesforce;

import com.fasterxml.jackson.core.JacksonException;
import io.accountsync.config.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.RestError;
import org.apache.camel.util.ObjectHelper;

/**
 * An error of Salesforce, of one record or of a whole request.
 *
 * @param status the HTTP status of a request's error; 0 when there was no answer, 200 for a record's
 * @param code such as {@code UNABLE_TO_LOCK_ROW}; one of account-sync's for a request without an answer
 * @param message Salesforce's own, which may hold values of the row: never for logs
 * @param fields API names, perhaps none
 * @param neverLeft whether the request was never sent, so that Salesforce cannot have done anything
 */
public record CallError(int status, String code, String message, List<String> fields, boolean neverLeft) {
    /** The request got no answer, or a broken one: nobody knows whether Salesforce took it. */
    public static final String NO_ANSWER = "NO_ANSWER";

    /** The answer was not what the request asks for. */
    public static final String MALFORMED_ANSWER = "MALFORMED_ANSWER";

    private static final String HTTP = "HTTP_";

    private static final String UNREADABLE = "the answer had status 200 and JSON that is cut short or damaged";

    private static final Pattern NO_SUCH_COLUMN = Pattern.compile("No such column '(\\w+)'");

    /** An error of a request that was sent, or of a record in one. */
    public CallError(int status, String code, String message, List<String> fields) {
        this(status, code, message, fields, false);
    }

    /** The error of one record. */
    public static CallError ofRecord(List<RestError> errors) {
        if (errors == null || errors.isEmpty()) {
            return new CallError(200, "UNKNOWN_ERROR", "rejected without a reason", List.of());
        }
        return of(200, errors);
    }

    /** The error of a whole request, whatever exception reported it. */
    public static CallError ofThrown(Throwable thrown) {
        SalesforceException failure = ObjectHelper.getException(SalesforceException.class, thrown);
        if (failure != null) {
            return ofRequest(failure);
        }
        return isUnreadable(thrown) ? odd(UNREADABLE) : unanswered(thrown);
    }

    /** The error of a whole request. */
    public static CallError ofRequest(SalesforceException e) {
        if (e instanceof CallStoppedException stopped) {
            return ofRequest(stopped.refusal());
        }
        if (e instanceof AuthorizationException authorization) {
            return new CallError(401, authorization.error(), e.getMessage(), List.of());
        }
        if (e instanceof LoginException login) {
            // It is made before the call, or after an answer that the session is refused.
            return new CallError(login.getStatusCode(), login.code(), login.reason(), List.of(), true);
        }
        CallRefusedException ours = ObjectHelper.getException(CallRefusedException.class, e);
        if (ours != null) {
            return new CallError(0, NO_ANSWER, ours.getMessage(), List.of(), !ours.wasUnderWay());
        }
        AnswerException odd = ObjectHelper.getException(AnswerException.class, e);
        if (odd != null) {
            int status = odd.getStatusCode();
            // An answer that should be a success leaves open what Salesforce did.
            return status / 100 == 2
                    ? odd(odd.getMessage())
                    : new CallError(status, HTTP + status, odd.getMessage(), List.of());
        }
        if (!e.getErrors().isEmpty()) {
            return of(e.getStatusCode(), e.getErrors());
        }
        if (isUnreadable(e)) {
            return odd(UNREADABLE);
        }
        if (e.getStatusCode() / 100 <= 2) {
            return unanswered(e);
        }
        return new CallError(
                e.getStatusCode(),
                HTTP + e.getStatusCode(),
                "the answer had status " + e.getStatusCode() + " and no error of Salesforce in it",
                List.of());
    }

    private static CallError unanswered(Throwable e) {
        return new CallError(0, NO_ANSWER, NoAnswer.reason(e), List.of(), NoAnswer.isWithoutConnection(e));
    }

    private static boolean isUnreadable(Throwable e) {
        return ObjectHelper.getException(JacksonException.class, e) != null;
    }

    /**
     * An answer that is not what was asked for.
     *
     * @param missing what a right one has, such as "the new job's id"
     */
    public static CallError malformed(String missing) {
        return odd("the answer had status 200 and a body without " + missing);
    }

    private static CallError odd(String message) {
        return new CallError(0, MALFORMED_ANSWER, message, List.of());
    }

    /**
     * Whether Salesforce may have done what was asked, or may do so still, although this error came back. An answer 5xx may be that of a
     * gateway that lost the connection behind it; one below 500 says that the request was not taken.
     */
    public boolean isAmbiguous() {
        return !neverLeft && (status == 0 || status >= 500);
    }

    /** What is known of the outcome of a call that is ambiguous, in words. */
    public String leftOpen() {
        return status == 0
                ? Sentence.open(message)
                : "the answer was " + (code.startsWith(HTTP) ? "status " + status : this);
    }

    /** Whether too much goes on at once: row locks, and the limit of concurrent requests. */
    public boolean isCrowding() {
        return code.equals("UNABLE_TO_LOCK_ROW")
                || message.contains("UNABLE_TO_LOCK_ROW")
                || code.equals("REQUEST_LIMIT_EXCEEDED") && message.contains("Concurrent");
    }

    /** The field that a request was refused for: API names are in the mapping and no contents of a row. */
    public Optional<String> column() {
        Matcher matcher = NO_SUCH_COLUMN.matcher(message);
        return matcher.find() ? Optional.of(matcher.group(1)) : fields.stream().findFirst();
    }

    /** The fields as the state keeps them; null when there are none. */
    public String fieldList() {
        return fields.isEmpty() ? null : String.join(",", fields);
    }

    /** Whether nothing came at all for as long as was waited, and not an answer that is none, nor the end of the connection. */
    public boolean isSilence() {
        return code.equals(NO_ANSWER) && message.equals(NoAnswer.IN_TIME);
    }

    /** Whether it was Salesforce that answered, with an error of its own. */
    public boolean isAnswered() {
        return status > 0 && !code.startsWith(HTTP);
    }

    /**
     * The error in words for reports and logs, with the remedy where there is one, and without a full stop. Of Salesforce's own
     * message there are {@link PlainWords} only, since it may hold values of a row.
     */
    public String explained() {
        return explained(PlainWords.of(message));
    }

    private String explained(String said) {
        String words = Sentence.open(words());
        return isAnswered() && !said.isEmpty() && !words.contains(said) ? words + " (" + said + ")" : words;
    }

    private String words() {
        return switch (code) {
            case NO_ANSWER, MALFORMED_ANSWER -> message;
            case "REQUEST_LIMIT_EXCEEDED" ->
                isCrowding()
                        ? this + ": too many calls are in progress at once"
                        : this + ": the org's API calls are used up; they come back over the next 24 hours";
            case "STORAGE_LIMIT_EXCEEDED" -> this + ": the org's data storage is full; make room in Salesforce";
            case "INVALID_SESSION_ID" -> this + ": the session was refused even after a new login";
            case "API_DISABLED_FOR_ORG" -> this + ": this edition of Salesforce, or this user, has no API access";
            case "NOT_FOUND", "INVALID_TYPE" ->
                this + ": the object or the External ID field does not exist, or the user may not see it";
            case "URL_NOT_RESET" -> this + ": the org lives at another address; see salesforce.instance-url";
            default -> code.startsWith(HTTP) || status == 401 && !message.isEmpty() ? message : ofStatus();
        };
    }

    /**
     * The same with what Salesforce says of it, for calls that carry nothing of a row.
     */
    public String explainedInFull() {
        return explained(Sentence.open(message.lines().findFirst().orElse("")));
    }

    private String ofStatus() {
        String meaning =
                switch (status) {
                    case 400 -> ": Salesforce does not accept the request as it is";
                    case 403 -> ": the user may not do this; see its profile and permission sets";
                    case 429 -> ": too many requests; try again later";
                    case 500, 502, 503, 504 -> ": Salesforce is busy or under maintenance";
                    default -> "";
                };
        return this + meaning;
    }

    /** Without the message, which may hold values of the row. */
    @Override
    public String toString() {
        return status == 200 ? code : code + " (status " + status + ")";
    }

    /** The first one says what to do; what the others say is part of the message. */
    private static CallError of(int status, List<RestError> errors) {
        RestError first = errors.get(0);
        String message = errors.size() == 1
                ? messageOf(first)
                : Sentence.open(messageOf(first))
                        + errors.stream()
                                .skip(1)
                                .map(error -> "; " + codeOf(error) + ": " + Sentence.open(messageOf(error)))
                                .collect(Collectors.joining());
        return new CallError(
                status,
                codeOf(first),
                message,
                errors.stream()
                        .filter(error -> error.getFields() != null)
                        .flatMap(error -> error.getFields().stream())
                        .distinct()
                        .toList());
    }

    private static String codeOf(RestError error) {
        return error.getErrorCode() == null ? "UNKNOWN_ERROR" : error.getErrorCode();
    }

    private static String messageOf(RestError error) {
        String message = error.getMessage() == null ? "" : error.getMessage();
        return error instanceof OrgError more && !more.matches().isEmpty()
                ? message + " (matches " + String.join(", ", more.matches()) + ")"
                : message;
    }
}
