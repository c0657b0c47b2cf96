package io.accountsync.localorg.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** The assertion of the JWT bearer flow: signed RS256 with the key of the app's certificate. */
record JwtAssertion(String issuer, String subject, String audience, Instant expires) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads an assertion and verifies its signature.
     *
     * @throws OAuthException {@code invalid_grant}, "invalid assertion", when it is malformed or the signature is not the
     *     key's
     */
    static JwtAssertion verified(String token, PublicKey key) {
        String[] parts = token == null ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3 || key == null) {
            throw OAuthException.invalidGrant("invalid assertion");
        }
        try {
            JsonNode header = json(parts[0]);
            if (!"RS256".equals(header.path("alg").asText()) || !signed(parts, key)) {
                throw OAuthException.invalidGrant("invalid assertion");
            }
            JsonNode claims = json(parts[1]);
            JsonNode audience = claims.path("aud");
            return new JwtAssertion(
                    claims.path("iss").asText(),
                    claims.has("sub")
                            ? claims.path("sub").asText()
                            : claims.path("prn").asText(),
                    audience.isArray() ? audience.path(0).asText() : audience.asText(),
                    Instant.ofEpochSecond(claims.path("exp").asLong()));
        } catch (IOException | IllegalArgumentException e) {
            throw OAuthException.invalidGrant("invalid assertion");
        }
    }

    private static JsonNode json(String part) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(part));
    }

    private static boolean signed(String[] parts, PublicKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
