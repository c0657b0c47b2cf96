package io.accountsync.localorg.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a call answers.
 *
 * @param contentType null for an answer without body
 * @param body empty, never null
 */
public record RestAnswer(int status, String contentType, Map<String, String> headers, byte[] body) {

    public static final String JSON = "application/json;charset=UTF-8";
    private static final byte[] EMPTY = {};

    /** A JSON body. */
    public static RestAnswer json(int status, byte[] body) {
        return new RestAnswer(status, JSON, Map.of(), body);
    }

    /** An answer without body. */
    public static RestAnswer noContent(int status) {
        return new RestAnswer(status, null, Map.of(), EMPTY);
    }

    /** With one more header. */
    public RestAnswer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RestAnswer(status, contentType, more, body);
    }
}
