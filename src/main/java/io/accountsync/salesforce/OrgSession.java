package io.accountsync.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.SalesforceHttpClient;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.internal.SalesforceSession;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.Result;

/**
 * The session with the org. One renewal at a time, however many calls find the session expired; a rotated refresh token
 * replaces the old one before the new session is used; nothing is ever revoked. Camel's own session does none of this, and
 * is used here only to build the login request.
 */
final class OrgSession extends SalesforceSession {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final long LOGIN_TIMEOUT_SECONDS = 60;

    private final SalesforceHttpClient client;
    private final Set<SalesforceSessionListener> listeners = new CopyOnWriteArraySet<>();
    private final AtomicReference<String> refreshToken;
    private final String configuredInstanceUrl;
    private volatile SessionTokens current;
    private CompletableFuture<SessionTokens> renewal;

    OrgSession(
            CamelContext context,
            SalesforceHttpClient client,
            OrgLoginConfig config,
            Credentials credentials,
            AtomicReference<String> refreshToken) {
        super(context, client, TimeUnit.SECONDS.toMillis(LOGIN_TIMEOUT_SECONDS), config);
        this.client = client;
        this.refreshToken = refreshToken;
        this.configuredInstanceUrl = credentials.instanceUrl();
        if (credentials.accessToken() != null && credentials.instanceUrl() != null) {
            current = new SessionTokens(credentials.accessToken(), credentials.instanceUrl(), null);
        }
    }

    /**
     * A session newer than the one that used this token: the current one when it is, else that of the renewal under way or
     * begun now. Does not block.
     *
     * @param usedToken the access token that was refused; null when there was none
     */
    CompletableFuture<SessionTokens> renew(String usedToken) {
        lock.lock();
        try {
            SessionTokens now = current;
            if (now != null && !now.accessToken().equals(usedToken)) {
                return CompletableFuture.completedFuture(now);
            }
            if (renewal == null || renewal.isDone()) {
                renewal = requestTokens();
            }
            return renewal;
        } finally {
            lock.unlock();
        }
    }

    /** Logs in unless there is a session newer than the given token; waits for it. Never called on Jetty's threads. */
    @Override
    public String login(String oldToken) throws SalesforceException {
        try {
            return renew(oldToken).get(LOGIN_TIMEOUT_SECONDS, TimeUnit.SECONDS).accessToken();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SalesforceException("interrupted while logging in", e);
        } catch (TimeoutException e) {
            throw new SalesforceException("the login was not answered within " + LOGIN_TIMEOUT_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SalesforceException known
                    ? known
                    : new SalesforceException(
                            "the login failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** Does nothing: revoking would end the session of every other process that shares it. */
    @Override
    public void logout() {
        // see above
    }

    /** How long a call may take, in milliseconds. */
    @Override
    public long getTimeout() {
        return client.getTimeout();
    }

    @Override
    public String getAccessToken() {
        return current == null ? null : current.accessToken();
    }

    @Override
    public String getInstanceUrl() {
        return current == null ? null : current.instanceUrl();
    }

    @Override
    public String getId() {
        return current == null ? null : current.identityUrl();
    }

    /** The 18 characters after {@code id/} in the identity URL; null without a login. */
    @Override
    public String getOrgId() {
        String id = getId();
        return id == null ? null : id.substring(id.indexOf("id/") + 3).replaceFirst("/.*", "");
    }

    @Override
    public boolean addListener(SalesforceSessionListener listener) {
        return listeners.add(listener);
    }

    @Override
    public boolean removeListener(SalesforceSessionListener listener) {
        return listeners.remove(listener);
    }

    private CompletableFuture<SessionTokens> requestTokens() {
        CompletableFuture<SessionTokens> answer = new CompletableFuture<>();
        getLoginRequest(null).send(new BufferingResponseListener() {
            @Override
            public void onComplete(Result result) {
                try {
                    if (result.isFailed()) {
                        throw new SalesforceException(
                                "The login at " + result.getRequest().getScheme() + "://"
                                        + result.getRequest().getHost() + " got no answer: "
                                        + result.getFailure().getMessage(),
                                0,
                                result.getFailure());
                    }
                    answer.complete(accept(result.getResponse().getStatus(), getContentAsString()));
                } catch (SalesforceException | RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            }
        });
        return answer;
    }

    private SessionTokens accept(int status, String body) throws SalesforceException {
        JsonNode json = parse(status, body);
        if (status == 400 || status == 401) {
            throw new AuthorizationException(
                    json.path("error").asText("unknown error"),
                    json.path("error_description").asText(null));
        }
        String accessToken = json.path("access_token").asText(null);
        String instanceUrl = configuredInstanceUrl != null
                ? configuredInstanceUrl
                : json.path("instance_url").asText("").replaceFirst("/+$", "");
        if (status != 200 || accessToken == null || instanceUrl.isEmpty()) {
            throw new SalesforceException("the login was answered with status " + status + " and no session", status);
        }
        if (json.hasNonNull("refresh_token")) {
            refreshToken.set(json.get("refresh_token").asText());
        }
        SessionTokens tokens =
                new SessionTokens(accessToken, instanceUrl, json.path("id").asText(null));
        current = tokens;
        listeners.forEach(listener -> listener.onLogin(accessToken, instanceUrl));
        return tokens;
    }

    private static JsonNode parse(int status, String body) throws SalesforceException {
        try {
            return JSON.readTree(body == null || body.isBlank() ? "{}" : body);
        } catch (JsonProcessingException e) {
            // The parser's message quotes the answer, which may hold a token.
            throw new SalesforceException(
                    "the login was answered with status " + status + " and something that is not JSON; is "
                            + "salesforce.login-url right, and is there a proxy in between?",
                    status);
        }
    }
}
