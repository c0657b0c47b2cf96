package io.accountsync.localorg.oauth;

import io.accountsync.localorg.rest.Json;
import io.accountsync.localorg.rest.RestAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code revoke} and {@code introspect}: what becomes of tokens after they were given out. */
final class TokenAdministration {

    private final ConnectedApp app;
    private final OrgIdentity org;
    private final Users users;
    private final TokenStore tokens;

    TokenAdministration(ConnectedApp app, OrgIdentity org, Users users, TokenStore tokens) {
        this.app = app;
        this.org = org;
        this.users = users;
        this.tokens = tokens;
    }

    /** {@code POST} form or {@code GET ?token=}: 200 without body; errors urlencoded, as jsforce parses them. */
    RestAnswer revoke(OAuthRequest request) {
        String token = request.param("token");
        if (token != null && tokens.revoke(token)) {
            return RestAnswer.noContent(200);
        }
        Map<String, String> error = new LinkedHashMap<>();
        error.put("error", "invalid_token");
        error.put("error_description", "token_expired_or_revoked");
        return TokenFormat.text(400, "application/x-www-form-urlencoded;charset=UTF-8", TokenFormat.urlencoded(error));
    }

    /** {@code POST} with the client's credentials: what the token is, or only that it is not active. */
    RestAnswer introspect(OAuthRequest request) {
        app.requireClient(request);
        String token = request.require("token");
        Optional<AccessToken> session = tokens.session(token);
        if (session.isPresent()) {
            return active(session.get().userId(), session.get().scope(), "access_token", session.get());
        }
        Optional<Grant> grant = tokens.grant(token);
        return grant.isPresent()
                ? active(grant.get().userId, grant.get().scope, "refresh_token", null)
                : RestAnswer.json(200, Json.write(Map.of("active", false)));
    }

    private RestAnswer active(String userId, String scope, String type, AccessToken session) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("active", true);
        facts.put("scope", scope);
        facts.put("client_id", app.clientId());
        facts.put("username", users.fields(userId).get("Username"));
        facts.put("sub", org.idUrl(userId));
        facts.put("token_type", type);
        if (session != null) {
            facts.put("exp", session.expiresAt().getEpochSecond());
            facts.put("iat", session.issuedAt().getEpochSecond());
            facts.put("nbf", session.issuedAt().getEpochSecond());
        }
        return RestAnswer.json(200, Json.write(facts));
    }
}
