package io.accountsync.state;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The rows that compare dropped because there is nothing to send for them: a file with a few bytes for each, written and
 * read in sequence. Without it, an older duplicate of a row that is unchanged would look like a change, and the two would
 * overwrite each other for ever.
 */
final class ReadLog implements AutoCloseable {
    /** Why a row was dropped. */
    enum Reason {
        UNCHANGED,
        STILL_REJECTED
    }

    /** Receives the rows again. */
    @FunctionalInterface
    interface Visitor {
        void visit(String key, long cursor, long sequence, Reason reason);
    }

    private final Path file;
    private final DataOutputStream out;
    private long size;

    ReadLog(Path directory, String name) {
        file = PrivateFiles.create(directory, name);
        try {
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    void add(String key, long cursor, long sequence, Reason reason) {
        try {
            out.writeByte(reason.ordinal());
            out.writeLong(cursor);
            out.writeLong(sequence);
            out.writeUTF(key);
            size++;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + "; is the disk full?", e);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    void forEach(Visitor visitor) {
        Reason[] reasons = Reason.values();
        try {
            out.flush();
            try (DataInputStream in =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
                for (long i = 0; i < size; i++) {
                    Reason reason = reasons[in.readByte()];
                    long cursor = in.readLong();
                    long sequence = in.readLong();
                    visitor.visit(in.readUTF(), cursor, sequence, reason);
                }
            }
        } catch (EOFException e) {
            throw new UncheckedIOException(file + " was cut short by somebody else", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
