package io.accountsync.localorg.oauth;

import io.accountsync.localorg.rest.Json;
import io.accountsync.localorg.rest.RestAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code userinfo} and the identity address: who a token belongs to. */
final class IdentityEndpoint {

    private final OrgIdentity org;
    private final Users users;
    private final TokenStore tokens;

    IdentityEndpoint(OrgIdentity org, Users users, TokenStore tokens) {
        this.org = org;
        this.users = users;
        this.tokens = tokens;
    }

    /** {@code GET /services/oauth2/userinfo}: OpenID claims. */
    RestAnswer userInfo(OAuthRequest request) {
        return answer(request, session -> {
            Map<String, Object> user = users.fields(session.userId());
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("sub", org.idUrl(session.userId()));
            claims.put("user_id", session.userId());
            claims.put("organization_id", org.orgId());
            claims.put("preferred_username", user.get("Username"));
            claims.put("nickname", user.get("CommunityNickname"));
            claims.put("name", user.get("Name"));
            claims.put("email", user.get("Email"));
            claims.put("email_verified", true);
            claims.put("given_name", user.get("FirstName"));
            claims.put("family_name", user.get("LastName"));
            claims.put("zoneinfo", user.get("TimeZoneSidKey"));
            claims.put("profile", org.baseUrl().get() + "/" + session.userId());
            claims.put("urls", urls(session.userId()));
            claims.put("active", user.get("IsActive"));
            claims.put("user_type", "STANDARD");
            claims.put("language", user.get("LanguageLocaleKey"));
            claims.put("locale", user.get("LocaleSidKey"));
            claims.put("utcOffset", 0);
            return claims;
        });
    }

    /** {@code GET /id/{org}/{user}}. */
    RestAnswer identity(OAuthRequest request) {
        if (!request.path().contains(org.orgId())) {
            return refused("Wrong_Org");
        }
        return answer(request, session -> {
            Map<String, Object> user = users.fields(session.userId());
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("id", org.idUrl(session.userId()));
            facts.put("asserted_user", true);
            facts.put("user_id", session.userId());
            facts.put("organization_id", org.orgId());
            facts.put("username", user.get("Username"));
            facts.put("nick_name", user.get("CommunityNickname"));
            facts.put("display_name", user.get("Name"));
            facts.put("email", user.get("Email"));
            facts.put("email_verified", true);
            facts.put("first_name", user.get("FirstName"));
            facts.put("last_name", user.get("LastName"));
            facts.put("timezone", user.get("TimeZoneSidKey"));
            facts.put("urls", urls(session.userId()));
            facts.put("active", user.get("IsActive"));
            facts.put("user_type", "STANDARD");
            facts.put("language", user.get("LanguageLocaleKey"));
            facts.put("locale", user.get("LocaleSidKey"));
            facts.put("utcOffset", 0);
            facts.put("is_app_installed", true);
            return facts;
        });
    }

    private interface Facts {
        Map<String, Object> about(AccessToken session);
    }

    private RestAnswer answer(OAuthRequest request, Facts facts) {
        Optional<String> token = request.bearer();
        if (token.isEmpty()) {
            return refused("Missing_OAuth_Token");
        }
        return token.flatMap(tokens::session)
                .map(session -> RestAnswer.json(200, Json.write(facts.about(session))))
                .orElseGet(() -> refused("Bad_OAuth_Token"));
    }

    private static RestAnswer refused(String reason) {
        return TokenFormat.text(403, "text/html;charset=UTF-8", reason);
    }

    private Map<String, String> urls(String userId) {
        String base = org.baseUrl().get();
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("rest", base + "/services/data/v{version}/");
        urls.put("sobjects", base + "/services/data/v{version}/sobjects/");
        urls.put("query", base + "/services/data/v{version}/query/");
        urls.put("profile", base + "/" + userId);
        return urls;
    }
}
