package io.accountsync.source;

import java.util.Map;
import org.apache.camel.util.CaseInsensitiveMap;

/** A JSON object as a row; names ignore case. */
final class JsonRow extends CaseInsensitiveMap implements PlacedRow {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long line;

    JsonRow(Map<String, Object> object, String file, long line) {
        super(object);
        this.file = file;
        this.line = line;
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public long line() {
        return line;
    }
}
