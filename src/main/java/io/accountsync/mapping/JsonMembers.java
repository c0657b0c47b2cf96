package io.accountsync.mapping;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through the members of a JSON object by where they begin and end. It looks at quotes, brackets and commas alone: what it
 * reads was written by us, or by a JSON library. A name has no escapes, as Salesforce's have none.
 */
public final class JsonMembers {
    private final byte[] json;
    private final int end;
    private int at;
    private int from;
    private int nameEnd;
    private int value;
    private boolean begun;

    private JsonMembers(byte[] json, int from, int end) {
        this.json = json;
        this.at = from;
        this.end = end;
    }

    /** Before the first member of the object that these bytes are. */
    static JsonMembers in(byte[] json) {
        return new JsonMembers(json, 0, json.length);
    }

    /** The members of an object that these bytes are from the first to the last. */
    static List<JsonMember> of(byte[] json) {
        return of(json, 0, json.length);
    }

    static List<JsonMember> of(byte[] json, int from, int to) {
        JsonMembers members = new JsonMembers(json, from, to);
        List<JsonMember> all = new ArrayList<>();
        while (members.next()) {
            all.add(members.member());
        }
        return all;
    }

    /** An object of these members, in this order. */
    static Payload join(List<JsonMember> members) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.write('{');
        for (JsonMember member : members) {
            if (json.size() > 1) {
                json.write(',');
            }
            json.write(member.bytes(), member.from(), member.to() - member.from());
        }
        json.write('}');
        return Payload.of(json.toByteArray());
    }

    /** Without a cause, which would quote the payload. */
    static IllegalStateException notJson() {
        return new IllegalStateException("a payload is not JSON");
    }

    /** Goes to the next member; false when there is none. */
    public boolean next() {
        if (!begun) {
            require('{');
            begun = true;
            if (nextByte() == '}') {
                return false;
            }
        } else {
            if (nextByte() == '}') {
                return false;
            }
            require(',');
            nextByte();
        }
        from = at;
        skipText();
        nameEnd = at;
        require(':');
        nextByte();
        value = at;
        skipValue();
        return true;
    }

    /** The member that was gone to. */
    public JsonMember member() {
        return new JsonMember(JsonMember.textOf(json, from, nameEnd), json, from, value, at);
    }

    /** Whether it has this name, which is in UTF-8 and in quotes. */
    public boolean isNamed(byte[] quoted) {
        return Arrays.equals(json, from, nameEnd, quoted, 0, quoted.length);
    }

    /** Whether its value is an object. */
    public boolean isObject() {
        return json[value] == '{';
    }

    /** Where its value begins. */
    public int value() {
        return value;
    }

    /** Behind its value. */
    public int to() {
        return at;
    }

    /** Goes to the next byte that is not blank, which it returns. */
    private byte nextByte() {
        while (at < end && json[at] <= ' ' && json[at] >= 0) {
            at++;
        }
        return current();
    }

    private byte current() {
        if (at >= end) {
            throw notJson();
        }
        return json[at];
    }

    private void require(char expected) {
        if (nextByte() != expected) {
            throw notJson();
        }
        at++;
    }

    private void skipText() {
        if (current() != '"') {
            throw notJson();
        }
        int i = at + 1;
        while (i < end && json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        if (i >= end) {
            throw notJson();
        }
        at = i + 1;
    }

    private void skipValue() {
        int depth = 0;
        do {
            switch (current()) {
                case '"' -> skipText();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> skipPlain(depth);
            }
        } while (depth > 0);
    }

    /** A number or a word; within brackets also what separates values. */
    private void skipPlain(int depth) {
        int from = at;
        while (at < end
                && (depth > 0 || json[at] > ' ')
                && "\"{}[]".indexOf(json[at]) < 0
                && (depth > 0 || json[at] != ',')) {
            at++;
        }
        if (at == from) {
            throw notJson();
        }
    }
}
