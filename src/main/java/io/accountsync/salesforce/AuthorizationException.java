package io.accountsync.salesforce;

import io.accountsync.config.Sentence;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Salesforce refused the login for good: repeating it does not help, a person must act. The message says what happened and
 * what to do.
 */
public final class AuthorizationException extends SalesforceException {
    private static final long serialVersionUID = 1L;

    private final String error;

    /**
     * An OAuth error answer.
     *
     * @param error its {@code error} member
     * @param description its {@code error_description}, or null
     * @param remedy what it means and what to do, in sentences
     */
    AuthorizationException(String error, String description, String remedy) {
        super(
                Sentence.closed("Salesforce refused the login: " + error
                                + (description == null ? "" : " (" + description + ")"))
                        + " " + Sentence.closed(remedy),
                400);
        this.error = error;
    }

    /**
     * An OAuth error as {@link OAuthErrors} explains it.
     *
     * @param flow by which access was asked for
     * @param description as Salesforce words it, or null
     */
    public static AuthorizationException of(LoginFlow flow, String error, String description) {
        return new AuthorizationException(error, description, OAuthErrors.explain(flow, error, description));
    }

    /** A login that was not even tried, since it cannot succeed. */
    AuthorizationException(String message) {
        super(Sentence.closed(message), 400);
        this.error = "invalid_grant";
    }

    /** The OAuth error, such as {@code invalid_grant}. */
    public String error() {
        return error;
    }

    /** Whether the token, code or assertion itself is what Salesforce does not take. */
    boolean isDeadGrant() {
        return error.equals("invalid_grant");
    }
}
