package io.accountsync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.FieldHashes.Field;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The fields of a record as they are sent: a JSON object in UTF-8 whose members are plain values, or objects for a
 * lookup, with a plain value and perhaps the object that is meant ({@link LookedUpObject}). Written once, when the row is mapped; fields are left out and looked at in its bytes. A value: equal bytes,
 * equal payloads.
 */
public final class Payload {
    /** The field of a Salesforce id, also as a column. */
    public static final String ID = "Id";

    /** A number that is not whole, or not written as such. */
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+[.eE].*");

    /** How a field without value is written: the end of its name, and {@code null}. */
    private static final byte[] EMPTIED = "\":null".getBytes(StandardCharsets.UTF_8);

    private final Supplier<byte[]> source;
    private volatile byte[] json;
    private List<JsonMember> members;

    private Payload(byte[] json, Supplier<byte[]> source) {
        this.json = json;
        this.source = source;
    }

    /** The payload with these bytes, which nobody may change any more. */
    public static Payload of(byte[] json) {
        return new Payload(json, null);
    }

    /** The payload whose bytes are fetched when somebody asks for them, if anybody does. */
    public static Payload later(Supplier<byte[]> source) {
        return new Payload(null, source);
    }

    /** The payload with this text; null for null. */
    public static Payload of(String json) {
        return json == null ? null : of(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Its bytes, which nobody may change. */
    public byte[] bytes() {
        byte[] bytes = json;
        if (bytes == null) {
            bytes = source.get();
            json = bytes;
        }
        return bytes;
    }

    /** As text. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Its fields, in their order. */
    public List<JsonMember> fields() {
        if (members == null) {
            members = JsonMembers.of(bytes());
        }
        return members;
    }

    /** Goes through its fields, in their order, without making anything of them. */
    public JsonMembers walk() {
        return JsonMembers.in(bytes());
    }

    /** Whether it has a field that is to be emptied. */
    public boolean clears() {
        byte[] json = bytes();
        for (int i = json.length - EMPTIED.length; i >= 0; i--) {
            if (json[i] == EMPTIED[0] && Arrays.equals(json, i, i + EMPTIED.length, EMPTIED, 0, EMPTIED.length)) {
                return true;
            }
        }
        return false;
    }

    /** A field by its name in any case. */
    public Optional<JsonMember> field(String name) {
        return fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The same without some fields; those that it does not have do not matter. */
    public Payload without(Collection<String> names) {
        if (names.isEmpty()) {
            return this;
        }
        List<JsonMember> rest =
                fields().stream().filter(field -> !names.contains(field.name())).toList();
        return rest.size() == fields().size() ? this : JsonMembers.join(rest);
    }

    /** The same with fields of another payload, those of these names that this one has not; in the order of their names. */
    public Payload with(Payload other, Collection<String> names) {
        List<JsonMember> all = new ArrayList<>(fields());
        other.fields().stream()
                .filter(field ->
                        names.contains(field.name()) && field(field.name()).isEmpty())
                .forEach(all::add);
        all.sort(Comparator.comparing(JsonMember::name));
        return all.size() == fields().size() ? this : JsonMembers.join(all);
    }

    /** The same with the Salesforce id of the record in front. */
    public Payload withId(String salesforceId) {
        byte[] id = ("{\"" + ID + "\":\"" + salesforceId + "\",").getBytes(StandardCharsets.UTF_8);
        byte[] json = bytes();
        byte[] all = Arrays.copyOf(id, id.length + json.length - 1);
        System.arraycopy(json, 1, all, id.length, json.length - 1);
        return of(all);
    }

    /** The same without the fields that are as {@link #hashes} kept them, apart from one. */
    public Payload withoutSame(byte[] kept, String except, FieldHashes by) {
        Set<String> same = new HashSet<>(by.same(hashed(), kept));
        same.remove(except);
        return without(same);
    }

    /** What stands for the name and the value of each field. */
    public byte[] hashes(FieldHashes by) {
        return by.of(hashed());
    }

    private List<Field> hashed() {
        return fields().stream()
                .map(field -> new Field(field.name(), hashed(field)))
                .toList();
    }

    /** As the first versions hashed it: a decimal number with so many zeros behind its point has an exponent. */
    private static String hashed(JsonMember field) {
        String json = field.json();
        return DECIMAL.matcher(json).matches() ? new BigDecimal(json).toString() : json;
    }

    /** As a tree, to be compared with a record of Salesforce. */
    public JsonNode tree() {
        try {
            return OpenPayload.JSON.readTree(bytes());
        } catch (IOException e) {
            throw JsonMembers.notJson();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && Arrays.equals(bytes(), payload.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    /** Without its contents, which are a row's. */
    @Override
    public String toString() {
        return "Payload[" + bytes().length + " bytes]";
    }
}
