package io.accountsync.source;

import java.io.BufferedReader;
import java.io.IOException;

/**
 * A file of JSON lines, one object a line, or of one array of objects, read as a stream. A bean of a sync file; its {@code
 * rows} method is what the source route calls. Blank lines are passed over.
 */
public final class JsonFile extends SourceFile {
    private static final int MOST_BLANKS = 8192;

    @Override
    Rows rows(FileReading file) {
        RowLimitReader reader = file.open();
        try {
            BufferedReader text = new BufferedReader(reader);
            return beginsWithArray(text) ? new JsonArrayRows(file, text, reader) : new JsonRows(file, text, reader);
        } catch (IOException e) {
            FileReading.close(reader);
            throw file.failed(1, e);
        } catch (RuntimeException e) {
            FileReading.close(reader);
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
