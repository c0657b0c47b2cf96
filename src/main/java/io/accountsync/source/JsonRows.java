package io.accountsync.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rows of a file of JSON lines. A line that is no JSON object is yielded as malformed. */
final class JsonRows implements Rows {
    private static final ObjectReader OBJECT = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readerFor(Map.class);
    private static final Pattern ARRAY = Pattern.compile("\\s*\\[\\s*([{\\[].*)?", Pattern.DOTALL);

    private final JsonFile file;
    private final BufferedReader lines;
    private final RowLimitReader reader;
    private final Optional<FileStamp> before;
    private long line;
    private boolean sawText;
    private Object next;

    JsonRows(JsonFile file, Optional<FileStamp> before, BufferedReader lines, RowLimitReader reader) {
        this.file = file;
        this.lines = lines;
        this.reader = reader;
        this.before = before;
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
            if (text == null) {
                file.requireUnchanged(before);
                return null;
            }
            if (!sawText) {
                requireLines(text);
            }
            return row(text);
        } catch (IOException e) {
            throw file.failed(line, e);
        }
    }

    /** An array over the whole file would be malformed in each of its lines. */
    private void requireLines(String first) {
        sawText = true;
        if (ARRAY.matcher(first).matches()) {
            throw new SourceException(file.place(line)
                    + ": the file is a JSON array, and it is read line by line. Write one object on each line, as"
                    + " jq -c '.[]' does.");
        }
    }

    private Object row(String text) {
        try {
            Map<String, Object> object = OBJECT.readValue(text);
            if (object == null) {
                return malformed("expected one JSON object on each line, found null", text);
            }
            Map<String, Object> row = new JsonRow(object, file.getPath(), line);
            return row.size() == object.size() ? row : malformed("two names differ only in case", text);
        } catch (JsonProcessingException e) {
            // The parser's own message may quote the row.
            return malformed("expected one JSON object on each line", text);
        }
    }

    private MalformedRow malformed(String reason, String text) {
        return new MalformedRow(file.place(line), reason, RowHash.of(List.of(text)));
    }
}
