package io.accountsync.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.NoSuchElementException;

/** The rows of a file of JSON lines. A line that is no JSON object is yielded as malformed. */
final class JsonRows implements Rows {
    private final JsonFile file;
    private final BufferedReader lines;
    private final RowLimitReader reader;
    private long line;
    private Object next;

    JsonRows(JsonFile file, BufferedReader lines, RowLimitReader reader) {
        this.file = file;
        this.lines = lines;
        this.reader = reader;
        this.next = read();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Object next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        Object row = next;
        next = read();
        return row;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw file.failed(line, e);
        }
    }

    private Object read() {
        try {
            String text;
            do {
                reader.rowEnded();
                text = lines.readLine();
                line++;
            } while (text != null && text.isBlank());
            return text == null ? null : row(text);
        } catch (IOException e) {
            throw file.failed(line, e);
        }
    }

    private Object row(String text) {
        try {
            Map<String, Object> row = JsonFile.parse(text);
            return row == null ? new MalformedRow(file.place(line), "expected a JSON object, found null") : row;
        } catch (JsonProcessingException e) {
            // The parser's own message may quote the row.
            return new MalformedRow(file.place(line), "not a JSON object");
        }
    }
}
