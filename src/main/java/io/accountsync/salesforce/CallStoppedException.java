package io.accountsync.salesforce;

import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * A call was refused for a reason that holds for every call: the day's calls are used up, the user has no access, the org is
 * locked. Nothing passes until a person acts or that limit has come back.
 */
public final class CallStoppedException extends SalesforceException {
    private static final long serialVersionUID = 1L;

    private final SalesforceException refusal;

    /** @param refusal as Salesforce gave it */
    CallStoppedException(SalesforceException refusal) {
        super(refusal.getErrors(), refusal.getStatusCode(), refusal.getMessage(), refusal);
        this.refusal = refusal;
    }

    /** What Salesforce said. */
    SalesforceException refusal() {
        return refusal;
    }
}
