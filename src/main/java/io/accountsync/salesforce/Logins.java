package io.accountsync.salesforce;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * One login at a time, however many calls find the session expired, and on a thread of its own: Jetty's threads hold every
 * connection, and a login that waited on one of them would never get one. Keeps the tokens of the last one. Thread-safe.
 */
final class Logins {
    private static final long END_SECONDS = 30;

    private final SessionLogin login;
    private final CountDownLatch closing;
    private final Consumer<SessionTokens> listener;
    private final String configuredInstanceUrl;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Logins::thread);
    private final Lock lock = new ReentrantLock();
    private volatile SessionTokens current;
    private volatile String namedInstanceUrl;
    private CompletableFuture<SessionTokens> renewal;
    private AuthorizationException refusal;

    /**
     * @param credentials which may have an access token to begin with
     * @param closing opened when the process ends
     * @param listener learns of new tokens before anybody else
     */
    Logins(Credentials credentials, SessionLogin login, CountDownLatch closing, Consumer<SessionTokens> listener) {
        this.login = login;
        this.closing = closing;
        this.listener = listener;
        this.configuredInstanceUrl = credentials.instanceUrl();
        if (credentials.accessToken() != null) {
            current = new SessionTokens(credentials.accessToken(), credentials.instanceUrl(), null);
        }
    }

    /** The tokens of the last login; null before the first. */
    SessionTokens current() {
        return current;
    }

    /** See {@link OrgSession#renew}. */
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

    /** Forgets that the last login was refused, so that the next {@link #renew} logs in again; returns whether one is needed. */
    boolean forgetRefusal() {
        lock.lock();
        try {
            boolean needed = refusal != null || current == null;
            refusal = null;
            return needed;
        } finally {
            lock.unlock();
        }
    }

    /** What to do when the login names another host than {@code salesforce.instance-url}; empty when it does not. */
    Optional<String> otherInstance() {
        String named = namedInstanceUrl;
        return configuredInstanceUrl == null || named == null || named.equals(configuredInstanceUrl)
                ? Optional.empty()
                : Optional.of("salesforce.instance-url is " + configuredInstanceUrl + ", and the login names " + named
                        + ": take the key out");
    }

    /** Ends the thread, once a refresh token that is not stored yet was stored. */
    void end() throws InterruptedException {
        closing.countDown();
        thread.submit(login::finish);
        thread.shutdown();
        thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
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
            listener.accept(tokens);
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
