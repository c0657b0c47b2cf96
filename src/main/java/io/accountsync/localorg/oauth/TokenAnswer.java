package io.accountsync.localorg.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a grant answers: all values are strings, {@code issued_at} is in milliseconds. */
final class TokenAnswer {

    private final OrgIdentity org;
    private final String clientSecret;

    TokenAnswer(OrgIdentity org, String clientSecret) {
        this.org = org;
        this.clientSecret = clientSecret;
    }

    /** @param refreshToken null when the client keeps the one that it has, or gets none */
    Map<String, String> of(AccessToken session, String refreshToken) {
        String id = org.idUrl(session.userId());
        String issuedAt = String.valueOf(session.issuedAt().toEpochMilli());
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
            mac.init(new SecretKeySpec(clientSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }
}
