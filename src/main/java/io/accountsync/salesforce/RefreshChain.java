package io.accountsync.salesforce;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The refresh tokens that followed a configured one. Salesforce may give a new token at each login; the one before is dead
 * then, and whoever posts it once more has the whole family revoked. Used by the login thread alone.
 */
final class RefreshChain {
    private static final long POLL_MILLIS = 200;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(150);

    private final RefreshTokenStore store;
    private final String configured;
    private final String id;
    private final TokenSeal seal;
    private final CountDownLatch closing;
    private RefreshTokenStore.Chain before;
    private String posted;
    private String dead;
    private AuthorizationException deathNotice;

    /** @param closing opened when the process ends */
    RefreshChain(RefreshTokenStore store, Credentials credentials, CountDownLatch closing) {
        this.store = store;
        this.configured = credentials.refreshToken();
        this.id = TokenSeal.chainOf(configured);
        this.seal = new TokenSeal(credentials.clientSecret(), configured);
        this.closing = closing;
    }

    /** Whether this chain began with that token. */
    boolean beganWith(String token) {
        return configured.equals(token);
    }

    /**
     * The token to post, reserved for us until this chain receives Salesforce's answer.
     *
     * @throws AuthorizationException when that token was refused before, or cannot be decrypted
     * @throws LoginException when another process does not end its own login
     */
    String reserve() throws AuthorizationException, LoginException {
        before = awaitReservation();
        Optional<String> token =
                before.sealedToken() == null ? Optional.of(configured) : seal.open(before.sealedToken());
        if (token.isEmpty()) {
            store.release(id);
            throw new AuthorizationException(
                    "The refresh token in the state was encrypted with another client secret. Set "
                            + "salesforce.client-secret to what it was; or get a new refresh token with: account-sync auth login");
        }
        if (token.get().equals(dead)) {
            store.release(id);
            throw deathNotice;
        }
        posted = token.get();
        return posted;
    }

    /** Salesforce gave a session; this token counts from now on, or the old one when null. */
    void accepted(String newToken) {
        if (newToken == null || newToken.equals(posted)) {
            store.confirm(id);
        } else {
            store.save(id, seal.seal(newToken));
        }
    }

    /** Nobody knows what Salesforce did: there was no answer, or none that can be read. */
    void unanswered() {
        store.abandon(id);
    }

    /** Salesforce gave no session for now: the token is as it was. */
    void notNow() {
        if (before.askedAt() == null) {
            store.release(id);
        } else {
            // An earlier answer is still missing.
            store.abandon(id);
        }
    }

    /** Salesforce refused; says what that means for this chain. The token is not posted again when it is dead. */
    AuthorizationException refused(AuthorizationException error) {
        store.release(id);
        if (!error.isDeadGrant()) {
            return error;
        }
        dead = posted;
        deathNotice = explained(error);
        return deathNotice;
    }

    private AuthorizationException explained(AuthorizationException error) {
        String remedy = " Get a new one with: account-sync auth login; or set salesforce.refresh-token.";
        if (before.askedAt() != null) {
            return new AuthorizationException(
                    error.error(),
                    null,
                    "At " + before.askedAt()
                            + " Salesforce was asked for a session, and its answer never came or could not be "
                            + "stored; most likely it held the refresh token that counts now, and the one before is dead."
                            + remedy);
        }
        if (before.sealedToken() != null) {
            return new AuthorizationException(
                    error.error(),
                    null,
                    "The refresh token in the state, stored at " + before.rotatedAt()
                            + " in place of the configured one, is dead: revoked, expired, or replaced by a newer one that this "
                            + "state does not know. The latter happens when the state was restored from a backup, or when the same "
                            + "refresh token is used with another state, too." + remedy);
        }
        return error;
    }

    private RefreshTokenStore.Chain awaitReservation() throws LoginException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<RefreshTokenStore.Chain> chain = store.reserve(id);
            if (chain.isPresent()) {
                return chain.get();
            }
            try {
                if (closing.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new LoginException("account-sync is being stopped", null);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LoginException("interrupted while waiting for the login of another process", e);
            }
        }
        throw new LoginException("another process with the same refresh token does not end its login", null);
    }
}
