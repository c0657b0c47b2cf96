package io.accountsync.source;

import java.util.NoSuchElementException;

/** Rows of a file, of which one is read ahead: whether there is another is known only when it has been read. */
abstract class FileRows implements Rows {
    private Object next;

    /** The next row, or null behind the last one. */
    abstract Object read();

    /** Reads the first row. A constructor ends with it, since {@link #read} needs all that it made. */
    final void readFirst() {
        next = read();
    }

    @Override
    public final boolean hasNext() {
        return next != null;
    }

    @Override
    public final Object next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        Object row = next;
        next = read();
        return row;
    }
}
