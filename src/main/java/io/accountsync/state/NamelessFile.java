package io.accountsync.state;

import io.accountsync.config.OwnerOnlyFiles;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A private file that has no name once it is open: nobody else can read, sweep or replace it, and nothing is left of it
 * however the process ends. A system that keeps the names of open files deletes it when it is closed. Written at its end, read
 * from anywhere.
 */
final class NamelessFile implements AutoCloseable {
    private static final Set<StandardOpenOption> OPTIONS = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);

    private final FileChannel channel;

    /** @param path where it is made; nothing has that name yet */
    NamelessFile(Path path) throws IOException {
        OwnerOnlyFiles.createDirectoryOf(path);
        channel = FileChannel.open(path, OPTIONS, OwnerOnlyFiles.modeOf(path));
    }

    /** Writes at the end. */
    OutputStream end() throws IOException {
        channel.position(channel.size());
        return Channels.newOutputStream(channel);
    }

    /** Reads from there; several can read at once, each in its own place. */
    DataInputStream from(long position, int buffer) {
        return new DataInputStream(new BufferedInputStream(new Reading(position), buffer));
    }

    /** Reads what is there, as much as there is; -1 behind the end. */
    int read(byte[] bytes, int offset, int length, long position) throws IOException {
        return channel.read(ByteBuffer.wrap(bytes, offset, length), position);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Leaves the channel's own position alone, and open at its end. */
    private final class Reading extends InputStream {
        private long position;

        Reading(long position) {
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = NamelessFile.this.read(bytes, offset, length, position);
            position += Math.max(0, read);
            return read;
        }
    }
}
