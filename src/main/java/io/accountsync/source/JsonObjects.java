package io.accountsync.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON objects as maps. Jackson's own way would take the second of two values with one name without notice; this
 * one
 * notes it and goes on, so that the object behind can be read.
 */
public final class JsonObjects {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private String mistake;

    public JsonObjects(Reader text) throws IOException {
        this.parser = JSON.createParser(text);
    }

    public JsonObjects(String text) throws IOException {
        this.parser = JSON.createParser(text);
    }

    /** What reads the text, standing at the last token that was taken. */
    public JsonParser parser() {
        return parser;
    }

    /** The object at whose beginning the parser stands; afterwards it stands at its end. */
    public Map<String, Object> object() throws IOException {
        mistake = null;
        return map();
    }

    /** The value, of whatever kind, at whose beginning the parser stands; afterwards it stands at its end. */
    public Object any() throws IOException {
        mistake = null;
        return value();
    }

    /** What keeps the last object from being a row, without its contents; null when nothing does. */
    public String mistake() {
        return mistake;
    }

    private Map<String, Object> map() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (map.containsKey(name)) {
                mistake = "a name appears twice in the object, so that it is unclear which value counts";
            }
            map.put(name, value());
        }
        return map;
    }

    private List<Object> list() throws IOException {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value());
        }
        return list;
    }

    private Object value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> map();
            case START_ARRAY -> list();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private Object decimal() throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            mistake = "a number has an exponent beyond all bounds";
            return null;
        }
    }
}
