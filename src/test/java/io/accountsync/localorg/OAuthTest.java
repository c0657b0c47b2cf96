package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.OrgClient.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OAuthTest {

    private LocalOrg org = LocalOrg.start();
    private OrgClient client = new OrgClient(org);

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void refreshAnswersWhatClientsOfSalesforceExpect() {
        Answer answer = client.refresh(org.refreshToken());

        JsonNode json = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(json.get("access_token").asText()).matches("(00D\\w{12,15})![.\\w]*");
        assertThat(json.get("instance_url").asText()).isEqualTo(org.baseUrl());
        assertThat(json.get("id").asText()).matches(org.baseUrl() + "/id/" + org.orgId() + "/005\\w{15}");
        assertThat(json.get("token_type").asText()).isEqualTo("Bearer");
        assertThat(json.get("issued_at").isTextual()).isTrue();
        assertThat(json.get("issued_at").asText()).matches("\\d{13}");
        assertThat(json.get("signature").asText()).isNotEmpty();
        assertThat(json.get("scope").asText()).contains("refresh_token");
        assertThat(json.has("refresh_token")).isFalse();
    }

    @Test
    void keyAndSecretFitTheCliPatternForAuthAddresses() {
        assertThat(org.clientId()).matches("[a-zA-Z0-9._-]+={0,2}");
        assertThat(org.refreshToken()).matches("[a-zA-Z0-9._-]+={0,2}");
        assertThat(org.orgId()).startsWith("00D").hasSize(18);
    }

    @Test
    void clientMaySignInWithABasicHeader() {
        String basic = Base64.getEncoder()
                .encodeToString((org.clientId() + ":" + org.clientSecret()).getBytes(StandardCharsets.UTF_8));

        Answer answer = client.form(
                "/services/oauth2/token",
                Map.of("grant_type", "refresh_token", "refresh_token", org.refreshToken()),
                "Authorization",
                "Basic " + basic);

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "refresh_token, wrong, invalid_grant, expired access/refresh token",
        "client_id, wrong, invalid_client_id, client identifier invalid",
        "client_secret, wrong, invalid_client, invalid client credentials",
        "grant_type, magic, unsupported_grant_type, grant type not supported",
        "grant_type, password, invalid_grant, authentication failure"
    })
    void refusalsNameErrorAndDescription(String param, String value, String error, String description) {
        Map<String, String> form = refreshForm(org.refreshToken());
        form.put(param, value);

        Answer answer = client.token(form);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).isEqualTo(error);
        assertThat(answer.json().get("error_description").asText()).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource({"json, {", "urlencoded, access_token=", "xml, <?xml"})
    void formatIsChosenByTheCaller(String format, String start) {
        Map<String, String> form = refreshForm(org.refreshToken());
        form.put("format", format);

        assertThat(client.token(form).body()).startsWith(start);
    }

    @Test
    void verifierOnARefreshIsIgnored() {
        Map<String, String> form = refreshForm(org.refreshToken());
        form.put("code_verifier", "x".repeat(171));

        assertThat(client.token(form).status()).isEqualTo(200);
    }

    @Test
    void rotatedTokenWorksOnceAndItsReplayRevokesTheFamily() {
        restart(LocalOrgOptions.builder().rotateRefreshTokens(true).build());

        JsonNode first = client.refresh(org.refreshToken()).json();
        String second = first.get("refresh_token").asText();
        JsonNode next = client.refresh(second).json();
        assertThat(second).isNotEqualTo(org.refreshToken());
        Answer replay = client.refresh(org.refreshToken());

        assertThat(replay.json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(client.refresh(next.get("refresh_token").asText())
                        .json()
                        .get("error")
                        .asText())
                .isEqualTo("invalid_grant");
        client.useSession(next.get("access_token").asText());
        assertThat(limits().status()).isEqualTo(401);
    }

    @Test
    void refreshCanKillTheSessionBefore() {
        restart(LocalOrgOptions.builder().oneSessionPerGrant(true).build());
        client.session();
        assertThat(limits().status()).isEqualTo(200);

        client.refresh(org.refreshToken());

        assertThat(limits().status()).isEqualTo(401);
    }

    @Test
    void sessionEndsWithItsLifetime() {
        TickingClock clock = new TickingClock();
        restart(LocalOrgOptions.builder()
                .clock(clock)
                .accessTokenLifetime(Duration.ofMinutes(10))
                .build());
        assertThat(limits().status()).isEqualTo(200);

        clock.advance(Duration.ofMinutes(10));

        assertThat(limits().error()).isEqualTo("INVALID_SESSION_ID: Session expired or invalid");
    }

    @Test
    void sixthGrantOfAUserRevokesTheOldest() {
        for (int i = 0; i < 5; i++) {
            SignIn.with(client, org).code();
        }

        assertThat(client.refresh(org.refreshToken()).json().get("error").asText())
                .isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({"GET", "POST"})
    void revokedAccessTokenIsDeadAndItsRefreshTokenAlive(String method) {
        String token = client.session();

        Answer revoked = method.equals("GET")
                ? client.send(client.request("/services/oauth2/revoke?token=" + OrgClient.encode(token)))
                : client.form("/services/oauth2/revoke", Map.of("token", token));

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.body()).isEmpty();
        assertThat(limits().status()).isEqualTo(401);
        assertThat(client.refresh(org.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void revokedRefreshTokenTakesItsSessionsWithIt() {
        client.session();

        client.form("/services/oauth2/revoke", Map.of("token", org.refreshToken()));

        assertThat(limits().status()).isEqualTo(401);
        assertThat(client.refresh(org.refreshToken()).json().get("error").asText())
                .isEqualTo("invalid_grant");
    }

    @Test
    void revokingWhatIsNoTokenIsAnUrlencodedError() {
        Answer answer = client.form("/services/oauth2/revoke", Map.of("token", "nonsense"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).startsWith("error=invalid_token&");
    }

    @Test
    void introspectionTellsLiveTokensFromDeadOnes() {
        JsonNode live = introspect(client.session());
        JsonNode dead = introspect("nonsense");

        assertThat(live.get("active").asBoolean()).isTrue();
        assertThat(live.get("username").asText()).isEqualTo("integration@localorg.example");
        assertThat(live.get("token_type").asText()).isEqualTo("access_token");
        assertThat(live.get("exp").asLong()).isGreaterThan(live.get("iat").asLong());
        assertThat(dead).hasSize(1);
        assertThat(dead.get("active").asBoolean()).isFalse();
    }

    @Test
    void userInfoNamesUserAndOrg() {
        JsonNode info = client.get("/services/oauth2/userinfo").json();

        assertThat(info.get("organization_id").asText()).isEqualTo(org.orgId());
        assertThat(info.get("user_id").asText()).startsWith("005").hasSize(18);
        assertThat(info.get("preferred_username").asText()).isEqualTo("integration@localorg.example");
        assertThat(client.get("/services/data/v62.0/sobjects/User/"
                                + info.get("user_id").asText())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void identityAddressTakesTheTokenAsHeaderOrParameter() {
        JsonNode token = client.refresh(org.refreshToken()).json();
        String path = token.get("id").asText().substring(org.baseUrl().length());

        Answer byHeader = client.get(path);
        Answer byParameter = client.send(client.request(path + "?oauth_token="
                + OrgClient.encode(token.get("access_token").asText())));

        assertThat(byHeader.json().get("username").asText()).isEqualTo("integration@localorg.example");
        assertThat(byParameter.json()).isEqualTo(byHeader.json());
    }

    @Test
    void identityWithoutAGoodTokenIs403WithAWord() {
        String path = "/id/" + org.orgId() + "/005000000000001AAA";

        assertThat(client.send(client.request(path)).body()).isEqualTo("Missing_OAuth_Token");
        assertThat(client.send(client.request(path + "?oauth_token=x")).body()).isEqualTo("Bad_OAuth_Token");
        assertThat(client.get("/id/00D000000000000EAA/005000000000001AAA").body())
                .isEqualTo("Wrong_Org");
        assertThat(client.send(client.request(path)).status()).isEqualTo(403);
    }

    @Test
    void clientCredentialsGiveASessionWithoutRefreshToken() {
        Answer answer = client.token(Map.of(
                "grant_type", "client_credentials",
                "client_id", org.clientId(),
                "client_secret", org.clientSecret()));

        assertThat(answer.json().has("refresh_token")).isFalse();
        client.useSession(answer.json().get("access_token").asText());
        assertThat(limits().status()).isEqualTo(200);
    }

    private JsonNode introspect(String token) {
        return client.form(
                        "/services/oauth2/introspect",
                        Map.of("token", token, "client_id", org.clientId(), "client_secret", org.clientSecret()))
                .json();
    }

    private Answer limits() {
        return client.get("/services/data/v62.0/limits");
    }

    private void restart(LocalOrgOptions options) {
        org.close();
        org = LocalOrg.start(options);
        client = new OrgClient(org);
    }

    private Map<String, String> refreshForm(String refreshToken) {
        Map<String, String> form = new HashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        form.put("client_id", org.clientId());
        form.put("client_secret", org.clientSecret());
        return form;
    }
}
