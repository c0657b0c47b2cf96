package io.accountsync.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/** The rows of a file of JSON lines. A line that is not a JSON object is yielded as malformed. */
final class JsonRows extends FileRows {
    private final FileReading file;
    private final BufferedReader lines;
    private final RowLimitReader reader;
    private long line;
    private boolean sawText;

    JsonRows(FileReading file, BufferedReader lines, RowLimitReader reader) {
        this.file = file;
        this.lines = lines;
        this.reader = reader;
        readFirst();
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw file.failed(line, e);
        }
    }

    @Override
    Object read() {
        try {
            String text;
            do {
                reader.rowEnded();
                line++;
                text = lines.readLine();
            } while (text != null && text.isBlank());
            if (text == null) {
                file.requireWhole(false);
                return null;
            }
            if (!sawText) {
                sawText = true;
                file.requireText(text, line);
            }
            return row(text);
        } catch (IOException e) {
            throw file.failed(line, e);
        }
    }

    private Object row(String text) {
        try {
            JsonObjects objects = new JsonObjects(text);
            JsonToken first = objects.parser().nextToken();
            if (first != JsonToken.START_OBJECT) {
                return malformed(
                        "expected one JSON object on each line" + (first == JsonToken.VALUE_NULL ? ", found null" : ""),
                        text);
            }
            JsonRow row = new JsonRow(objects.object(), file.name(), line);
            if (objects.parser().nextToken() != null) {
                return malformed("expected one JSON object on each line", text);
            }
            String mistake = row.mistake(objects);
            return mistake == null ? row : malformed(mistake, text);
        } catch (JsonProcessingException e) {
            // The parser's own message may quote the row.
            return malformed("expected one JSON object on each line", text);
        } catch (IOException e) {
            throw file.failed(line, e);
        }
    }

    private MalformedRow malformed(String reason, String text) {
        return new MalformedRow(file.place(line), reason, RowHash.of(List.of(text)));
    }
}
