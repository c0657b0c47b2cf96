package io.accountsync.localorg.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Codes given out on consent: each is good once, for 15 minutes, for the callback and challenge that it was given with. */
final class AuthorizationCodes {

    private static final Duration LIFETIME = Duration.ofMinutes(15);

    /** @param challenge null when the client sent none */
    private record Pending(String userId, String scope, String redirectUri, String challenge, Instant expires) {}

    /** What a code stood for. */
    record Consent(String userId, String scope) {}

    private final Clock clock;
    private final Secrets secrets = new Secrets();
    private final Map<String, Pending> pending = new HashMap<>();

    AuthorizationCodes(Clock clock) {
        this.clock = clock;
    }

    /** Ends in {@code ==} as Salesforce's codes do, so that clients which forget to encode or decode are found out. */
    synchronized String issue(String userId, String scope, String redirectUri, String challenge) {
        String code = "aPrx" + secrets.text(80) + "==";
        pending.put(
                code,
                new Pending(
                        userId, scope, redirectUri, challenge, clock.instant().plus(LIFETIME)));
        return code;
    }

    /**
     * Spends a code.
     *
     * @param verifier the PKCE verifier, null when none was sent; of any length, since jsforce sends 171 characters
     * @throws OAuthException when the code is unknown, spent or expired, or callback or verifier do not belong to it
     */
    synchronized Consent redeem(String code, String redirectUri, String verifier, boolean requirePkce) {
        Pending found = pending.remove(code);
        if (found == null) {
            throw OAuthException.invalidGrant("invalid authorization code");
        }
        if (!clock.instant().isBefore(found.expires())) {
            throw OAuthException.invalidGrant("expired authorization code");
        }
        if (!found.redirectUri().equals(redirectUri)) {
            throw new OAuthException("redirect_uri_mismatch", "redirect_uri must match configuration");
        }
        if (found.challenge() == null ? requirePkce : !found.challenge().equals(s256(verifier))) {
            throw OAuthException.invalidGrant("invalid code verifier");
        }
        return new Consent(found.userId(), found.scope());
    }

    private static String s256(String verifier) {
        if (verifier == null) {
            return "";
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
