package io.accountsync.salesforce;

import java.util.function.Supplier;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceLoginConfig;

/** Camel's login configuration with the refresh token that counts now, and without secrets when it is logged. */
final class OrgLoginConfig extends SalesforceLoginConfig {
    private final Supplier<String> refreshToken;

    OrgLoginConfig(Credentials credentials, Supplier<String> refreshToken) {
        this.refreshToken = refreshToken;
        setType(AuthenticationType.REFRESH_TOKEN);
        setLoginUrl(credentials.loginUrl());
        setInstanceUrl(credentials.instanceUrl());
        setClientId(credentials.clientId());
        setClientSecret(credentials.clientSecret());
        // Keeps the component's own session inert: it never logs in and so never revokes.
        setLazyLogin(true);
    }

    @Override
    public String getRefreshToken() {
        return refreshToken.get();
    }

    @Override
    public String toString() {
        return "OrgLoginConfig[" + getLoginUrl() + "]";
    }
}
