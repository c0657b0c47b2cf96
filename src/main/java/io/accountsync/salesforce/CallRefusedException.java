package io.accountsync.salesforce;

import io.accountsync.config.Sentence;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** A call that was not to be made any more, or not to be waited for: the message says why, for people. */
public final class CallRefusedException extends SalesforceException {
    private static final long serialVersionUID = 1L;

    public CallRefusedException(String message) {
        super(Sentence.closed(message), null);
    }
}
