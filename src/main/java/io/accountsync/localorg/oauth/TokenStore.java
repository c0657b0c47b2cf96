package io.accountsync.localorg.oauth;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Access and refresh tokens of one org, and how they live and die. Safe for use by many threads. */
public final class TokenStore {

    private static final int MOST_SESSIONS = 10_000;
    private static final int MOST_GRANTS_PER_USER = 5;

    private final String orgId;
    private final TokenPolicy policy;
    private final Clock clock;
    private final Secrets secrets = new Secrets();
    private final Map<String, AccessToken> sessions = new LinkedHashMap<>();
    private final Set<String> expired = new HashSet<>();
    private final Map<String, Grant> byRefreshToken = new HashMap<>();
    private final List<Grant> grants = new ArrayList<>();

    /** @param orgId 18 characters; access tokens begin with its first 15 */
    public TokenStore(String orgId, TokenPolicy policy, Clock clock) {
        this.orgId = orgId;
        this.policy = policy;
        this.clock = clock;
    }

    /** A refresh token for the user; the sixth revokes the user's oldest, as Salesforce does for each app. */
    public synchronized String newRefreshToken(String userId, String scope) {
        Grant grant = new Grant(userId, scope, "5Aep" + secrets.text(80));
        return register(grant);
    }

    /** Makes a refresh token of the caller's choice valid for the user. */
    public synchronized void acceptRefreshToken(String refreshToken, String userId, String scope) {
        register(new Grant(userId, scope, refreshToken));
    }

    /** The session that comes with a refresh token when it is new. */
    synchronized AccessToken firstSession(String refreshToken) {
        return open(byRefreshToken.get(refreshToken));
    }

    /** A session without refresh. */
    public synchronized AccessToken newSession(String userId, String scope) {
        return open(new Grant(userId, scope, null));
    }

    /**
     * A new session for a refresh token, which dies and is replaced where the policy rotates.
     *
     * @throws OAuthException {@code invalid_grant} when the token is unknown, revoked or was rotated away; in the last case
     *     the whole family is revoked, its sessions included
     */
    synchronized Refreshed refresh(String refreshToken) {
        Grant grant = byRefreshToken.get(refreshToken);
        if (grant != null && grant.spentRefreshTokens.contains(refreshToken)) {
            revoke(grant);
        }
        if (grant == null || grant.revoked) {
            throw OAuthException.invalidGrant("expired access/refresh token");
        }
        String replacement = null;
        if (policy.rotateRefreshTokens()) {
            replacement = "5Aep" + secrets.text(80);
            grant.spentRefreshTokens.add(refreshToken);
            grant.refreshToken = replacement;
            byRefreshToken.put(replacement, grant);
        }
        if (policy.oneSessionPerGrant()) {
            sessions.keySet().removeAll(grant.accessTokens);
        }
        return new Refreshed(open(grant), replacement);
    }

    /** @param refreshToken the one to use from now on, null when the old one stays */
    record Refreshed(AccessToken session, String refreshToken) {}

    /** The living session of that access token. */
    public synchronized Optional<AccessToken> session(String accessToken) {
        return Optional.ofNullable(sessions.get(accessToken))
                .filter(session -> !expired.contains(accessToken))
                .filter(session -> clock.instant().isBefore(session.expiresAt()));
    }

    /** The refresh token's scope and user, when it is valid. */
    synchronized Optional<Grant> grant(String refreshToken) {
        return Optional.ofNullable(byRefreshToken.get(refreshToken))
                .filter(grant -> !grant.revoked && refreshToken.equals(grant.refreshToken));
    }

    /** Kills an access token alone, or a refresh token with its sessions; answers whether the token was valid. */
    synchronized boolean revoke(String token) {
        if (sessions.remove(token) != null) {
            return !expired.remove(token);
        }
        Optional<Grant> grant = grant(token);
        grant.ifPresent(this::revoke);
        return grant.isPresent();
    }

    /** Kills all access tokens; refresh tokens stay valid. Answers what brings to life again those not revoked since. */
    public synchronized Runnable expireSessions() {
        Set<String> dead = new HashSet<>(sessions.keySet());
        dead.removeAll(expired);
        expired.addAll(dead);
        return () -> revive(dead);
    }

    private synchronized void revive(Set<String> dead) {
        expired.removeAll(dead);
    }

    private String register(Grant grant) {
        List<Grant> ofUser = grants.stream()
                .filter(other -> !other.revoked && other.userId.equals(grant.userId))
                .toList();
        if (ofUser.size() >= MOST_GRANTS_PER_USER) {
            revoke(ofUser.get(0));
        }
        grants.add(grant);
        byRefreshToken.put(grant.refreshToken, grant);
        return grant.refreshToken;
    }

    private AccessToken open(Grant grant) {
        Instant now = clock.instant();
        String token = orgId.substring(0, 15) + "!AR8A" + secrets.text(80);
        AccessToken session =
                new AccessToken(token, grant.userId, grant.scope, now, now.plus(policy.accessTokenLifetime()));
        sessions.put(token, session);
        grant.accessTokens.retainAll(sessions.keySet());
        grant.accessTokens.add(token);
        if (sessions.size() > MOST_SESSIONS) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        expired.retainAll(sessions.keySet());
        return session;
    }

    private void revoke(Grant grant) {
        grant.revoked = true;
        sessions.keySet().removeAll(grant.accessTokens);
        grants.remove(grant);
    }
}
