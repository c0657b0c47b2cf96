package io.accountsync.localorg.oauth;

import io.accountsync.localorg.oauth.TokenStore.Refreshed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code POST /services/oauth2/token}: every grant ends in the same answer. */
public final class TokenEndpoint {

    private final ConnectedApp app;
    private final OrgIdentity org;
    private final TokenStore tokens;
    private final Clock clock;

    public TokenEndpoint(ConnectedApp app, OrgIdentity org, TokenStore tokens, Clock clock) {
        this.app = app;
        this.org = org;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The members of the answer in Salesforce's order; refuses with an {@link OAuthException}. */
    public Map<String, String> grant(OAuthRequest request) {
        String grant = request.param("grant_type");
        if (grant == null) {
            throw new OAuthException("invalid_request", "grant type not supported");
        }
        return switch (grant) {
            case "refresh_token" -> refresh(request);
            default -> throw new OAuthException("unsupported_grant_type", "grant type not supported");
        };
    }

    private Map<String, String> refresh(OAuthRequest request) {
        requireClient(request);
        String refreshToken = request.param("refresh_token");
        if (refreshToken == null) {
            throw new OAuthException("invalid_request", "missing required parameter: refresh_token");
        }
        Refreshed refreshed = tokens.refresh(refreshToken);
        return answer(refreshed.session(), refreshed.refreshToken());
    }

    private void requireClient(OAuthRequest request) {
        if (!app.clientId().equals(request.clientId())) {
            throw new OAuthException("invalid_client_id", "client identifier invalid");
        }
        if (!app.clientSecret().equals(request.clientSecret())) {
            throw new OAuthException("invalid_client", "invalid client credentials");
        }
    }

    private Map<String, String> answer(AccessToken session, String refreshToken) {
        String id = org.idUrl(session.userId());
        String issuedAt = String.valueOf(clock.millis());
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("access_token", session.token());
        if (refreshToken != null) {
            answer.put("refresh_token", refreshToken);
        }
        answer.put("signature", signature(id + issuedAt));
        answer.put("scope", session.scope());
        answer.put("instance_url", org.baseUrl().get());
        answer.put("id", id);
        answer.put("token_type", "Bearer");
        answer.put("issued_at", issuedAt);
        return answer;
    }

    private String signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(app.clientSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }
}
