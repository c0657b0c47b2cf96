package io.accountsync.salesforce;

import io.accountsync.config.Sentence;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * A login did not come about, and may later: no answer, one that is not Salesforce's, or one that says to come back. The
 * message tells it as a sentence, without secrets.
 */
public final class LoginException extends SalesforceException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String code;
    private final boolean open;

    /**
     * A login of which nobody knows whether Salesforce gave a session.
     *
     * @param reason what went wrong, after "The request to Salesforce failed: "
     */
    public LoginException(String reason, Throwable cause) {
        this(reason, CallError.NO_ANSWER, 0, true, cause);
    }

    private LoginException(String reason, String code, int status, boolean open, Throwable cause) {
        super(Sentence.closed("The request to Salesforce failed: " + reason), status, cause);
        this.reason = reason;
        this.code = code;
        this.open = open;
    }

    /** A login that got no answer, for whatever reason the client has. */
    public static LoginException unanswered(String loginUrl, Throwable cause) {
        return new LoginException("the login at " + loginUrl + " got no answer: " + NoAnswer.reason(cause), cause);
    }

    /** A login that was answered, and so that no session was given. */
    static LoginException answered(String reason) {
        return new LoginException(reason, CallError.NO_ANSWER, 0, false, null);
    }

    /**
     * A login that Salesforce answered with an error of its API.
     *
     * @param code such as {@code REQUEST_LIMIT_EXCEEDED}
     */
    static LoginException refused(String code, int status) {
        return new LoginException(
                "the login was answered with " + code + " (status " + status + ")", code, status, status >= 500, null);
    }

    /** The message without its beginning and its full stop. */
    String reason() {
        return reason;
    }

    /** Salesforce's own code; {@link CallError#NO_ANSWER} where it gave none. */
    String code() {
        return code;
    }

    /** Whether Salesforce may have given a session, and a new refresh token with it, that never got here. */
    boolean leavesOpen() {
        return open;
    }
}
