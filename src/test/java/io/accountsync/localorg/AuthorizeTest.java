package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.OrgClient.Answer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizeTest {

    private static final KeyPair KEYS = keys();

    private final TickingClock clock = new TickingClock();
    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .clock(clock)
            .certificate(KEYS.getPublic())
            .callback("https://example.com/oauth")
            .build());
    private final OrgClient client = new OrgClient(org);
    private final SignIn signIn = SignIn.with(client, org);

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void consentPageShowsAppAndHasTwoButtons() {
        Answer page = client.send(client.request("/services/oauth2/authorize?response_type=code&client_id="
                + org.clientId() + "&redirect_uri=http://localhost:9/cb&state=%3Cscript%3E"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body())
                .contains("integration@localorg.example", "value=\"allow\"", "value=\"deny\"", "&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void consentLeadsToACodeThatIsGoodForTokens() {
        signIn.authorizing("state", "a b&c");

        Answer redirect = signIn.decide("allow");
        Answer tokens = signIn.exchange(SignIn.parameter(redirect, "code"));

        assertThat(redirect.status()).isEqualTo(302);
        assertThat(redirect.header("Location"))
                .startsWith(SignIn.CALLBACK + "?code=aPrx")
                .contains("%3D%3D");
        assertThat(SignIn.parameter(redirect, "state")).isEqualTo("a b&c");
        assertThat(client.refresh(tokens.json().get("refresh_token").asText()).status())
                .isEqualTo(200);
        client.useSession(tokens.json().get("access_token").asText());
        assertThat(client.get("/services/data/v62.0/limits").status()).isEqualTo(200);
    }

    @Test
    void denialComesBackAsAnError() {
        Answer redirect = signIn.decide("deny");

        assertThat(SignIn.parameter(redirect, "error")).isEqualTo("access_denied");
        assertThat(SignIn.parameter(redirect, "error_description")).isEqualTo("end-user denied authorization");
    }

    @Test
    void codeIsGoodOnlyOnce() {
        String code = SignIn.parameter(signIn.decide("allow"), "code");
        signIn.exchange(code);

        assertRefused(signIn.exchange(code), "invalid_grant", "invalid authorization code");
    }

    @Test
    void codeExpiresAfterFifteenMinutes() {
        String code = SignIn.parameter(signIn.decide("allow"), "code");
        clock.advance(Duration.ofMinutes(15));

        assertRefused(signIn.exchange(code), "invalid_grant", "expired authorization code");
    }

    @Test
    void codeIsBoundToItsCallback() {
        signIn.exchanging("redirect_uri", "http://localhost:1717/other");

        assertRefused(signIn.code(), "redirect_uri_mismatch", "redirect_uri must match configuration");
    }

    @Test
    void callbackThatTheAppDoesNotKnowGetsNothing() {
        Answer page =
                signIn.authorizing("redirect_uri", "https://evil.example/cb").decide("allow");

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.header("Location")).isNull();
        assertThat(page.body()).contains("redirect_uri_mismatch");
    }

    @Test
    void registeredCallbackIsKnown() {
        assertThat(signIn.authorizing("redirect_uri", "https://example.com/oauth")
                        .decide("allow")
                        .header("Location"))
                .startsWith("https://example.com/oauth?code=");
    }

    @Test
    void unknownClientGetsAPage() {
        assertThat(signIn.authorizing("client_id", "nobody").decide("allow").body())
                .contains("invalid_client_id");
    }

    @Test
    void scopeWithoutRefreshTokenGivesNone() {
        assertThat(signIn.authorizing("scope", "api").code().json().has("refresh_token"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"43, S256", "128, S256", "171,"})
    void challengeIsS256WhateverTheMethodSays(int length, String method) {
        String verifier = "v".repeat(length);
        signIn.authorizing("code_challenge", s256(verifier)).exchanging("code_verifier", verifier);
        if (method != null) {
            signIn.authorizing("code_challenge_method", method);
        }

        assertThat(signIn.code().status()).isEqualTo(200);
    }

    @Test
    void verifierThatDoesNotFitIsRefused() {
        signIn.authorizing("code_challenge", s256("one")).exchanging("code_verifier", "another");

        assertRefused(signIn.code(), "invalid_grant", "invalid code verifier");
    }

    @Test
    void missingVerifierIsRefusedOnceAChallengeWasGiven() {
        assertRefused(
                signIn.authorizing("code_challenge", s256("one")).code(), "invalid_grant", "invalid code verifier");
    }

    @Test
    void appThatRequiresPkceRefusesToGoOnWithoutAChallenge() {
        try (LocalOrg strict =
                LocalOrg.start(LocalOrgOptions.builder().requirePkce(true).build())) {
            Answer redirect = SignIn.with(new OrgClient(strict), strict).decide("allow");

            assertThat(SignIn.parameter(redirect, "error")).isEqualTo("invalid_request");
        }
    }

    @Test
    void signedAssertionGivesASession() {
        Answer answer = client.token(Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "assertion",
                assertion(org.clientId(), "integration@localorg.example", org.baseUrl(), 180, KEYS)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().has("refresh_token")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "sub, nobody@example.com, invalid_grant, user hasn't approved this consumer",
        "aud, https://example.com, invalid_grant, audience is invalid",
        "iss, nobody, invalid_client_id, client identifier invalid",
        "exp, -1, invalid_grant, expired authorization code",
        "key, other, invalid_grant, invalid assertion"
    })
    void assertionIsCheckedClaimByClaim(String claim, String value, String error, String description) {
        String assertion = assertion(
                claim.equals("iss") ? value : org.clientId(),
                claim.equals("sub") ? value : "integration@localorg.example",
                claim.equals("aud") ? value : "https://login.salesforce.com",
                claim.equals("exp") ? -1 : 180,
                claim.equals("key") ? keys() : KEYS);

        Answer answer = client.token(
                Map.of("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", assertion));

        assertRefused(answer, error, description);
    }

    private static void assertRefused(Answer answer, String error, String description) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).isEqualTo(error);
        assertThat(answer.json().get("error_description").asText()).isEqualTo(description);
    }

    private String assertion(String issuer, String subject, String audience, int seconds, KeyPair keys) {
        String header = base64("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8));
        String claims = base64(OrgClient.json(Map.of(
                        "iss", issuer,
                        "sub", subject,
                        "aud", audience,
                        "exp", clock.instant().getEpochSecond() + seconds))
                .getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update((header + "." + claims).getBytes(StandardCharsets.US_ASCII));
            return header + "." + claims + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String s256(String verifier) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
