package io.accountsync.mapping;

import io.accountsync.config.Finding;
import io.accountsync.config.NearestNames;
import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Whether the properties of a sync have the form that they must have: which names there are, and where a text, a table or a
 * list belongs. Camel would stop at the first that it does not understand, and know no line; of a field that stands there in
 * two forms it would make one of both.
 */
final class SyncShape {
    static final String FIELDS = "fields";
    static final String MATCH = "match";
    static final String AFTER = "after";

    private static final List<String> OF_SYNC = BeanOptions.of(SyncDefinition.class);
    private static final List<String> OF_FIELD = BeanOptions.of(FieldRule.class);
    private static final List<String> OF_REFERENCE = BeanOptions.of(ReferenceRule.class);

    private final ShapeNotes notes;

    private SyncShape(String file) {
        this.notes = new ShapeNotes(file);
    }

    /**
     * Examines the properties.
     *
     * @param file its name in messages
     */
    static SyncShape of(String file, Node properties) {
        SyncShape shape = new SyncShape(file);
        if (properties instanceof MappingNode table) {
            table.getValue().forEach(shape::property);
        } else {
            OF_SYNC.forEach(shape.notes::broken);
            shape.notes.add(
                    properties, null, "properties must be a table of names and values, such as object: Account");
        }
        return shape;
    }

    /** What is wrong, in the order of the file. */
    List<Finding> mistakes() {
        return notes.mistakes();
    }

    /**
     * What is known by that.
     *
     * @param bean in whose properties it was found
     */
    SyncForm form(Node bean) {
        return notes.form(bean);
    }

    /** The entries of a table without those that are wrong. */
    List<NodeTuple> readable(MappingNode table) {
        return notes.readable(table);
    }

    /** The field of a key such as {@code fields[Industry]}; null for another. */
    static String fieldOf(String name) {
        return name.matches("(?i)fields\\[[^\\[\\]]+]") ? name.substring(FIELDS.length() + 1, name.length() - 1) : null;
    }

    private void property(NodeTuple entry) {
        Node key = entry.getKeyNode();
        Node value = entry.getValueNode();
        String name = YamlNodes.nameOf(key);
        String field = fieldOf(name);
        if (field != null) {
            field(field, key, value);
        } else if (notes.isRepeated(name, key, null, name)) {
            return;
        } else if (name.equalsIgnoreCase(FIELDS)) {
            notes.line(FIELDS, key);
            fields(key, value);
        } else if (name.toLowerCase(Locale.ROOT).matches("fields(\\[[^]]*])?\\..+")) {
            // A path, which Camel walks by itself.
            return;
        } else if (isUnknown(name, OF_SYNC)) {
            notes.broken(NearestNames.one(name, OF_SYNC));
            notes.add(key, null, unknown(name, OF_SYNC));
        } else if (name.equalsIgnoreCase(MATCH)) {
            notes.line(name, key);
            list(key, value, "rules, such as [Website domain, Name + BillingCountry]");
        } else if (name.equalsIgnoreCase(AFTER)) {
            notes.line(AFTER, key);
            list(key, value, "names of syncs, such as [accounts, contacts]");
        } else if (name.equalsIgnoreCase(GoneRule.FLAG)) {
            notes.line(name, key);
            flag(key, value);
        } else {
            notes.line(name, key);
            if (!notes.requireText(key, value, null, name)) {
                notes.broken(name);
            }
        }
    }

    private void fields(Node key, Node value) {
        if (value instanceof MappingNode table) {
            table.getValue()
                    .forEach(entry ->
                            field(YamlNodes.nameOf(entry.getKeyNode()), entry.getKeyNode(), entry.getValueNode()));
        } else {
            notes.broken(FIELDS);
            notes.add(key, null, "fields must be a table of names and values, such as { Name: \"${body[name]}\" }");
        }
    }

