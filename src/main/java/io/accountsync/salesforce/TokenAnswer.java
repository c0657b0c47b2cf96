package io.accountsync.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;

/**
 * What the token endpoint gave.
 *
 * @param accessToken the session
 * @param instanceUrl scheme and host of the org's API, without a slash at the end
 * @param identityUrl {@code .../id/<org>/<user>}, or null
 * @param refreshToken the one to use from now on; null when the old one stays or the flow has none
 */
public record TokenAnswer(String accessToken, String instanceUrl, String identityUrl, String refreshToken) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads an answer.
     *
     * @param flow by which the session was asked for
     * @param now by the clock of this machine, for errors that come of a wrong one
     * @throws AuthorizationException when Salesforce refuses for good
     * @throws LoginException when this is no answer of Salesforce, or none that holds a session
     */
    public static TokenAnswer read(LoginFlow flow, TokenEndpoint.Answer answer, Instant now)
            throws AuthorizationException, LoginException {
        int status = answer.status();
        JsonNode json = parse(status, answer.body());
        String error = json.path("error").asText(null);
        if (error != null && status < 500 && !OAuthErrors.isPassing(error)) {
            String description = json.path("error_description").asText(null);
            throw new AuthorizationException(
                    error,
                    description,
                    OAuthErrors.explain(flow, error, description)
                            + answer.clockError(now)
                                    .map(sentence -> " " + sentence)
                                    .orElse(""));
        }
        String accessToken = json.path("access_token").asText("");
        String instanceUrl = json.path("instance_url").asText("");
        if (status != 200 || accessToken.isEmpty() || instanceUrl.isEmpty()) {
            throw new LoginException(
                    "the login was answered with status " + status + " and no session"
                            + (error == null ? "" : ", but " + error),
                    null);
        }
        return new TokenAnswer(
                accessToken,
                SalesforceAddress.origin("the instance_url that the login was answered with", instanceUrl),
                json.path("id").asText(null),
                json.path("refresh_token").asText(null));
    }

    /** The 18 characters after {@code id/} in the identity URL; null when there is none. */
    public String orgId() {
        return identityUrl == null || !identityUrl.contains("id/")
                ? null
                : identityUrl.substring(identityUrl.indexOf("id/") + 3).replaceFirst("/.*", "");
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "TokenAnswer[" + instanceUrl + "]";
    }

    private static JsonNode parse(int status, String body) throws LoginException {
        try {
            return JSON.readTree(body == null || body.isBlank() ? "{}" : body);
        } catch (JsonProcessingException e) {
            // The parser's message quotes the answer, which may hold a token.
            throw new LoginException(
                    "the login was answered with status " + status + " and something that is not JSON. A proxy or "
                            + "another server is in between, or salesforce.login-url is not where Salesforce is",
                    null);
        }
    }
}
