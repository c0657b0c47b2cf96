package io.accountsync.mapping;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the members of a JSON object by where they begin and end. It looks at quotes, brackets and commas alone: what it reads
 * was written by us, or by a JSON library.
 */
final class JsonMembers {
    private final byte[] json;
    private final int end;
    private int at;

    private JsonMembers(byte[] json, int from, int end) {
        this.json = json;
        this.at = from;
        this.end = end;
    }

    /** The members of an object that these bytes are from the first to the last. */
    static List<JsonMember> of(byte[] json) {
        return of(json, 0, json.length);
    }

    static List<JsonMember> of(byte[] json, int from, int to) {
        return new JsonMembers(json, from, to).read();
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

    private List<JsonMember> read() {
        List<JsonMember> members = new ArrayList<>();
        require('{');
        if (next() == '}') {
            return members;
        }
        while (true) {
            int from = at;
            skipText();
            String name = JsonMember.unquoted(json, from, at);
            require(':');
            next();
            int value = at;
            skipValue();
            members.add(new JsonMember(name, json, from, value, at));
            if (next() == '}') {
                return members;
            }
            require(',');
            next();
        }
    }

    /** Goes to the next byte that is not blank, which it returns. */
    private byte next() {
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
        if (next() != expected) {
            throw notJson();
        }
        at++;
    }

    private void skipText() {
        if (current() != '"') {
            throw notJson();
        }
        at++;
        while (current() != '"') {
            at += current() == '\\' ? 2 : 1;
        }
        at++;
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
