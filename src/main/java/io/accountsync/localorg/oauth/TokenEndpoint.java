package io.accountsync.localorg.oauth;

import io.accountsync.localorg.oauth.AuthorizationCodes.Consent;
import io.accountsync.localorg.oauth.TokenStore.Refreshed;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** {@code POST /services/oauth2/token}: every grant ends in the same answer. */
final class TokenEndpoint {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Set<String> SALESFORCE_AUDIENCES =
            Set.of("https://login.salesforce.com", "https://test.salesforce.com");

    private final ConnectedApp app;
    private final OrgIdentity org;
    private final Users users;
    private final String integrationUserId;
    private final TokenStore tokens;
    private final AuthorizationCodes codes;
    private final TokenAnswer answers;
    private final Clock clock;

    TokenEndpoint(
            ConnectedApp app,
            OrgIdentity org,
            Users users,
            String integrationUserId,
            TokenStore tokens,
            AuthorizationCodes codes,
            Clock clock) {
        this.app = app;
        this.org = org;
        this.users = users;
        this.integrationUserId = integrationUserId;
        this.tokens = tokens;
        this.codes = codes;
        this.answers = new TokenAnswer(org, app.clientSecret());
        this.clock = clock;
    }

    /** The members of the answer in Salesforce's order; refuses with an {@link OAuthException}. */
    Map<String, String> grant(OAuthRequest request) {
        String grant = request.require("grant_type");
        return switch (grant) {
            case "refresh_token" -> refresh(request);
            case "authorization_code" -> code(request);
            case "client_credentials" -> clientCredentials(request);
            case JWT_BEARER -> jwt(request);
            case "password" -> password(request);
            default -> throw new OAuthException("unsupported_grant_type", "grant type not supported");
        };
    }

    private Map<String, String> refresh(OAuthRequest request) {
        app.requireClient(request);
        Refreshed refreshed = tokens.refresh(request.require("refresh_token"));
        return answers.of(refreshed.session(), refreshed.refreshToken());
    }

    private Map<String, String> code(OAuthRequest request) {
        app.requireClient(request);
        Consent consent = codes.redeem(
                request.require("code"),
                request.require("redirect_uri"),
                request.param("code_verifier"),
                app.requirePkce());
        boolean refreshable =
                consent.scope().contains("refresh_token") || consent.scope().contains("offline_access");
        if (!refreshable) {
            return answers.of(tokens.newSession(consent.userId(), consent.scope()), null);
        }
        String refreshToken = tokens.newRefreshToken(consent.userId(), consent.scope());
        return answers.of(tokens.firstSession(refreshToken), refreshToken);
    }

    private Map<String, String> clientCredentials(OAuthRequest request) {
        app.requireClient(request);
        return answers.of(tokens.newSession(integrationUserId, "api id web"), null);
    }

    private Map<String, String> jwt(OAuthRequest request) {
        JwtAssertion assertion = JwtAssertion.verified(request.require("assertion"), app.certificate());
        if (!app.clientId().equals(assertion.issuer())) {
            throw new OAuthException("invalid_client_id", "client identifier invalid");
        }
        if (!SALESFORCE_AUDIENCES.contains(assertion.audience())
                && !org.baseUrl().get().equals(assertion.audience())) {
            throw OAuthException.invalidGrant("audience is invalid");
        }
        if (!clock.instant().isBefore(assertion.expires())) {
            throw OAuthException.invalidGrant("expired authorization code");
        }
        String userId = users.idOf(assertion.subject())
                .orElseThrow(() -> OAuthException.invalidGrant("user hasn't approved this consumer"));
        return answers.of(tokens.newSession(userId, "api id web"), null);
    }

    /** External Client Apps have no such flow, so it never succeeds here. */
    private Map<String, String> password(OAuthRequest request) {
        app.requireClient(request);
        throw OAuthException.invalidGrant("authentication failure");
    }
}
