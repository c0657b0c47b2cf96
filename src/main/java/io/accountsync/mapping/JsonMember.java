package io.accountsync.mapping;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A member of a JSON object, where it lies in the bytes of a payload.
 *
 * @param bytes of the whole payload
 * @param from where its name begins, with the quote
 * @param value where its value begins
 * @param to behind its value
 */
public record JsonMember(String name, byte[] bytes, int from, int value, int to) {
    /** Whether its value is {@code null}, which clears the field. */
    public boolean isNull() {
        return bytes[value] == 'n';
    }

    /** Whether its value is a text. */
    public boolean isText() {
        return bytes[value] == '"';
    }

    /** Whether its value is an object, which stands for another record. */
    public boolean isObject() {
        return bytes[value] == '{';
    }

    /** The members of its value, which is an object. */
    public List<JsonMember> members() {
        return JsonMembers.of(bytes, value, to);
    }

    /** Of a lookup the members of its value that identify the record, without what says whose record it is. */
    public List<JsonMember> keys() {
        return members().stream()
                .filter(member -> !LookedUpObject.isIt(member.name()))
                .toList();
    }

    /** How a CSV names a lookup: {@code Parent}, or {@code Account:What} where its value says whose record it is. */
    public String relationship() {
        return LookedUpObject.column(LookedUpObject.of(members()), name);
    }

    /** Its value as JSON. */
    public String json() {
        return new String(bytes, value, to - value, StandardCharsets.UTF_8);
    }

    /** Its value as text: a text without quotes and escapes, anything else as JSON. */
    public String text() {
        return isText() ? textOf(bytes, value, to) : json();
    }

    /** The text that JSON has there, from its first quote to behind its last. */
    public static String textOf(byte[] json, int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] == '\\') {
                return unescaped(json, from, to);
            }
        }
        return new String(json, from + 1, to - from - 2, StandardCharsets.UTF_8);
    }

    private static String unescaped(byte[] bytes, int from, int to) {
        try {
            return OpenPayload.JSON.readValue(bytes, from, to - from, String.class);
        } catch (IOException e) {
            throw JsonMembers.notJson();
        }
    }

    /** Without its value, which is a row's. */
    @Override
    public String toString() {
        return "JsonMember[" + name + "]";
    }
}
