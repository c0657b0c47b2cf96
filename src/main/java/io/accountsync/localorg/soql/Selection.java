package io.accountsync.localorg.soql;

import com.fasterxml.jackson.core.JsonGenerator;
import io.accountsync.localorg.data.RecordView;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;
import io.accountsync.localorg.soql.Query.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields that a query selects; those of parents come out nested, where the query first names the parent. */
public final class Selection {

    private final List<FieldPath> paths;
    private final Node root = new Node();

    private Selection(List<FieldPath> paths) {
        this.paths = paths;
        paths.forEach(root::add);
    }

    static Selection of(Schema schema, SObjectType from, Query query) {
        List<FieldPath> paths = new ArrayList<>();
        for (Item item : query.select()) {
            if (item instanceof Item.Path path) {
                paths.add(FieldPath.resolve(schema, from, query, path.name()));
            } else if (item instanceof Item.FieldSet set) {
                paths.addAll(fieldSet(from, query, set));
            }
        }
        return new Selection(List.copyOf(paths));
    }

    List<FieldPath> paths() {
        return paths;
    }

    /** Writes one record with its attributes; call it inside the org's lock. */
    void write(JsonGenerator out, RecordView record, String root) throws IOException {
        this.root.write(out, record, root);
    }

    private static List<FieldPath> fieldSet(SObjectType from, Query query, Item.FieldSet set) {
        if (!set.which().equalsIgnoreCase("STANDARD") && (query.limit() == null || query.limit() > 200)) {
            throw new SoqlException("MALFORMED_QUERY", "The SOQL FIELDS function must have a LIMIT of at most 200");
        }
        return from.fields().stream()
                .filter(field -> switch (set.which().toUpperCase(Locale.ROOT)) {
                    case "STANDARD" -> !field.custom();
                    case "CUSTOM" -> field.custom();
                    default -> true;
                })
                .map(field -> new FieldPath(List.of(), field))
                .toList();
    }

    /** The selected fields of one object, and of its parents below. */
    private static final class Node {

        private final Map<String, Object> members = new LinkedHashMap<>();
        private final Map<String, Field> references = new LinkedHashMap<>();

        void add(FieldPath path) {
            Node node = this;
            for (Field reference : path.references()) {
                String name = reference.spec().reference().relationshipName();
                node.references.put(name, reference);
                node = (Node) node.members.computeIfAbsent(name, any -> new Node());
            }
            node.members.put(path.field().name(), path.field());
        }

        void write(JsonGenerator out, RecordView record, String root) throws IOException {
            out.writeStartObject();
            out.writeObjectFieldStart("attributes");
            out.writeStringField("type", record.type().name());
            out.writeStringField("url", root + "/sobjects/" + record.type().name() + "/" + record.id());
            out.writeEndObject();
            for (Map.Entry<String, Object> member : members.entrySet()) {
                out.writeFieldName(member.getKey());
                if (member.getValue() instanceof Field field) {
                    out.writeObject(record.value(field));
                    continue;
                }
                RecordView parent = record.parent(references.get(member.getKey()));
                if (parent == null) {
                    out.writeNull();
                } else {
                    ((Node) member.getValue()).write(out, parent, root);
                }
            }
            out.writeEndObject();
        }
    }
}
