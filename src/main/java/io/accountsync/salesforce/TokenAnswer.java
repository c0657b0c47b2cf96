package io.accountsync.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.accountsync.config.Sentence;
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
    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * Reads an answer.
     *
     * @param flow by which the session was asked for; null for the exchange of a code
     * @param now by the clock of this machine, for errors that come of a wrong one
     * @throws AuthorizationException when Salesforce refuses for good
     * @throws LoginException when this is not an answer of Salesforce, none that holds a session, or one that says to
     *     come back
     */
    public static TokenAnswer read(LoginFlow flow, TokenEndpoint.Answer answer, Instant now)
            throws AuthorizationException, LoginException {
        int status = answer.status();
        JsonNode json = parse(answer.body());
        String error = json.path("error").asText("");
        if (!error.isEmpty()) {
            String description = json.path("error_description").asText(null);
            String meaning = OAuthErrors.explain(flow, error, description);
            if (status >= 500 || status == TOO_MANY_REQUESTS || OAuthErrors.isPassing(flow, error, description)) {
                throw LoginException.answered(Sentence.closed("the login was answered with status " + status + " and "
                                + error + (description == null ? "" : " (" + description + ")"))
                        + " " + meaning);
            }
            throw new AuthorizationException(
                    error,
                    description,
                    meaning
                            + answer.clockError(now)
                                    .map(sentence -> " " + sentence)
                                    .orElse(""));
        }
        if (json.path(0).hasNonNull("errorCode")) {
            throw LoginException.refused(json.path(0).path("errorCode").asText(), status);
        }
        String accessToken = json.path("access_token").asText("");
        String instanceUrl = json.path("instance_url").asText("");
        if (status != 200 || accessToken.isEmpty() || instanceUrl.isEmpty()) {
            throw noSession(answer);
        }
        return new TokenAnswer(
                accessToken,
                SalesforceAddress.origin("the instance_url that the login was answered with", instanceUrl),
                json.path("id").asText(null),
                json.path("refresh_token").asText(null));
    }

    private static LoginException noSession(TokenEndpoint.Answer answer) {
        int status = answer.status();
        String reason = "the login was answered with " + AnswerException.status(status, null) + " and "
                + BodyKind.of(null, answer.body())
                + "; a proxy or another server may be in between, or salesforce.login-url is not where Salesforce is";
        // Whatever refused, it gave no token; a success or a gateway that gave up leaves that open.
        return status / 100 == 2 || status >= 500 ? new LoginException(reason, null) : LoginException.answered(reason);
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

    /** Never a word of the parser's, which quotes the answer. */
    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body == null || body.isBlank() ? "{}" : body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
