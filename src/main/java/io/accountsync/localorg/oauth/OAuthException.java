package io.accountsync.localorg.oauth;

/** An OAuth call that is refused with 400 and {@code {"error":…,"error_description":…}}. */
public final class OAuthException extends RuntimeException {

    private final String error;

    /** @param error Salesforce's error code, such as {@code invalid_grant} */
    public OAuthException(String error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    /** Salesforce's error code; the message is its description. */
    public String error() {
        return error;
    }

    static OAuthException invalidGrant(String description) {
        return new OAuthException("invalid_grant", description);
    }
}
