package io.accountsync.state;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts different keys, however many, in 4 MB: what does not fit goes to a file in sorted stretches that are merged at the
 * end. Keys count by a hash of 64 bits; two of ten million share one with a chance of 3 in a million. Used by one thread.
 */
public final class SeenKeys implements AutoCloseable {
    private static final int MOST_IN_MEMORY = 1 << 19;
    private static final int FIRST_IN_MEMORY = 1 << 10;

    private final Path path;
    private final int mostInMemory;
    private final List<Long> stretches = new ArrayList<>();
    private NamelessFile file;
    private long[] hashes = new long[FIRST_IN_MEMORY];
    private int size;

    /** Keys of one run; the file is made when it is needed, next to the change set. */
    public SeenKeys(Path directory, String sync, long runId) {
        this(RunFile.in(directory, sync, runId, "keys"), MOST_IN_MEMORY);
    }

    SeenKeys(Path path, int mostInMemory) {
        this.path = path;
        this.mostInMemory = mostInMemory;
    }

    /** Adds all keys of another one. */
    public void addAll(SeenKeys other) {
        try (KeyHashes all = other.hashes()) {
            while (all.hasNext()) {
                add(all.nextLong());
            }
        }
    }

    public void add(String key) {
        add(hash(key));
    }

    private void add(long hash) {
        if (size == mostInMemory) {
            spill();
        }
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.min(mostInMemory, size * 2));
        }
        hashes[size++] = hash;
    }

    /** How many different keys there were. */
    public long count() {
        long count = 0;
        try (KeyHashes different = hashes()) {
            for (; different.hasNext(); different.nextLong()) {
                count++;
            }
        }
        return count;
    }

    /** The hashes of the keys, each once, in their order; whoever takes them closes them before the next key is added. */
    KeyHashes hashes() {
        Arrays.sort(hashes, 0, size);
        return new KeyHashes(path, file, stretches, hashes, size);
    }

    /** Deletes the file. */
    @Override
    public void close() {
        try (NamelessFile closing = file) {
            file = null;
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(path, e);
        }
    }

    private void spill() {
        Arrays.sort(hashes, 0, size);
        try {
            if (file == null) {
                file = new NamelessFile(path);
            }
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(file.end(), 1 << 16));
            for (int i = 0; i < size; i++) {
                out.writeLong(hashes[i]);
            }
            out.flush();
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(path, e);
        }
        stretches.add((long) size);
        size = 0;
    }

    /** FNV-1a with the finalizer of MurmurHash3, since similar keys lie close together else. */
    static long hash(String key) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            h = (h ^ key.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }
}
