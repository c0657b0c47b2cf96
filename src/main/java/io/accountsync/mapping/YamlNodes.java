package io.accountsync.mapping;

import org.apache.camel.util.StringHelper;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Nodes of a YAML file as Camel takes them. */
public final class YamlNodes {
    private YamlNodes() {}

    /** The name of a key as Camel reads it; empty for a key that is no text. */
    public static String nameOf(Node key) {
        return key instanceof ScalarNode text ? StringHelper.dashToCamelCase(text.getValue()) : "";
    }

    /** The line in which a node begins, from 1; 0 where that is not known. */
    public static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
