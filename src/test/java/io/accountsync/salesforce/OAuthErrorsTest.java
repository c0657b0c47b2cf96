package io.accountsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which Salesforce refuses a login has its own sentence and remedy. */
class OAuthErrorsTest {
    static Stream<Arguments> errors() {
        return Stream.of(
                row(
                        "invalid_grant",
                        "expired access/refresh token",
                        "refresh token is dead",
                        "account-sync auth login"),
                row("invalid_grant", "authentication failure", "user and password", "salesforce.flow"),
                row(
                        "invalid_grant",
                        "authentication failure - Invalid Password",
                        "user and password",
                        "salesforce.flow"),
                row("invalid_grant", "invalid authorization code", "used already", "whole address"),
                row("invalid_grant", "invalid code verifier", "another auth url", "the latest one"),
                row("invalid_grant", "user hasn't approved this consumer", "not approved the app", "pre-authorized"),
                row("invalid_grant", "audience is invalid", "somebody else", "salesforce.audience"),
                row("invalid_grant", "invalid assertion", "cannot verify", "salesforce.private-key-file"),
                row("invalid_grant", "no client credentials user enabled", "no user to run as", "Run As"),
                row("invalid_grant", "request not supported on this domain", "own address", "My Domain"),
                row("invalid_grant", "ip restricted", "may not log in from this address", "IP restrictions"),
                row("invalid_grant", "inactive user", "inactive or frozen", "activate"),
                row("invalid_grant", "something new", "no longer takes", "account-sync auth login"),
                row(
                        "invalid_client_id",
                        "client identifier invalid",
                        "does not know this consumer key",
                        "salesforce.client-id"),
                row("invalid_client", "invalid client credentials", "secret is wrong", "salesforce.client-secret"),
                row("redirect_uri_mismatch", "redirect_uri must match configuration", "callback address", "--callback"),
                row(
                        "unsupported_grant_type",
                        "grant type not supported",
                        "does not allow this flow",
                        "salesforce.flow"),
                row("unsupported_response_type", "response type not supported", "authorization code flow", "Enable it"),
                row("inactive_user", "user is inactive", "inactive or frozen", "activate"),
                row("inactive_org", "organization is inactive", "locked, closed or suspended", "administrator"),
                row("access_denied", "end-user denied authorization", "did not allow access", "choose Allow"),
                row("invalid_app_access", "user is not admin approved", "may not use this app", "permission set"),
                row("OAUTH_APP_BLOCKED", "this app is blocked", "may not use this app", "unblock"),
                row("invalid_scope", "the requested scope is not allowed", "scopes", "refresh_token"),
                row("invalid_request", "missing required code challenge", "requires PKCE", "auth url"),
                row("invalid_request", "missing required parameter: client_id", "misses something", "login address"),
                row("invalid_token", "token_expired_or_revoked", "does not know this token", "account-sync auth login"),
                row("never_heard_of", null, "", "docs/salesforce-setup.md"));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("errors")
    void anErrorIsToldWithItsMeaningAndARemedy(String error, String description, String meaning, String remedy) {
        assertThatThrownBy(() -> read(LoginFlow.REFRESH_TOKEN, 400, error, description))
                .isInstanceOf(AuthorizationException.class)
                .message()
                .startsWith("Salesforce refused the login: " + error)
                .contains(meaning)
                .contains(remedy)
                .endsWith(".");
    }

    @Test
    void twoErrorsOfTheListHaveOneSentenceOnlyWhereTheyAreTheSameMatter() {
        List<String> sentences = new ArrayList<>();
        errors().map(Arguments::get)
                .map(row -> OAuthErrors.explain(LoginFlow.REFRESH_TOKEN, (String) row[0], (String) row[1]))
                .distinct()
                .forEach(sentences::add);
        // Passwords are told twice, inactive users twice, apps that may not be used twice.
        assertThat(sentences).hasSize((int) errors().count() - 3);
    }

    @Test
    void aCodeThatHasExpiredIsToldFromATokenThatIsInUse() {
        assertThatThrownBy(() -> read(null, 400, "invalid_grant", "expired authorization code"))
                .isInstanceOf(AuthorizationException.class)
                .hasMessageContaining("The code has expired")
                .hasMessageContaining("auth url again");
        assertThatThrownBy(() -> read(LoginFlow.REFRESH_TOKEN, 400, "invalid_grant", "expired authorization code"))
                .isInstanceOf(LoginException.class)
                .hasMessageContaining("under way");
    }

    @Test
    void anExpiredAssertionIsAMatterOfTheClock() {
        assertThatThrownBy(() -> read(LoginFlow.JWT, 400, "invalid_grant", "expired authorization code"))
                .hasMessageContaining("Set the clock");
    }

    @Test
    void aRefusalIsOneWhateverItsStatus() {
        for (int status : List.of(400, 401, 403)) {
            assertThatThrownBy(() -> read(LoginFlow.REFRESH_TOKEN, status, "invalid_client", null))
                    .isInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void whatMayPassIsNoRefusal() {
        assertThatThrownBy(() -> read(LoginFlow.REFRESH_TOKEN, 400, "unknown_error", "retry your request"))
                .isInstanceOf(LoginException.class)
                .hasMessageContaining("unknown_error");
        assertThatThrownBy(() -> read(LoginFlow.REFRESH_TOKEN, 400, "rate_limit_exceeded", "login rate exceeded"))
                .isInstanceOf(LoginException.class)
                .hasMessageContaining("too many logins")
                .hasMessageContaining("Wait an hour");
        assertThatThrownBy(() -> read(LoginFlow.REFRESH_TOKEN, 429, "invalid_grant", "no"))
                .isInstanceOf(LoginException.class);
        assertThatThrownBy(() -> read(LoginFlow.REFRESH_TOKEN, 503, "server_error", null))
                .isInstanceOf(LoginException.class);
    }

    @Test
    void nothingSecretStandsInAMessageOrAText() throws Exception {
        String answer =
                "{\"access_token\":\"00Dsecret!x\",\"refresh_token\":\"5Aepsecret\",\"instance_url\":\"https://a.my.salesforce.com/\"}";
        TokenAnswer tokens =
                TokenAnswer.read(LoginFlow.REFRESH_TOKEN, new TokenEndpoint.Answer(200, answer, null), Instant.now());
        assertThat(tokens.instanceUrl()).isEqualTo("https://a.my.salesforce.com");
        assertThat(tokens + " " + new TokenEndpoint.Answer(200, answer, null)).doesNotContain("secret");
        assertThatThrownBy(() -> TokenAnswer.read(
                        LoginFlow.REFRESH_TOKEN,
                        new TokenEndpoint.Answer(200, answer.substring(0, 60), null),
                        Instant.now()))
                .hasMessageContaining("JSON that is cut short")
                .hasNoCause()
                .message()
                .doesNotContain("secret");
    }

    private static void read(LoginFlow flow, int status, String error, String description) throws Exception {
        String body = "{\"error\":\"" + error + "\""
                + (description == null ? "" : ",\"error_description\":\"" + description + "\"") + "}";
        TokenAnswer.read(flow, new TokenEndpoint.Answer(status, body, null), Instant.now());
    }

    private static Arguments row(String error, String description, String meaning, String remedy) {
        return Arguments.of(error, description, meaning, remedy);
    }
}
