package io.accountsync.salesforce;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.SalesforceHttpClient;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.internal.SalesforceSession;

/**
 * The session with the org. One login at a time, however many calls find the session expired, and on a thread of its own:
 * Jetty's threads hold every connection, and a login that waited on one of them would never get one. Nothing is ever revoked.
 * Camel's own session does none of this.
 */
final class OrgSession extends SalesforceSession {
    /** Longer than a login with all its waits may take. */
    private static final long LOGIN_TIMEOUT_SECONDS = 300;

    private static final long END_SECONDS = 30;

    private final SalesforceHttpClient client;
    private final SessionLogin login;
    private final CountDownLatch closing;
    private final String configuredInstanceUrl;
    private final Set<SalesforceSessionListener> listeners = new CopyOnWriteArraySet<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(OrgSession::thread);
    private final InstanceDoubt doubt;
    private final AtomicReference<String> silent = new AtomicReference<>();
    private volatile SessionTokens current;
    private volatile String namedInstanceUrl;
    private CompletableFuture<SessionTokens> renewal;
    private AuthorizationException refusal;

    OrgSession(
            CamelContext context,
            SalesforceHttpClient client,
            Credentials credentials,
            SessionLogin login,
            CountDownLatch closing,
            Clock clock) {
        super(context, client, TimeUnit.SECONDS.toMillis(LOGIN_TIMEOUT_SECONDS), new OrgLoginConfig(credentials));
        this.client = client;
        this.login = login;
        this.closing = closing;
        this.doubt = new InstanceDoubt(clock);
        this.configuredInstanceUrl = credentials.instanceUrl();
        if (credentials.accessToken() != null) {
            current = new SessionTokens(credentials.accessToken(), credentials.instanceUrl(), null);
        }
    }

    /**
     * A session newer than the one that used this token: the current one when it is, else that of the login under way or begun
     * now. After a refusal there is none until {@link #ready} asks again. Does not block.
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
            if (refusal != null) {
                return CompletableFuture.failedFuture(refusal);
            }
            if (renewal == null || renewal.isDone()) {
                CompletableFuture<SessionTokens> begun = new CompletableFuture<>();
                renewal = begun;
                thread.execute(() -> logIn(begun));
            }
            return renewal;
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new LoginException("account-sync is being stopped", e));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Where the org lives, after a host answered that does not seem to be it: logs in once more, unless that was done a short
     * while ago. Does not block.
     *
     * @param usedToken the access token of that call
     */
    CompletableFuture<SessionTokens> lookForInstance(String usedToken) {
        SessionTokens now = current;
        if (now == null || !now.accessToken().equals(usedToken) || doubt.strange()) {
            return renew(usedToken);
        }
        return CompletableFuture.completedFuture(now);
    }

    /** What to do when the login names another host than {@code salesforce.instance-url}; empty when it does not. */
    Optional<String> otherInstance() {
        String named = namedInstanceUrl;
        return configuredInstanceUrl == null || named == null || named.equals(configuredInstanceUrl)
                ? Optional.empty()
                : Optional.of("salesforce.instance-url is " + configuredInstanceUrl + ", and the login names " + named
                        + ": take the key out");
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
     * @throws SalesforceException when that is not told either
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
        boolean needed;
        lock.lock();
        try {
            needed = refusal != null || current == null;
            refusal = null;
        } finally {
            lock.unlock();
        }
        if (needed) {
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
        closing.countDown();
        thread.submit(login::finish);
        thread.shutdown();
        thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
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

    private void logIn(CompletableFuture<SessionTokens> begun) {
        try {
            TokenAnswer answer = login.login();
            namedInstanceUrl = answer.instanceUrl();
            SessionTokens tokens = new SessionTokens(
                    answer.accessToken(),
                    configuredInstanceUrl != null ? configuredInstanceUrl : answer.instanceUrl(),
                    answer.identityUrl());
            current = tokens;
            listeners.forEach(listener -> listener.onLogin(tokens.accessToken(), tokens.instanceUrl()));
            begun.complete(tokens);
        } catch (AuthorizationException e) {
            refuse(e);
            begun.completeExceptionally(e);
        } catch (SalesforceException | RuntimeException e) {
            begun.completeExceptionally(e);
        }
    }

    private void refuse(AuthorizationException e) {
        lock.lock();
        try {
            refusal = e;
        } finally {
            lock.unlock();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "salesforce-login");
        thread.setDaemon(true);
        return thread;
    }
}
