package io.accountsync.mapping;

import io.accountsync.config.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What {@link SyncShape} notes on its way through the properties of one sync: what is wrong, what is left, and where it stands. */
final class ShapeNotes {
    private final String file;
    private final List<Finding> mistakes = new ArrayList<>();
    private final Map<String, Integer> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Node> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> fields = new TreeSet<>();
    private final Set<String> broken = new TreeSet<>();
    private final Set<Node> wrong = Collections.newSetFromMap(new IdentityHashMap<>());

    ShapeNotes(String file) {
        this.file = file;
    }

    List<Finding> mistakes() {
        return mistakes;
    }

    /**
     * What is known by that.
     *
     * @param bean in whose properties it was found
     */
    SyncForm form(Node bean) {
        return new SyncForm(file, YamlNodes.lineOf(bean), new PropertyLines(lines), mistakes, fields, broken);
    }

    /** The entries of a table without those that are wrong. */
    List<NodeTuple> readable(MappingNode table) {
        return table.getValue().stream()
                .filter(entry -> !wrong.contains(entry.getKeyNode()))
                .toList();
    }

    /** Notes where something stands; where it stood before, or null. */
    Integer line(String name, Node key) {
        return lines.putIfAbsent(name, YamlNodes.lineOf(key));
    }

    /** Notes a name that is left out, or was meant by one that is. */
    void broken(String name) {
        broken.add(name);
    }

    /** Notes a field of which nothing can be read but its name. */
    void unread(String field) {
        fields.add(field);
    }

    /** Notes an entry that is left out, by its key. */
    void wrong(Node key) {
        wrong.add(key);
    }

    boolean isWrong(Node key) {
        return wrong.contains(key);
    }

    /** Camel takes names without case, and one of two without notice; what is twice to the letter is found in any YAML. */
    boolean isRepeated(String path, Node key, String field, String name) {
        Node before = keys.putIfAbsent(path, key);
        if (before == null) {
            return false;
        }
        if (YamlNodes.nameOf(before).equals(name)) {
            wrong.add(key);
        } else {
            add(
                    key,
                    field,
                    (field == null ? name + " is" : "has " + name + ", which is") + " in line "
                            + YamlNodes.lineOf(before) + " already, as " + YamlNodes.nameOf(before)
                            + "; keep one of them");
        }
        return true;
    }

    /** Whether a value is a table; one that is empty is noted. */
    boolean requireTable(Node key, Node value, String field, String name, String example) {
        if (!(value instanceof MappingNode table)) {
            add(key, field, name + " must be a table of its own, such as " + name + ": " + example);
            return false;
        }
        if (table.getValue().isEmpty()) {
            add(key, field, "has an empty " + name + "; give it entries, such as " + example + ", or remove it");
        }
        return true;
    }

    /** Whether a value is one text. */
    boolean requireText(Node key, Node value, String field, String name) {
        if (!(value instanceof ScalarNode)) {
            String kind = value instanceof SequenceNode ? "a list" : "a table";
            add(
                    key,
                    field,
                    field == null
                            ? name + " must be one text and is " + kind
                            : "has " + kind + " for " + name + "; write one text there");
        }
        return value instanceof ScalarNode;
    }

    /** A field of which nothing can be read but its name. */
    void addField(Node key, String field, String mistake) {
        fields.add(field);
        add(key, field, mistake);
    }

    /** Notes a mistake, and leaves out the entry of this key. */
    void add(Node node, String field, String mistake) {
        wrong.add(node);
        mistakes.add(Finding.error(file, field, mistake).at(YamlNodes.lineOf(node)));
    }
}
