package io.accountsync.salesforce;

import io.accountsync.config.Sentence;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** A call that was not to be made any more, or not to be waited for: the message says why, for people. */
public final class CallRefusedException extends SalesforceException {
    private static final long serialVersionUID = 1L;

    private final boolean underWay;

    /** Of a call that never left. */
    public CallRefusedException(String message) {
        this(message, false);
    }

    private CallRefusedException(String message, boolean underWay) {
        super(Sentence.closed(message), null);
        this.underWay = underWay;
    }

    /** Of a call that was sent and is not waited for any more. */
    static CallRefusedException ofCallUnderWay(String message) {
        return new CallRefusedException(message, true);
    }

    /** Whether Salesforce may have it. */
    boolean wasUnderWay() {
        return underWay;
    }
}
