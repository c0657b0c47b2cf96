package io.accountsync.run.calls;

import org.apache.camel.component.salesforce.api.SalesforceException;

/** Carries what the org answered out of code that may throw nothing of the kind. */
public final class OrgFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OrgFailedException(SalesforceException cause) {
        super(cause);
    }

    @Override
    public synchronized SalesforceException getCause() {
        return (SalesforceException) super.getCause();
    }
}
