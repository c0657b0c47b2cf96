package io.accountsync.state;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

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

    /** Keys of one run; the file is made when it is needed, beside the change set. */
    public SeenKeys(Path directory, String sync, long runId) {
        this(RunFile.in(directory, sync, runId, "keys"), MOST_IN_MEMORY);
    }

    SeenKeys(Path path, int mostInMemory) {
        this.path = path;
        this.mostInMemory = mostInMemory;
    }

    public void add(String key) {
        if (size == mostInMemory) {
            spill();
        }
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.min(mostInMemory, size * 2));
        }
        hashes[size++] = hash(key);
    }

    /** How many different keys there were. */
    public long count() {
        Arrays.sort(hashes, 0, size);
        PriorityQueue<Stretch> next = new PriorityQueue<>();
        try {
            for (int i = 0; i < stretches.size(); i++) {
                push(next, new Stretch(open(i), stretches.get(i)));
            }
            if (size > 0) {
                push(next, new Stretch(hashes, size));
            }
            long count = 0;
            long last = 0;
            while (!next.isEmpty()) {
                Stretch least = next.remove();
                if (count == 0 || least.head != last) {
                    count++;
                    last = least.head;
                }
                push(next, least);
            }
            return count;
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(path, e);
        } finally {
            next.forEach(Stretch::close);
        }
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

    private DataInputStream open(int stretch) {
        long before = stretches.subList(0, stretch).stream()
                .mapToLong(Long::longValue)
                .sum();
        return file.from(before * Long.BYTES, 1 << 13);
    }

    private static void push(PriorityQueue<Stretch> next, Stretch stretch) throws IOException {
        if (stretch.advance()) {
            next.add(stretch);
        } else {
            stretch.close();
        }
    }

    /** FNV-1a with the finalizer of MurmurHash3, since similar keys lie close together else. */
    private static long hash(String key) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            h = (h ^ key.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }

    /** Hashes in order, from the file or from memory, with the least that is left in front. */
    private static final class Stretch implements Comparable<Stretch> {
        private final DataInputStream in;
        private final long[] memory;
        private final long length;
        private long position;
        private long head;

        Stretch(DataInputStream in, long length) {
            this.in = in;
            this.memory = null;
            this.length = length;
        }

        Stretch(long[] memory, long length) {
            this.in = null;
            this.memory = memory;
            this.length = length;
        }

        boolean advance() throws IOException {
            if (position == length) {
                return false;
            }
            head = in == null ? memory[(int) position] : in.readLong();
            position++;
            return true;
        }

        void close() {
            try {
                if (in != null) {
                    in.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int compareTo(Stretch other) {
            return Long.compare(head, other.head);
        }
    }
}
