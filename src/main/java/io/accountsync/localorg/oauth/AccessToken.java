package io.accountsync.localorg.oauth;

import java.time.Instant;

/** A session: who it belongs to and until when. */
public record AccessToken(String token, String userId, String scope, Instant issuedAt, Instant expiresAt) {}
