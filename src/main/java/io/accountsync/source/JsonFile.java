package io.accountsync.source;

import java.io.BufferedReader;
import java.util.Optional;

/**
 * A file of JSON lines, one object a line, read as a stream. A bean of a sync file; its {@code rows} method is what the
 * source route calls. Blank lines are passed over.
 */
public final class JsonFile extends SourceFile {
    /**
     * Opens the file.
     *
     * @throws SourceException when it is missing
     */
    public Rows rows() {
        Optional<FileStamp> before = stamp();
        RowLimitReader reader = open();
        try {
            return new JsonRows(this, before, new BufferedReader(reader), reader);
        } catch (RuntimeException e) {
            close(reader);
            throw e;
        }
    }
}
