package io.accountsync.source;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.util.Map;
import org.apache.camel.util.CaseInsensitiveMap;

/**
 * A file of JSON lines, one object a line, read as a stream. A bean of a sync file; its {@code rows} method is what the
 * source route calls. Blank lines are passed over.
 */
public final class JsonFile extends SourceFile {
    private static final ObjectReader OBJECT = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readerFor(Map.class);

    /**
     * Opens the file.
     *
     * @throws SourceException when it is missing
     */
    public Rows rows() {
        RowLimitReader reader = open();
        return new JsonRows(this, new BufferedReader(reader), reader);
    }

    static Map<String, Object> parse(String line) throws com.fasterxml.jackson.core.JsonProcessingException {
        Map<String, Object> object = OBJECT.readValue(line);
        return object == null ? null : new CaseInsensitiveMap(object);
    }
}
