package io.accountsync.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.camel.util.CaseInsensitiveMap;

/** The rows of a file of JSON lines. A line that is no JSON object is yielded as malformed. */
final class JsonRows implements Rows {
    private static final ObjectReader OBJECT = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readerFor(Map.class);

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
                line++;
                text = lines.readLine();
            } while (text != null && text.isBlank());
            return text == null ? null : row(text);
        } catch (IOException e) {
            throw file.failed(line, e);
        }
    }

    private Object row(String text) {
        try {
            Map<String, Object> object = OBJECT.readValue(text);
            if (object == null) {
                return malformed("expected one JSON object on each line, found null");
            }
            Map<String, Object> row = new CaseInsensitiveMap(object);
            return row.size() == object.size() ? row : malformed("two names differ only in case");
        } catch (JsonProcessingException e) {
            // The parser's own message may quote the row.
            return malformed("expected one JSON object on each line");
        }
    }

    private MalformedRow malformed(String reason) {
        return new MalformedRow(file.place(line), reason);
    }
}
