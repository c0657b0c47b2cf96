package io.accountsync.salesforce;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the refresh tokens that Salesforce gave in place of configured ones: durably, and for all processes that share it.
 * The bean {@link OrgComponent#TOKENS}; without it, they last as long as the process. What cannot be read or written throws.
 */
public interface RefreshTokenStore {
    /**
     * What is known of the tokens that followed a configured one.
     *
     * @param sealedToken the one that counts, encrypted; null when there is none but the configured one
     * @param rotations how many followed
     * @param rotatedAt when the last one was stored, or null
     * @param askedAt since when an answer is missing that may have held a token, or null
     */
    record Chain(byte[] sealedToken, long rotations, Instant rotatedAt, Instant askedAt) {}

    /** Reserves a chain for one login, until one of the calls below; empty while somebody else has it. */
    Optional<Chain> reserve(String chain);

    /** Stores the token that counts from now on; it is on the disk when this returns. */
    void save(String chain, byte[] sealedToken);

    /** Salesforce took the token and gave no other. */
    default void confirm(String chain) {
        release(chain);
    }

    /** Salesforce answered, and the token stays as it is. */
    void release(String chain);

    /** Nobody knows whether Salesforce has given a new token. */
    void abandon(String chain);
}
