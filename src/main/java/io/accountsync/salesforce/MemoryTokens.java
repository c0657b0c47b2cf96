package io.accountsync.salesforce;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Rotated refresh tokens for as long as the process lives, where nobody keeps them better. */
final class MemoryTokens implements RefreshTokenStore {
    private final Map<String, Chain> chains = new HashMap<>();

    @Override
    public synchronized Optional<Chain> reserve(String chain) {
        return Optional.of(chains.getOrDefault(chain, new Chain(null, 0, null, null)));
    }

    @Override
    public synchronized void save(String chain, byte[] sealedToken) {
        long rotations = chains.containsKey(chain) ? chains.get(chain).rotations() : 0;
        chains.put(chain, new Chain(sealedToken, rotations + 1, Instant.now(), null));
    }

    @Override
    public void release(String chain) {
        // nobody else reserves it
    }

    @Override
    public void abandon(String chain) {
        // nobody else reserves it
    }
}
