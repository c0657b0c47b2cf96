package io.accountsync.mapping;

import io.accountsync.config.Finding;
import io.accountsync.config.NearestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.util.StringHelper;
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

    private static final List<String> OF_SYNC = BeanOptions.of(SyncDefinition.class);
    private static final List<String> OF_FIELD = BeanOptions.of(FieldRule.class);
    private static final List<String> OF_REFERENCE = BeanOptions.of(ReferenceRule.class);

    private final String file;
    private final List<Finding> mistakes = new ArrayList<>();
    private final Map<String, Integer> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private SyncShape(String file) {
        this.file = file;
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
            shape.add(properties, null, "properties must be a table of names and values, such as object: Account");
        }
        return shape;
    }

    /** What is wrong, in the order of the file. */
    List<Finding> mistakes() {
        return mistakes;
    }

    PropertyLines lines() {
        return new PropertyLines(lines);
    }

    /** The name of a YAML key as Camel reads it. */
    static String nameOf(Node key) {
        return key instanceof ScalarNode text ? StringHelper.dashToCamelCase(text.getValue()) : "";
    }

    /** The field of a key such as {@code fields[Industry]}; null for another. */
    static String fieldOf(String name) {
        return name.matches("(?i)fields\\[[^\\[\\]]+]") ? name.substring(FIELDS.length() + 1, name.length() - 1) : null;
    }

    private void property(NodeTuple entry) {
        Node key = entry.getKeyNode();
        Node value = entry.getValueNode();
        String name = nameOf(key);
        String field = fieldOf(name);
        if (field != null) {
            field(field, key, value);
        } else if (name.equalsIgnoreCase(FIELDS)) {
            lines.putIfAbsent(FIELDS, lineOf(key));
            fields(key, value);
        } else if (name.toLowerCase(Locale.ROOT).matches("fields(\\[[^]]*])?\\..+")) {
            // A path, which Camel walks by itself.
            return;
        } else if (isUnknown(name, OF_SYNC)) {
            add(key, null, unknown(name, OF_SYNC));
        } else if (name.equalsIgnoreCase(MATCH)) {
            lines.putIfAbsent(name, lineOf(key));
            match(key, value);
        } else {
            lines.putIfAbsent(name, lineOf(key));
            requireText(key, value, null, name);
        }
    }

    private void fields(Node key, Node value) {
        if (value instanceof MappingNode table) {
            table.getValue()
                    .forEach(entry -> field(nameOf(entry.getKeyNode()), entry.getKeyNode(), entry.getValueNode()));
        } else {
            add(key, null, "fields must be a table of names and values, such as { Name: \"${body[name]}\" }");
        }
    }

    private void field(String field, Node key, Node value) {
        Integer before = lines.putIfAbsent(field, lineOf(key));
        if (before != null) {
            add(key, field, "is in line " + before + " already; keep one of them");
        }
        if (value instanceof SequenceNode) {
            add(
                    key,
                    field,
                    "has a list; write an expression such as \"${body[column]}\", or a table of options such as "
                            + "{ value: \"${body[column]}\", default: Other }");
        } else if (value instanceof MappingNode options) {
            if (options.getValue().isEmpty()) {
                add(key, field, "has no value; write an expression such as \"${body[column]}\", or a constant");
            }
            options.getValue().forEach(option -> option(field, option));
        }
    }

    private void option(String field, NodeTuple entry) {
        Node key = entry.getKeyNode();
        Node value = entry.getValueNode();
        String name = nameOf(key);
        if (name.indexOf('.') > 0) {
            // A path, as above.
            return;
        }
        if (isUnknown(name, OF_FIELD)) {
            add(key, field, "has an " + unknown(name, OF_FIELD));
        } else if (name.equalsIgnoreCase("translate")) {
            if (requireTable(key, value, field, name, "{ tech: Technology }")) {
                ((MappingNode) value)
                        .getValue()
                        .forEach(translation -> requireText(
                                translation.getKeyNode(),
                                translation.getValueNode(),
                                field,
                                "the translation of " + text(translation.getKeyNode())));
            }
        } else if (name.equalsIgnoreCase("reference")) {
            if (requireTable(key, value, field, name, "{ object: User, by: Email }")) {
                ((MappingNode) value).getValue().forEach(part -> reference(field, part));
            }
        } else {
            requireText(key, value, field, name);
        }
    }

    private void reference(String field, NodeTuple entry) {
        String name = nameOf(entry.getKeyNode());
        if (isUnknown(name, OF_REFERENCE)) {
            add(entry.getKeyNode(), field, "has a reference with an " + unknown(name, OF_REFERENCE));
        } else {
            requireText(entry.getKeyNode(), entry.getValueNode(), field, "reference: " + name);
        }
    }

    private void match(Node key, Node value) {
        boolean isList =
                value instanceof SequenceNode list && list.getValue().stream().allMatch(ScalarNode.class::isInstance);
        if (!isList && !(value instanceof ScalarNode)) {
            add(
                    key,
                    null,
                    "match must be a list of rules, such as [Website domain, Name + BillingCountry], or one text with "
                            + "commas between them");
        }
    }

    private boolean requireTable(Node key, Node value, String field, String name, String example) {
        if (!(value instanceof MappingNode table)) {
            add(key, field, name + " must be a table of its own, such as " + name + ": " + example);
            return false;
        }
        if (table.getValue().isEmpty()) {
            add(key, field, "has an empty " + name + "; give it entries, such as " + example + ", or remove it");
        }
        return true;
    }

    private void requireText(Node key, Node value, String field, String name) {
        if (!(value instanceof ScalarNode)) {
            String kind = value instanceof SequenceNode ? "a list" : "a table";
            add(
                    key,
                    field,
                    field == null
                            ? name + " must be one text and is " + kind
                            : "has " + kind + " for " + name + "; write one text there");
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

    private void add(Node node, String field, String mistake) {
        mistakes.add(Finding.error(file, field, mistake).at(lineOf(node)));
    }

    private static String text(Node key) {
        return key instanceof ScalarNode text ? text.getValue() : "an entry";
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
