package io.accountsync.mapping;

import io.accountsync.config.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.util.StringHelper;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Keys that appear twice in one place of a YAML file. Camel takes one of them without notice; to it {@code mid-market}
 * and
 * {@code midMarket} are one key as well.
 */
final class RepeatedKeys {
    private final List<Finding> found = new ArrayList<>();
    private final String file;

    private RepeatedKeys(String file) {
        this.file = file;
    }

    /**
     * Each of them with its lines.
     *
     * @param file its name in messages
     */
    static List<Finding> in(String file, Node root) {
        RepeatedKeys keys = new RepeatedKeys(file);
        keys.look(root);
        return keys.found;
    }

    private void look(Node node) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::look);
        } else if (node instanceof MappingNode mapping) {
            Map<String, Integer> lines = new HashMap<>();
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    Integer before =
                            lines.putIfAbsent(StringHelper.dashToCamelCase(key.getValue()), YamlNodes.lineOf(key));
                    if (before != null) {
                        found.add(Finding.error(
                                        file, key.getValue(), "is in line " + before + " already; keep one of them")
                                .at(YamlNodes.lineOf(key)));
                    }
                }
                look(entry.getValueNode());
            }
        }
    }
}
