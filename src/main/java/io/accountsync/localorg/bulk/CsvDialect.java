package io.accountsync.localorg.bulk;

import io.accountsync.localorg.rest.RestException;
import java.util.Map;

/**
 * How a job's CSV is written.
 *
 * @param delimiter API name of the column delimiter, such as {@code COMMA}
 * @param lineEnding {@code LF} or {@code CRLF}
 */
record CsvDialect(String delimiter, String lineEnding) {

    private static final Map<String, Character> DELIMITERS =
            Map.of("BACKQUOTE", '`', "CARET", '^', "COMMA", ',', "PIPE", '|', "SEMICOLON", ';', "TAB", '\t');

    /** Refuses names that Salesforce does not know; null stands for its defaults, COMMA and LF. */
    static CsvDialect of(String delimiter, String lineEnding) {
        CsvDialect dialect =
                new CsvDialect(delimiter == null ? "COMMA" : delimiter, lineEnding == null ? "LF" : lineEnding);
        if (!DELIMITERS.containsKey(dialect.delimiter)) {
            throw unknown(dialect.delimiter, "ColumnDelimiterEnum");
        }
        if (!dialect.lineEnding.equals("LF") && !dialect.lineEnding.equals("CRLF")) {
            throw unknown(dialect.lineEnding, "LineEndingEnum");
        }
        return dialect;
    }

    char separator() {
        return DELIMITERS.get(delimiter);
    }

    String newline() {
        return lineEnding.equals("CRLF") ? "\r\n" : "\n";
    }

    boolean crlf() {
        return lineEnding.equals("CRLF");
    }

    private static RestException unknown(String value, String type) {
        return RestException.badRequest("JSON_PARSER_ERROR", value + " not a valid value for enum " + type);
    }
}
