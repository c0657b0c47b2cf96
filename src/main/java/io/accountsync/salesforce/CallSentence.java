package io.accountsync.salesforce;

import io.accountsync.config.Sentence;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.util.ObjectHelper;

/**
 * Turns whatever a call met into a sentence for people: every command, report and alert takes it from here. It has nothing of a
 * row, nothing of an answer's body, and nothing of the libraries in between.
 */
public final class CallSentence {
    private CallSentence() {}

    /** What a failed call means, as a whole sentence; {@code error} is, or is caused by, a {@link SalesforceException}. */
    public static String of(Throwable error) {
        AuthorizationException authorization = ObjectHelper.getException(AuthorizationException.class, error);
        if (authorization != null) {
            return authorization.getMessage();
        }
        CallError call = CallError.ofThrown(error);
        String verb = call.isAnswered() ? "Salesforce refused a call: " : "The request to Salesforce failed: ";
        return Sentence.closed(verb + call.explained());
    }
}