    private void field(String field, Node key, Node value) {
        Integer before = notes.line(field, key);
        if (before != null) {
            notes.add(key, field, "is in line " + before + " already; keep one of them");
            return;
        }
        if (field.indexOf('.') > 0) {
            notes.addField(
                    key,
                    field,
                    "names a field of another record, and a row writes only its own; name the record "
                            + "that it belongs to, by its External ID, as in " + field.substring(0, field.indexOf('.'))
                            + ": { lookup: Customer_Id__c, value: \"${body[column]}\" }, or by reference");
        } else if (value instanceof SequenceNode) {
            notes.addField(
                    key,
                    field,
                    "has a list; write an expression such as \"${body[column]}\", or a table of options such as "
                            + "{ value: \"${body[column]}\", default: Other }");
        } else if (value instanceof MappingNode options) {
            if (options.getValue().isEmpty()) {
                notes.addField(
                        key, field, "has no value; write an expression such as \"${body[column]}\", or a constant");
            }
            options.getValue().forEach(option -> option(field, option));
            if (readable(options).isEmpty()) {
                notes.unread(field);
            }
        }
    }

    private void option(String field, NodeTuple entry) {
        Node key = entry.getKeyNode();
        Node value = entry.getValueNode();
        String name = YamlNodes.nameOf(key);
        if (name.indexOf('.') > 0) {
            // A path, as above.
            return;
        }
        long before = notes.mistakes().size();
        if (notes.isRepeated(field + "." + name, key, field, name)) {
            return;
        }
        if (isUnknown(name, OF_FIELD)) {
            notes.broken(field + "." + NearestNames.one(name, OF_FIELD));
            notes.add(key, field, "has an " + unknown(name, OF_FIELD));
        } else if (name.equalsIgnoreCase("translate")) {
            if (notes.requireTable(key, value, field, name, "{ tech: Technology }")) {
                ((MappingNode) value)
                        .getValue()
                        .forEach(translation -> notes.requireText(
                                translation.getKeyNode(),
                                translation.getValueNode(),
                                field,
                                "the translation of " + text(translation.getKeyNode())));
            }
        } else if (name.equalsIgnoreCase("reference")) {
            if (notes.requireTable(key, value, field, name, "{ object: User, by: Email }")) {
                ((MappingNode) value).getValue().forEach(part -> reference(field, part));
            }
            if (notes.mistakes().size() > before) {
                notes.wrong(key);
            }
        } else {
            notes.requireText(key, value, field, name);
        }
        if (notes.isWrong(key)) {
            notes.broken(field + "." + name);
        }
    }

    private void reference(String field, NodeTuple entry) {
        String name = YamlNodes.nameOf(entry.getKeyNode());
        if (notes.isRepeated(field + ".reference." + name, entry.getKeyNode(), field, name)) {
            return;
        }
        if (isUnknown(name, OF_REFERENCE)) {
            notes.add(entry.getKeyNode(), field, "has a reference with an " + unknown(name, OF_REFERENCE));
        } else {
            notes.requireText(entry.getKeyNode(), entry.getValueNode(), field, "reference: " + name);
        }
    }

    private void flag(Node key, Node value) {
        if (value instanceof MappingNode fields
                && fields.getValue().stream().allMatch(field -> field.getValueNode() instanceof ScalarNode)) {
            return;
        }
        notes.broken(GoneRule.FLAG);
        notes.add(
                key,
                null,
                "flag must be a table such as { field: Status__c, value: Inactive }, or { Status__c: Inactive, Active__c: false }"
                        + " for several fields");
    }

    private void list(Node key, Node value, String example) {
        boolean isList =
                value instanceof SequenceNode list && list.getValue().stream().allMatch(ScalarNode.class::isInstance);
        if (!isList && !(value instanceof ScalarNode)) {
            notes.add(
                    key,
                    null,
                    YamlNodes.nameOf(key) + " must be a list of " + example + ", or one text with commas between them");
        }
    }

    private static boolean isUnknown(String name, List<String> known) {
        return known.stream().noneMatch(name.replaceFirst("^\\?", "")::equalsIgnoreCase);
    }

    private static String unknown(String name, List<String> known) {
        String nearest = NearestNames.one(name, known);
        return "unknown property " + name + "; did you mean "
                + (name.contains("[") || name.contains("]") ? nearest + "[NAME]" : nearest) + "? There are: "
                + String.join(", ", known);
    }

    private static String text(Node key) {
        return key instanceof ScalarNode text ? text.getValue() : "an entry";
    }
}
