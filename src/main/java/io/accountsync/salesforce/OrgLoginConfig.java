package io.accountsync.salesforce;

import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceLoginConfig;

/** What Camel wants to know of a login. Without secrets: our own session logs in, and Camel logs this configuration. */
final class OrgLoginConfig extends SalesforceLoginConfig {
    OrgLoginConfig(Credentials credentials) {
        setType(AuthenticationType.REFRESH_TOKEN);
        setLoginUrl(credentials.loginUrl());
        setInstanceUrl(credentials.instanceUrl());
        // Keeps the component's own session inert: it never logs in and so never revokes.
        setLazyLogin(true);
    }

    @Override
    public String toString() {
        return "OrgLoginConfig[" + getLoginUrl() + "]";
    }
}
