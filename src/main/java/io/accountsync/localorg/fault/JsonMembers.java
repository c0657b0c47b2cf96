package io.accountsync.localorg.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The members of a JSON object, of which none may be of another type than asked for, or be left unread. */
final class JsonMembers {

    private final String at;
    private final JsonNode json;
    private final Set<String> read = new HashSet<>();

    /** @param at names the object in messages, empty for the outermost; a missing or null node has no members */
    JsonMembers(String at, JsonNode json) {
        this.at = at;
        this.json = json;
        if (!json.isObject() && !json.isMissingNode() && !json.isNull()) {
            throw new IllegalArgumentException((at.isEmpty() ? "a fault" : at) + " must be a JSON object");
        }
    }

    JsonMembers object(String name) {
        return new JsonMembers(name, member(name));
    }

    String text(String name, String otherwise) {
        JsonNode member = member(name);
        require(member.isTextual() || absent(member), name, "a text");
        return member.asText(otherwise);
    }

    int number(String name, int otherwise) {
        JsonNode member = member(name);
        require(member.isInt() || absent(member), name, "a whole number");
        return member.asInt(otherwise);
    }

    boolean flag(String name) {
        JsonNode member = member(name);
        require(member.isBoolean() || absent(member), name, "true or false");
        return member.asBoolean();
    }

    List<String> texts(String name) {
        JsonNode member = member(name);
        require(member.isArray() || absent(member), name, "a list of texts");
        List<String> texts = new ArrayList<>();
        member.forEach(text -> {
            require(text.isTextual(), name, "a list of texts");
            texts.add(text.asText());
        });
        return texts;
    }

    void requireAllRead() {
        json.fieldNames().forEachRemaining(name -> {
            if (!read.contains(name)) {
                throw new IllegalArgumentException(path(name) + " is not known; known are " + read);
            }
        });
    }

    private JsonNode member(String name) {
        read.add(name);
        return json.path(name);
    }

    private static boolean absent(JsonNode member) {
        return member.isMissingNode() || member.isNull();
    }

    private void require(boolean fits, String name, String what) {
        if (!fits) {
            throw new IllegalArgumentException(path(name) + " must be " + what);
        }
    }

    private String path(String name) {
        return at.isEmpty() ? name : at + "." + name;
    }
}
