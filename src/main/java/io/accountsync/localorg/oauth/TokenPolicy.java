package io.accountsync.localorg.oauth;

import java.time.Duration;

/**
 * How tokens live.
 *
 * @param accessTokenLifetime from the moment of issue
 * @param rotateRefreshTokens whether each refresh answers a new refresh token and kills the one before
 * @param oneSessionPerGrant whether a refresh kills the access tokens that came of the same refresh token before
 */
public record TokenPolicy(Duration accessTokenLifetime, boolean rotateRefreshTokens, boolean oneSessionPerGrant) {}
