package io.accountsync.state;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.PriorityQueue;

/** Different hashes of keys in their order, merged from sorted stretches of a file and one in memory. */
final class KeyHashes implements PrimitiveIterator.OfLong, AutoCloseable {
    private final Path path;
    private final PriorityQueue<Stretch> stretches = new PriorityQueue<>();
    private boolean hasNext;
    private long next;

    /**
     * Opens them.
     *
     * @param path of the file, for messages
     * @param file null where all are in memory
     * @param lengths of the stretches that lie in the file one after the other
     * @param memory the last stretch, sorted
     * @param size how many of it count
     */
    KeyHashes(Path path, NamelessFile file, List<Long> lengths, long[] memory, int size) {
        this.path = path;
        try {
            long position = 0;
            for (long length : lengths) {
                push(new Stretch(file.from(position, 1 << 13), length));
                position += length * Long.BYTES;
            }
            push(new Stretch(memory, size));
            advance(false);
        } catch (IOException e) {
            close();
            throw StateErrors.ofChangeSet(path, e);
        }
    }

    @Override
    public boolean hasNext() {
        return hasNext;
    }

    @Override
    public long nextLong() {
        if (!hasNext) {
            throw new NoSuchElementException();
        }
        long hash = next;
        try {
            advance(true);
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(path, e);
        }
        return hash;
    }

    private void advance(boolean hasLast) throws IOException {
        long last = next;
        hasNext = false;
        while (!hasNext && !stretches.isEmpty()) {
            Stretch least = stretches.remove();
            next = least.head;
            hasNext = !hasLast || next != last;
            push(least);
        }
    }

    private void push(Stretch stretch) throws IOException {
        if (stretch.advance()) {
            stretches.add(stretch);
        } else {
            stretch.close();
        }
    }

    @Override
    public void close() {
        stretches.forEach(Stretch::close);
        stretches.clear();
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
