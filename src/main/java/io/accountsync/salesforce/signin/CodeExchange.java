package io.accountsync.salesforce.signin;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.SecureAddress;
import io.accountsync.salesforce.AuthorizationException;
import io.accountsync.salesforce.LoginException;
import io.accountsync.salesforce.NoAnswer;
import io.accountsync.salesforce.RetryLoop;
import io.accountsync.salesforce.TokenAnswer;
import io.accountsync.salesforce.TokenEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Turns the code that the browser came back with into a refresh token. Needs no Camel. */
public final class CodeExchange implements TokenEndpoint {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            // Whoever redirects a login gets no secrets from us.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Clock clock;
    private final RetryLoop retries;

    /** @param retries repeats what may pass; a code that was taken all the same is refused then, and says so */
    public CodeExchange(Clock clock, RetryLoop retries) {
        this.clock = clock;
        this.retries = retries;
    }

    /**
     * Exchanges a code, which is spent by that.
     *
     * @param clientSecret null for an app without one
     * @return an answer that has a refresh token
     * @throws AuthorizationException when Salesforce refuses
     * @throws SalesforceException when there is no answer, or none of Salesforce
     * @throws ConfigurationException when the app gives no refresh token
     */
    public TokenAnswer exchange(SignIn signIn, String code, String clientSecret) throws SalesforceException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("client_id", signIn.clientId());
        if (clientSecret != null) {
            form.put("client_secret", clientSecret);
        }
        form.put("redirect_uri", signIn.callback());
        form.put("code_verifier", signIn.verifier());
        form.put("format", "json");
        TokenAnswer tokens = retries.make(() -> TokenAnswer.read(null, post(signIn.loginUrl(), form), clock.instant()));
        if (tokens.refreshToken() == null) {
            throw new ConfigurationException("Salesforce gave a session and no refresh token. Add the scope \"Perform "
                    + "requests at any time (refresh_token, offline_access)\" to the app's OAuth scopes, wait some minutes, and "
                    + "log in again.");
        }
        return tokens;
    }

    /**
     * Who gave us access. What Salesforce does not say, or another server says in its place, keeps nobody from logging
     * in.
     */
    public SignedInUser user(TokenAnswer tokens) {
        Optional<URI> address = SecureAddress.parse(tokens.identityUrl());
        if (address.isEmpty()) {
            return SignedInUser.unknown("the login was answered without an identity URL");
        }
        HttpRequest request = HttpRequest.newBuilder(address.get())
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + tokens.accessToken())
                .header("Accept", "application/json")
                .build();
        try {
            return SignedInUser.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return SignedInUser.unknown(NoAnswer.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SignedInUser.unknown("interrupted");
        }
    }

    @Override
    public Answer post(String loginUrl, Map<String, String> form) throws LoginException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(loginUrl + PATH))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Date").orElse(null));
        } catch (IOException e) {
            throw LoginException.unanswered(loginUrl, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoginException("interrupted while logging in", e);
        }
    }
}
