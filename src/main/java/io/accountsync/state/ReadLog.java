package io.accountsync.state;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The rows that compare dropped because Salesforce has them as they are: a file with a few bytes for each, written and
 * read in sequence. Without it, an older duplicate of a row that is unchanged would look like a change, and the two would
 * overwrite each other for ever.
 */
final class ReadLog implements AutoCloseable {
    /** Receives the rows again. */
    @FunctionalInterface
    interface Visitor {
        void visit(String key, long cursor, long sequence);
    }

    private static final int BUFFER = 1 << 16;

    /** What each row has besides its key. */
    private static final int FIXED = 2 * Long.BYTES + Integer.BYTES;

    private final Path path;
    private NamelessFile file;
    private OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long size;

    /** @param path where it is made, once there is too much for memory or somebody reads it */
    ReadLog(Path path) {
        this.path = path;
    }

    void add(String key, long cursor, long sequence) {
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        try {
            if (buffer.remaining() < FIXED + text.length) {
                flush();
            }
            buffer.putLong(cursor).putLong(sequence).putInt(text.length);
            if (buffer.remaining() < text.length) {
                flush();
                out.write(text);
            } else {
                buffer.put(text);
            }
            size++;
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(path, e);
        }
    }

    private void flush() throws IOException {
        if (file == null) {
            file = new NamelessFile(path);
            out = file.end();
        }
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    boolean isEmpty() {
        return size == 0;
    }

    void forEach(Visitor visitor) {
        try {
            flush();
            try (DataInputStream in = file.from(0, BUFFER)) {
                for (long i = 0; i < size; i++) {
                    long cursor = in.readLong();
                    long sequence = in.readLong();
                    byte[] key = new byte[in.readInt()];
                    in.readFully(key);
                    visitor.visit(new String(key, StandardCharsets.UTF_8), cursor, sequence);
                }
            }
        } catch (EOFException e) {
            throw StateErrors.ofChangeSet(path, new IOException("it was cut short", e));
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(path, e);
        }
    }

    @Override
    public void close() {
        try (NamelessFile made = file) {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(path, e);
        }
    }
}
