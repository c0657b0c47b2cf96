package io.accountsync.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/**
 * A file of JSON lines, one object a line, or of one array of objects, read as a stream. A bean of a sync file; its {@code
 * rows} method is what the source route calls. Blank lines are passed over.
 */
public final class JsonFile extends SourceFile {
    private static final int MOST_BLANKS = 8192;

    /**
     * Opens the file.
     *
     * @throws SourceException when it is missing
     */
    public Rows rows() {
        Optional<FileStamp> before = stamp();
        RowLimitReader reader = open();
        try {
            BufferedReader text = new BufferedReader(reader);
            return beginsWithArray(text)
                    ? new JsonArrayRows(this, before, text, reader)
                    : new JsonRows(this, before, text, reader);
        } catch (IOException e) {
            close(reader);
            throw failed(1, e);
        } catch (RuntimeException e) {
            close(reader);
            throw e;
        }
    }

    private static boolean beginsWithArray(BufferedReader text) throws IOException {
        text.mark(MOST_BLANKS);
        int first = text.read();
        for (int i = 2; i < MOST_BLANKS && first >= 0 && Character.isWhitespace(first); i++) {
            first = text.read();
        }
        text.reset();
        return first == '[';
    }
}
