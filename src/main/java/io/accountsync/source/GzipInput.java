package io.accountsync.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks gzip, and fails where the file is cut or damaged. Java's own stream passes over what follows a part that is whole,
 * so that a file whose second part is cut within its first bytes would end there without notice.
 */
final class GzipInput extends GZIPInputStream {
    private static final int TRAILER = 8;
    private static final int BUFFER = 8192;

    private final CountedInput packed;
    private long packedAtFill;
    private boolean ended;

    GzipInput(InputStream in) throws IOException {
        this(new CountedInput(in));
    }

    private GzipInput(CountedInput packed) throws IOException {
        super(packed, BUFFER);
        this.packed = packed;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = super.read(buffer, offset, length);
            if (read < 0 && !ended) {
                ended = true;
                requireNothingBehind();
            }
            return read;
        } catch (EOFException e) {
            throw new IOException("the gzip file is cut off; fetch it again", e);
        } catch (ZipException e) {
            throw new IOException("the gzip file is damaged; fetch it again", e);
        }
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        packedAtFill = packed.count();
    }

    private void requireNothingBehind() throws IOException {
        long behind = inf.getRemaining() - TRAILER + packed.count() - packedAtFill;
        if (behind > 0 || packed.read() >= 0) {
            throw new IOException(
                    "the gzip file goes on behind its end with something that is not gzip; it is cut off or "
                            + "damaged, fetch it again");
        }
    }
}
