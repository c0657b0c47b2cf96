package io.accountsync.state;

import io.accountsync.mapping.Payload;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The payloads of a change set, one after the other in a file of their own: they are nine tenths of it, are written once, and
 * need neither an index nor a place among other values. They are read in the order of the keys, which is mostly that in which
 * they were written. What falls out of the change set stays until its end. Safe for several threads.
 */
final class PayloadFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private NamelessFile file;
    private OutputStream out;
    private long end;
    private long flushed;
    private byte[] window = new byte[BUFFER];
    private long windowAt;
    private int windowSize;

    /** @param path where it is made, once there is a payload */
    PayloadFile(Path path) {
        this.path = path;
    }

    /** Adds a payload, and says where it begins. */
    synchronized long add(Payload payload) {
        long at = end;
        try {
            if (file == null) {
                file = new NamelessFile(path);
                out = new BufferedOutputStream(file.end(), BUFFER);
            }
            out.write(payload.bytes());
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(path, e);
        }
        end += payload.bytes().length;
        return at;
    }

    /** The bytes of the payload that begins there. */
    synchronized byte[] read(long at, int size) {
        try {
            if (at < windowAt || at + size > windowAt + windowSize) {
                fill(at, size);
            }
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(path, e);
        }
        int from = (int) (at - windowAt);
        return Arrays.copyOfRange(window, from, from + size);
    }

    /** Reads ahead only where one payload follows the other: not when keys jump to and fro. */
    private void fill(long at, int size) throws IOException {
        if (at + size > flushed) {
            out.flush();
            flushed = end;
        }
        boolean follows = at >= windowAt && at - windowAt - windowSize < BUFFER;
        int wanted = follows ? (int) Math.min(Math.max(size, BUFFER), flushed - at) : size;
        if (wanted > window.length) {
            window = new byte[wanted];
        }
        windowAt = at;
        windowSize = 0;
        while (windowSize < wanted) {
            int read = file.read(window, windowSize, wanted - windowSize, at + windowSize);
            if (read < 0) {
                throw new EOFException("it was cut short");
            }
            windowSize += read;
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (file != null) {
                // What was not written yet need not be: the file is gone.
                file.close();
            }
        } catch (IOException e) {
            throw StateErrors.ofChangeSet(path, e);
        }
    }
}
