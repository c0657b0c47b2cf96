package io.accountsync.state;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    private final Path file;
    private final int mostInMemory;
    private final List<Long> stretches = new ArrayList<>();
    private long[] hashes = new long[FIRST_IN_MEMORY];
    private int size;

    /** Keys of one run; the file is made when it is needed, beside the change set, and swept with it. */
    public SeenKeys(Path directory, String sync, long runId) {
        this(
                directory.resolve("changes-" + URLEncoder.encode(sync, StandardCharsets.UTF_8) + "-" + runId + ".keys"),
                MOST_IN_MEMORY);
    }

    SeenKeys(Path file, int mostInMemory) {
        this.file = file;
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
            throw StateErrors.ofChangeSet(file, e);
        } finally {
            next.forEach(Stretch::close);
        }
    }

    /** Deletes the file. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(file, e);
        }
    }

    private void spill() {
        Arrays.sort(hashes, 0, size);
        try {
            PrivateFiles.createIfAbsent(file);
            try (OutputStream end = Files.newOutputStream(file, StandardOpenOption.APPEND);
                    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(end, 1 << 16))) {
                for (int i = 0; i < size; i++) {
                    out.writeLong(hashes[i]);
                }
            }
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(file, e);
        }
        stretches.add((long) size);
        size = 0;
    }

    private DataInputStream open(int stretch) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        channel.position(stretches.subList(0, stretch).stream()
                        .mapToLong(Long::longValue)
                        .sum()
                * Long.BYTES);
        return new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 13));
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
