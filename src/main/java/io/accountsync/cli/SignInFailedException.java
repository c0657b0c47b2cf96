package io.accountsync.cli;

import io.accountsync.config.Sentence;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Carries Salesforce's refusal through picocli. */
final class SignInFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SignInFailedException(SalesforceException cause) {
        super(Sentence.closed(cause.getMessage()), cause);
    }
}
