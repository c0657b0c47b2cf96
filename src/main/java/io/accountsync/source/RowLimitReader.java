package io.accountsync.source;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends the reading of a row without end, such as after a quote that is never closed, before it fills the memory. */
final class RowLimitReader extends FilterReader {
    private static final long MAX_CHARACTERS = 32L * 1024 * 1024;

    private long characters;

    RowLimitReader(Reader in) {
        super(in);
    }

    /** A row has ended. */
    void rowEnded() {
        characters = 0;
    }

    @Override
    public int read() throws IOException {
        int character = super.read();
        count(1);
        return character;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(read);
        return read;
    }

    private void count(int read) throws IOException {
        characters += read;
        if (characters > MAX_CHARACTERS) {
            throw new IOException("the row that begins there has more than " + MAX_CHARACTERS
                    + " characters; is a quote opened and never closed?");
        }
    }
}
