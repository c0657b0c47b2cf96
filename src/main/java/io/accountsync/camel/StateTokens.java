package io.accountsync.camel;

import io.accountsync.salesforce.RefreshTokenStore;
import io.accountsync.state.RefreshTokenChains;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps rotated refresh tokens in the state. */
public final class StateTokens implements RefreshTokenStore {
    private final Supplier<RefreshTokenChains> chains;

    /** @param chains asked at the first login: a state that cannot be opened is nobody's mistake before */
    public StateTokens(Supplier<RefreshTokenChains> chains) {
        this.chains = chains;
    }

    @Override
    public Optional<Chain> reserve(String chain) {
        return chains.get()
                .reserve(chain)
                .map(found -> new Chain(found.sealedToken(), found.rotations(), found.rotatedAt(), found.askedAt()));
    }

    @Override
    public void save(String chain, byte[] sealedToken) {
        chains.get().save(chain, sealedToken);
    }

    @Override
    public void confirm(String chain) {
        chains.get().confirm(chain);
    }

    @Override
    public void release(String chain) {
        chains.get().release(chain);
    }

    @Override
    public void abandon(String chain) {
        chains.get().abandon(chain);
    }
}
