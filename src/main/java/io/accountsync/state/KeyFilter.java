package io.accountsync.state;

import java.util.BitSet;

/**
 * A Bloom filter of keys, 4 MB whatever their number: says "no" for certain or "perhaps". Spares a look-up in the change
 * set for nearly every row that is unchanged.
 */
final class KeyFilter {
    private static final int BITS = 1 << 25;

    private final BitSet bits = new BitSet(BITS);

    void add(String key) {
        int hash = spread(key.hashCode());
        bits.set(first(hash));
        bits.set(second(hash));
    }

    boolean mayContain(String key) {
        int hash = spread(key.hashCode());
        return bits.get(first(hash)) && bits.get(second(hash));
    }

    private static int first(int hash) {
        return hash & (BITS - 1);
    }

    private static int second(int hash) {
        return spread(hash ^ 0x5bd1e995) & (BITS - 1);
    }

    /** The finalizer of MurmurHash3: String hashes of similar keys lie close together. */
    private static int spread(int hash) {
        int h = hash;
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        h ^= h >>> 16;
        return h;
    }
}
