package io.accountsync.camel;

import io.accountsync.config.Finding;
import io.accountsync.config.NearestNames;
import io.accountsync.mapping.YamlNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A {@code templatedRoute} as a file has it, and what is wrong with its form, whichever template it is of: Camel knows neither
 * file nor line of what it refuses.
 */
final class TemplateText {
    private static final String TEMPLATE = "routeTemplateRef";
    private static final String PARAMETERS = "parameters";
    private static final List<String> PROPERTIES =
            List.of(TEMPLATE, PARAMETERS, "routeId", "prefixId", "group", "beans");
    private static final List<String> OF_PARAMETER = List.of("name", "value");

    private final String file;
    private final int line;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private String template = "";
    private String routeId;

    private TemplateText(String file, int line) {
        this.file = file;
        this.line = line;
    }

    /** @param value null where there is none that counts, which is a finding already */
    record Parameter(String name, String value, int line) {}

    /**
     * Examines one.
     *
     * @param file its name in messages
     */
    static TemplateText read(String file, Node node) {
        TemplateText text = new TemplateText(file, YamlNodes.lineOf(node));
        if (node instanceof MappingNode table) {
            text.template = meant(table, TEMPLATE).orElse("");
            text.routeId = text(table, "routeId").orElse(null);
            text.examine(table);
        }
        return text;
    }

    /** One that a program makes, of which there are no lines. */
    static TemplateText of(String file, TemplatedRouteDefinition route) {
        TemplateText text = new TemplateText(file, 0);
        text.template = route.getRouteTemplateRef();
        text.routeId = route.getRouteId();
        if (route.getParameters() != null) {
            route.getParameters()
                    .forEach(given -> text.parameters.add(new Parameter(given.getName(), given.getValue(), 0)));
        }
        return text;
    }

    /** What is wrong with its form. */
    List<Finding> findings() {
        return findings;
    }

    /** Whether Camel can read it. */
    boolean isReadable() {
        return findings.isEmpty();
    }

    /** The id of the template; empty where there is none. */
    String template() {
        return template;
    }

    /** Its line; 0 where that is not known. */
    int line() {
        return line;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    /** The first value of a parameter. */
    Optional<String> value(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name) && parameter.value() != null)
                .map(Parameter::value)
                .findFirst();
    }

    /** The id that its route gets; empty where Camel gives it one. */
    Optional<String> routeId() {
        return Optional.ofNullable(routeId).or(() -> SyncTemplate.of(template)
                .flatMap(template -> value("sync").map(template::routeId)));
    }

    /** Something that is wrong with it as a whole, a sentence of its own. */
    Finding mistake(String message) {
        return Finding.error(file, null, message).at(line);
    }

    /** Something that is wrong with it, said of it. */
    Finding refusal(int line, String mistake) {
        return Finding.error(
                        file, null, "templatedRoute" + (template.isBlank() ? "" : " of " + template) + " " + mistake)
                .at(line);
    }

    private void examine(MappingNode table) {
        for (NodeTuple entry : table.getValue()) {
            String name = YamlNodes.nameOf(entry.getKeyNode());
            if (!PROPERTIES.contains(name)) {
                refuse(entry.getKeyNode(), "has " + unknown("property", name, PROPERTIES));
            }
            if (meant(name).equals(PARAMETERS) && entry.getValueNode() instanceof SequenceNode list) {
                list.getValue().forEach(this::examineParameter);
            } else if (name.equals(PARAMETERS)) {
                refuse(entry.getKeyNode(), "must have a list of parameters, such as - { name: sync, value: accounts }");
            }
        }
        if (template.isBlank()) {
            refuse(table, "names no template; write routeTemplateRef: " + SyncTemplate.CSV.id());
        }
    }

    private void examineParameter(Node node) {
        if (!(node instanceof MappingNode parameter) || text(parameter, "name").isEmpty()) {
            refuse(node, "has a parameter without name; write name and value, such as { name: sync, value: accounts }");
            return;
        }
        String name = text(parameter, "name").orElseThrow();
        Optional<NodeTuple> other = parameter.getValue().stream()
                .filter(entry -> !OF_PARAMETER.contains(YamlNodes.nameOf(entry.getKeyNode())))
                .findFirst();
        Optional<String> value = text(parameter, "value");
        if (other.isPresent()) {
            Node key = other.get().getKeyNode();
            refuse(
                    key,
                    "has a parameter " + name + " with " + unknown("property", YamlNodes.nameOf(key), OF_PARAMETER));
        } else if (value.isEmpty()) {
            refuse(node, "has a parameter " + name + " without value; add value: and what it is, or remove it");
        } else if (parameters.stream().anyMatch(before -> before.name().equals(name))) {
            refuse(node, "has the parameter " + name + " twice; keep one of them");
        }
        parameters.add(new Parameter(name, other.isPresent() ? null : value.orElse(null), YamlNodes.lineOf(node)));
    }

    private void refuse(Node node, String mistake) {
        findings.add(refusal(YamlNodes.lineOf(node), mistake));
    }

    static String unknown(String kind, String name, List<String> known) {
        return among("an unknown " + kind, name, known);
    }

    /** A name that is none of those that there are. */
    static String among(String kind, String name, List<String> known) {
        return kind + " " + name
                + (NearestNames.isNear(name, known)
                        ? "; did you mean " + NearestNames.one(name, known) + "? There are: "
                        : "; there are: ")
                + String.join(", ", known);
    }

    /** A property that there is, where this one is misspelled. */
    private static String meant(String name) {
        return PROPERTIES.contains(name) ? name : NearestNames.one(name, PROPERTIES);
    }

    /** The text of a property, or of one by which it was meant. */
    private static Optional<String> meant(MappingNode table, String property) {
        return table.getValue().stream()
                .map(entry -> YamlNodes.nameOf(entry.getKeyNode()))
                .filter(name -> meant(name).equals(property))
                .findFirst()
                .flatMap(name -> text(table, name));
    }

    private static Optional<String> text(MappingNode table, String name) {
        return table.getValue().stream()
                .filter(entry -> YamlNodes.nameOf(entry.getKeyNode()).equals(name))
                .map(NodeTuple::getValueNode)
                .filter(ScalarNode.class::isInstance)
                .map(value -> ((ScalarNode) value).getValue())
                .findFirst();
    }
}
