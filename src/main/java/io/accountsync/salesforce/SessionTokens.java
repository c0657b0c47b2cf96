package io.accountsync.salesforce;

/**
 * What a login gave.
 *
 * @param accessToken the session
 * @param instanceUrl scheme and host of the org's API, without a slash at the end
 * @param identityUrl {@code .../id/<org>/<user>}; null when an access token was configured and no login was needed yet
 */
record SessionTokens(String accessToken, String instanceUrl, String identityUrl) {
    /** Without the token. */
    @Override
    public String toString() {
        return "SessionTokens[" + instanceUrl + "]";
    }
}
