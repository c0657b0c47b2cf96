package io.accountsync.source;

import java.io.Closeable;
import java.util.Iterator;

/**
 * The rows of a source, one after the other: maps whose keys ignore case, and a {@link MalformedRow} in place of each row
 * that could not be read. Read once, then close.
 */
public interface Rows extends Iterator<Object>, Closeable {
    @Override
    void close();
}
