package io.accountsync.salesforce;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.SalesforceHttpClient;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.internal.SalesforceSession;

/**
 * The session with the org, as camel-salesforce asks for it: renewed by one login at a time, see {@link Logins}, also when the
 * org's host does not answer any more. Nothing is ever revoked. Camel's own session does none of this.
 */
final class OrgSession extends SalesforceSession {
    /** Longer than a login with all its waits may take. */
    private static final long LOGIN_TIMEOUT_SECONDS = 300;

    private final SalesforceHttpClient client;
    private final Set<SalesforceSessionListener> listeners = new CopyOnWriteArraySet<>();
    private final Logins logins;
    private final InstanceDoubt doubt;
    private final AtomicReference<String> silent = new AtomicReference<>();

    OrgSession(
            CamelContext context,
            SalesforceHttpClient client,
            Credentials credentials,
            SessionLogin login,
            CountDownLatch closing,
            Clock clock) {
        super(context, client, TimeUnit.SECONDS.toMillis(LOGIN_TIMEOUT_SECONDS), new OrgLoginConfig(credentials));
        this.client = client;
        this.doubt = new InstanceDoubt(clock);
        this.logins = new Logins(credentials, login, closing, this::loggedIn);
    }

    private void loggedIn(SessionTokens tokens) {
        listeners.forEach(listener -> listener.onLogin(tokens.accessToken(), tokens.instanceUrl()));
    }

    /**
     * A session newer than the one that used this token: the current one when it is, else that of the login under way or begun
     * now. After a refusal there is none until {@link #ready} asks again. Does not block.
     *
     * @param usedToken the access token that was refused; null when there was none
     */
    CompletableFuture<SessionTokens> renew(String usedToken) {
        return logins.renew(usedToken);
    }

    /**
     * Where the org lives, after a host answered that does not seem to be it: logs in once more, unless that was done a short
     * while ago. Does not block.
     *
     * @param usedToken the access token of that call
     */
    CompletableFuture<SessionTokens> lookForInstance(String usedToken) {
        SessionTokens now = logins.current();
        if (now == null || !now.accessToken().equals(usedToken) || doubt.strange()) {
            return renew(usedToken);
        }
        return CompletableFuture.completedFuture(now);
    }

    /** What to do when the login names another host than {@code salesforce.instance-url}; empty when it does not. */
    Optional<String> otherInstance() {
        return logins.otherInstance();
    }

    /** The org's host answered a call. */
    void instanceAnswered() {
        doubt.answered();
    }

    /**
     * The org's host did not answer a call. When that happens again and again, the login may know another host: it is asked before
     * the next call, and not now, where nobody would wait for what it gives.
     */
    void instanceSilent(String usedToken) {
        if (doubt.silent()) {
            silent.set(usedToken);
        }
    }

    /**
     * Asks the login where the org lives, when its host was silent.
     *
     * @throws SalesforceException when the login gives no answer either
     */
    void leaveSilentHost() throws SalesforceException {
        String usedToken = silent.getAndSet(null);
        if (usedToken != null) {
            login(usedToken);
        }
    }

    /**
     * Makes sure that there is a session which was not refused, logging in where needed.
     *
     * @throws SalesforceException when Salesforce cannot be reached or refuses us
     */
    void ready() throws SalesforceException {
        if (logins.forgetRefusal()) {
            login(getAccessToken());
        } else {
            leaveSilentHost();
        }
    }

    /** Logs in unless there is a session newer than the given token; waits for it. Never called on Jetty's threads. */
    @Override
    public String login(String oldToken) throws SalesforceException {
        try {
            return renew(oldToken).get(LOGIN_TIMEOUT_SECONDS, TimeUnit.SECONDS).accessToken();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoginException("interrupted while logging in", e);
        } catch (TimeoutException e) {
            throw new LoginException("the login did not end within " + LOGIN_TIMEOUT_SECONDS + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException mistake) {
                throw mistake;
            }
            throw e.getCause() instanceof SalesforceException known
                    ? known
                    : new SalesforceException(e.getCause().getMessage(), e.getCause());
        }
    }

    /** Ends the login thread; a refresh token that is not stored yet is. */
    void end() throws InterruptedException {
        logins.end();
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
        SessionTokens now = logins.current();
        return now == null ? null : now.accessToken();
    }

    @Override
    public String getInstanceUrl() {
        SessionTokens now = logins.current();
        return now == null ? null : now.instanceUrl();
    }

    @Override
    public String getId() {
        SessionTokens now = logins.current();
        return now == null ? null : now.identityUrl();
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
}
