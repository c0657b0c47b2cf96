package io.accountsync.salesforce;

import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * A login did not come about, and may later: no answer, or one that is not Salesforce's. The message tells it as a sentence,
 * without secrets.
 */
public final class LoginException extends SalesforceException {
    private static final long serialVersionUID = 1L;

    /** @param message what went wrong, after "Salesforce could not be asked: " and without a full stop */
    public LoginException(String message, Throwable cause) {
        super("Salesforce could not be asked: " + message + ".", 0, cause);
    }
}
