package io.accountsync.source;

import java.util.Map;
import org.apache.camel.util.CaseInsensitiveMap;

/** A JSON object as a row; names ignore case. */
final class JsonRow extends CaseInsensitiveMap implements PlacedRow {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long line;
    private final boolean hasAllNames;

    JsonRow(Map<String, Object> object, String file, long line) {
        super(object);
        this.hasAllNames = size() == object.size();
        this.file = file;
        this.line = line;
    }

    /** What is wrong with the object that this row was made of, which these objects have just read; null when nothing is. */
    String mistake(JsonObjects objects) {
        if (objects.mistake() != null) {
            return objects.mistake();
        }
        return hasAllNames ? null : "two names differ only in case";
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
