package io.accountsync.localorg.oauth;

import java.util.HashSet;
import java.util.Set;

/** One user's consent to the app, and all tokens that came of it; guarded by the {@link TokenStore}. */
final class Grant {

    final String userId;
    final String scope;
    final Set<String> spentRefreshTokens = new HashSet<>();
    final Set<String> accessTokens = new HashSet<>();
    /** Null for grants without refresh, such as client credentials. */
    String refreshToken;

    boolean revoked;

    Grant(String userId, String scope, String refreshToken) {
        this.userId = userId;
        this.scope = scope;
        this.refreshToken = refreshToken;
    }
}
