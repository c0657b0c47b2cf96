package io.accountsync.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Map;

/**
 * The rows of a file that is one JSON array of objects, read as a stream. An entry that is not an object is malformed;
 * where the
 * array itself is broken, it is not known where the next entry begins, and the reading ends.
 */
final class JsonArrayRows extends FileRows {
    private final FileReading file;
    private final Reader text;
    private final RowLimitReader reader;
    private final JsonObjects objects;
    private final JsonParser parser;
    private long line = 1;

    JsonArrayRows(FileReading file, Reader text, RowLimitReader reader) {
        this.file = file;
        this.text = text;
        this.reader = reader;
        try {
            this.objects = new JsonObjects(text);
            this.parser = objects.parser();
            parser.nextToken();
        } catch (IOException e) {
            throw file.failed(line, e);
        }
        readFirst();
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw file.failed(line, e);
        }
    }

    @Override
    Object read() {
        reader.rowEnded();
        try {
            JsonToken token = parser.nextToken();
            line = parser.currentTokenLocation().getLineNr();
            if (token == JsonToken.END_ARRAY) {
                requireEnd();
                return null;
            }
            if (token == null) {
                throw cutOff(null);
            }
            return token == JsonToken.START_OBJECT ? row() : noObject();
        } catch (JsonProcessingException e) {
            if (e instanceof JsonEOFException || e.getOriginalMessage().startsWith("Unexpected end-of-input")) {
                throw cutOff(e);
            }
            // The parser's own message may quote the row.
            throw new SourceException(
                    file.place(line)
                            + ": the JSON array is broken in the entry that begins here, so that what follows "
                            + "it cannot be read. Fix it, or write one object on each line.",
                    e);
        } catch (IOException e) {
            throw file.failed(line, e);
        }
    }

    private Object row() throws IOException {
        Map<String, Object> object = objects.object();
        JsonRow row = new JsonRow(object, file.name(), line);
        String mistake = row.mistake(objects);
        return mistake == null ? row : new MalformedRow(file.place(line), mistake, RowHash.of(object));
    }

    private Object noObject() throws IOException {
        String contents = String.valueOf(objects.any());
        return new MalformedRow(
                file.place(line), "expected an object as entry of the array", RowHash.of(List.of(contents)));
    }

    private void requireEnd() throws IOException {
        if (parser.nextToken() != null) {
            throw new SourceException(file.place(parser.currentTokenLocation().getLineNr())
                    + ": something follows the end of the JSON array. Write one array, or one object on each line.");
        }
        file.requireWhole(true);
    }

    private SourceException cutOff(Exception cause) {
        return new SourceException(
                file.place(line) + ": the file ends before its JSON array does; it is cut off. Fetch it again.", cause);
    }
}
