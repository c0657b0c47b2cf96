package io.accountsync.localorg.oauth;

import io.accountsync.localorg.rest.RestAnswer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** All OAuth addresses of one org. */
public final class OAuth {

    private final AuthorizeEndpoint authorize;
    private final TokenEndpoint token;
    private final TokenAdministration administration;
    private final IdentityEndpoint identity;
    private final ConsentPage page;
    private final Clock clock;

    /** @param integrationUserId who consents in the browser, and whom client credentials stand for */
    public OAuth(
            ConnectedApp app,
            OrgIdentity org,
            String orgName,
            Users users,
            String integrationUserId,
            TokenStore tokens,
            Clock clock) {
        AuthorizationCodes codes = new AuthorizationCodes(clock);
        String username = String.valueOf(users.fields(integrationUserId).get("Username"));
        this.clock = clock;
        this.page = new ConsentPage(orgName, username);
        this.authorize = new AuthorizeEndpoint(app, codes, page, integrationUserId);
        this.token = new TokenEndpoint(app, org, users, integrationUserId, tokens, codes, clock);
        this.administration = new TokenAdministration(app, org, users, tokens);
        this.identity = new IdentityEndpoint(org, users, tokens);
    }

    /** {@code GET} and {@code POST /services/oauth2/authorize}. */
    public RestAnswer authorize(OAuthRequest request) {
        return authorize.authorize(request);
    }

    /** {@code POST /services/oauth2/token}. */
    public RestAnswer token(OAuthRequest request) {
        return dated(granted(request));
    }

    /** The answer to a refresh while another one with the same token is under way. */
    public static RestAnswer alreadyBeingProcessed(OAuthRequest request) {
        return refused(OAuthException.invalidGrant("token request is already being processed"), request);
    }

    private RestAnswer granted(OAuthRequest request) {
        try {
            if (!request.method().equals("POST")) {
                throw new OAuthException("invalid_request", "must use HTTP POST");
            }
            return TokenFormat.answer(200, token.grant(request), request);
        } catch (OAuthException e) {
            return refused(e, request);
        }
    }

    /** A client can see by it that its own clock is wrong. */
    private RestAnswer dated(RestAnswer answer) {
        return answer.withHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
    }

    /** {@code GET} and {@code POST /services/oauth2/revoke}. */
    public RestAnswer revoke(OAuthRequest request) {
        return administration.revoke(request);
    }

    /** {@code POST /services/oauth2/introspect}. */
    public RestAnswer introspect(OAuthRequest request) {
        try {
            return administration.introspect(request);
        } catch (OAuthException e) {
            return refused(e, request);
        }
    }

    /** {@code GET} and {@code POST /services/oauth2/userinfo}. */
    public RestAnswer userInfo(OAuthRequest request) {
        return identity.userInfo(request);
    }

    /** {@code GET /id/{org}/{user}}. */
    public RestAnswer identity(OAuthRequest request) {
        return identity.identity(request);
    }

    /** {@code GET /services/oauth2/success}. */
    public RestAnswer success(OAuthRequest request) {
        return page.success();
    }

    private static RestAnswer refused(OAuthException e, OAuthRequest request) {
        Map<String, String> error = new LinkedHashMap<>();
        error.put("error", e.error());
        error.put("error_description", e.getMessage());
        return TokenFormat.answer(400, error, request);
    }
}
