package io.accountsync.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** A writer that everything passes in one way, {@link #write(char[], int, int)}. */
abstract class OneWayWriter extends FilterWriter {
    OneWayWriter(Writer out) {
        super(out);
    }

    @Override
    public final void write(int c) throws IOException {
        write(new char[] {(char) c}, 0, 1);
    }

    @Override
    public final void write(String text, int offset, int length) throws IOException {
        write(text.toCharArray(), offset, length);
    }

    @Override
    public abstract void write(char[] text, int offset, int length) throws IOException;
}
