package io.accountsync.salesforce;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One login after the other, each with the proof that the flow asks for. A refresh token that Salesforce gave is on the disk
 * before the session that came with it is used. Used by the login thread alone.
 */
final class SessionLogin {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLogin.class);
    private static final Duration LONGEST_SAVE = Duration.ofSeconds(60);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Supplier<Credentials> credentials;
    private final RefreshTokenStore store;
    private final TokenEndpoint endpoint;
    private final Clock clock;
    private final CountDownLatch closing;
    private RefreshChain chain;
    private TokenAnswer unsaved;

    /**
     * @param credentials read again for each login: a person may have put in others
     * @param closing opened when the process ends: then nothing is waited for
     */
    SessionLogin(
            Supplier<Credentials> credentials,
            RefreshTokenStore store,
            TokenEndpoint endpoint,
            Clock clock,
            CountDownLatch closing) {
        this.credentials = credentials;
        this.store = store;
        this.endpoint = endpoint;
        this.clock = clock;
        this.closing = closing;
    }

    /**
     * A new session. What came with the last answer and could not be stored is stored first, and that answer's session is the
     * new one: the token that it replaced must never be posted again.
     *
     * @throws AuthorizationException when Salesforce refuses for good
     * @throws LoginException when there is no answer, or a new refresh token cannot be stored
     */
    TokenAnswer login() throws AuthorizationException, LoginException {
        Credentials now = credentials.get();
        if (now.flow() != LoginFlow.REFRESH_TOKEN) {
            return post(now, form(now, null));
        }
        if (chain == null || !chain.beganWith(now.refreshToken())) {
            chain = new RefreshChain(store, now, closing);
            unsaved = null;
        }
        if (unsaved == null) {
            unsaved = ask(now);
        }
        save();
        TokenAnswer saved = unsaved;
        unsaved = null;
        return saved;
    }

    /** Stores what is not stored yet, if there is something: the process ends. */
    void finish() {
        if (unsaved == null) {
            return;
        }
        try {
            chain.accepted(unsaved.refreshToken());
        } catch (RuntimeException e) {
            LOG.error(
                    "The new refresh token could not be stored and is lost with this process: {} Get a new one with: "
                            + "account-sync auth login",
                    e.getMessage());
        }
    }

    private TokenAnswer ask(Credentials now) throws AuthorizationException, LoginException {
        String token = chain.reserve();
        try {
            return post(now, form(now, token));
        } catch (AuthorizationException e) {
            throw chain.refused(e);
        } catch (LoginException e) {
            if (e.leavesOpen()) {
                chain.unanswered();
            } else {
                chain.notNow();
            }
            throw e;
        } catch (RuntimeException e) {
            chain.unanswered();
            throw e;
        }
    }

    private TokenAnswer post(Credentials now, Map<String, String> form) throws AuthorizationException, LoginException {
        TokenEndpoint.Answer answer = endpoint.post(now.loginUrl(), form);
        TokenAnswer tokens = TokenAnswer.read(now.flow(), answer, clock.instant());
        answer.clockError(clock.instant()).ifPresent(LOG::warn);
        return tokens;
    }

    private void save() throws LoginException {
        long deadline = System.nanoTime() + LONGEST_SAVE.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                chain.accepted(unsaved.refreshToken());
                return;
            } catch (RuntimeException e) {
                LOG.warn("The refresh token could not be stored; trying again: {}", e.getMessage());
                if (System.nanoTime() > deadline || !waited(pause)) {
                    throw new LoginException(
                            "there is a session, but its refresh token could not be stored, and without that it would be "
                                    + "lost: " + e.getMessage(),
                            e);
                }
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
    }

    private boolean waited(long millis) {
        try {
            return !closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Map<String, String> form(Credentials now, String refreshToken) {
        Map<String, String> form = new LinkedHashMap<>();
        switch (now.flow()) {
            case REFRESH_TOKEN -> {
                form.put("grant_type", "refresh_token");
                form.put("refresh_token", refreshToken);
            }
            case JWT -> {
                form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
                form.put("assertion", now.jwt().sign(clock.instant()));
            }
            case CLIENT_CREDENTIALS -> form.put("grant_type", "client_credentials");
        }
        form.put("client_id", now.clientId());
        if (now.clientSecret() != null && now.flow() != LoginFlow.JWT) {
            form.put("client_secret", now.clientSecret());
        }
        form.put("format", "json");
        return form;
    }
}
