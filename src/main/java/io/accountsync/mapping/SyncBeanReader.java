package io.accountsync.mapping;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.dsl.yaml.common.YamlDeserializerResolver;
import org.apache.camel.dsl.yaml.common.YamlDeserializerSupport;
import org.apache.camel.dsl.yaml.deserializers.ModelDeserializers;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads the bean of a sync from YAML, where Camel reads all others. Camel takes no lists among the properties of a bean, and
 * binds no table into an entry of a map; both are put here into the form that it does bind. {@code
 * docs/adr/0022-sync-file-form.md} says why it is not a property configurer.
 */
public final class SyncBeanReader implements YamlDeserializerResolver, ConstructNode {
    private static final String CLASS = "#class:";
    private static final String PROPERTIES = "properties";

    private final boolean lenient;

    private final ConstructNode camels = new ModelDeserializers.BeanFactoryDefinitionDeserializer();

    /** @param lenient whether to leave out what has not the form and note it with the sync, rather than to refuse it */
    SyncBeanReader(boolean lenient) {
        this.lenient = lenient;
    }

    /** Before Camel's own, which all have the default or come later. */
    @Override
    public int getOrder() {
        return ORDER_DEFAULT - 1;
    }

    @Override
    public ConstructNode resolve(String id) {
        return id.equals(BeanFactoryDefinition.class.getName()) ? this : null;
    }

    /**
     * Makes the definition of a bean.
     *
     * @throws ConfigurationException when the properties of a sync do not have the form that they must have, a line for each
     */
    @Override
    public Object construct(Node node) {
        Optional<NodeTuple> properties = isSync(node) ? entry(node, PROPERTIES) : Optional.empty();
        if (properties.isEmpty()) {
            return camels.construct(node);
        }
        YamlDeserializationContext context = YamlDeserializerSupport.getDeserializationContext(node);
        SyncShape shape = SyncShape.of(fileOf(context), properties.get().getValueNode());
        if (!lenient && !shape.mistakes().isEmpty()) {
            throw ConfigurationException.ofLines(
                    shape.mistakes().stream().map(Finding::text).toList());
        }
        Map<String, Object> bound = new Properties(shape).of(properties.get().getValueNode());
        bound.put("form", shape.form(node));
        BeanFactoryDefinition<?> bean =
                (BeanFactoryDefinition<?>) camels.construct(without(properties.get(), (MappingNode) node, context));
        bean.setProperties(bound);
        return bean;
    }

    /** Whether this is the bean of a sync. */
    static boolean isSync(Node bean) {
        return entry(bean, "type")
                .map(NodeTuple::getValueNode)
                .filter(ScalarNode.class::isInstance)
                .map(type -> ((ScalarNode) type).getValue().replaceFirst("^" + CLASS, ""))
                .filter(SyncDefinition.class.getName()::equals)
                .isPresent();
    }

    /** An entry of a table; empty when there is none of this name. */
    static Optional<NodeTuple> entry(Node node, String name) {
        return node instanceof MappingNode table
                ? table.getValue().stream()
                        .filter(entry -> YamlNodes.nameOf(entry.getKeyNode()).equals(name))
                        .findFirst()
                : Optional.empty();
    }

    private static String fileOf(YamlDeserializationContext context) {
        Resource resource = context == null ? null : context.getResource();
        return resource == null ? "A sync file" : FileName.ofLocation(resource.getLocation());
    }

    private static MappingNode without(NodeTuple entry, MappingNode node, YamlDeserializationContext context) {
        List<NodeTuple> others = new ArrayList<>(node.getValue());
        others.remove(entry);
        MappingNode rest = new MappingNode(
                node.getTag(), true, others, node.getFlowStyle(), node.getStartMark(), node.getEndMark());
        YamlDeserializerSupport.setDeserializationContext(rest, context);
        return rest;
    }

    /** The properties in the form that Camel binds, without what is wrong. */
    private record Properties(SyncShape shape) {
        Map<String, Object> of(Node properties) {
            Map<String, Object> bound = new HashMap<>();
            if (!(properties instanceof MappingNode table)) {
                return bound;
            }
            for (NodeTuple entry : shape.readable(table)) {
                String name = YamlNodes.nameOf(entry.getKeyNode());
                Node value = entry.getValueNode();
                if (name.equalsIgnoreCase(SyncShape.FIELDS)) {
                    bindFields((MappingNode) value, bound);
                } else if (value instanceof SequenceNode rules) {
                    bound.put(
                            name,
                            rules.getValue().stream()
                                    .map(rule -> ((ScalarNode) rule).getValue())
                                    .collect(Collectors.joining(", ")));
                } else {
                    bound.put(name, valueOf(value));
                }
            }
            return bound;
        }

        /** Plain entries stay together; one with options becomes an entry next to them, which is what Camel binds. */
        private void bindFields(MappingNode fields, Map<String, Object> bound) {
            Map<String, Object> plain = new HashMap<>();
            for (NodeTuple entry : shape.readable(fields)) {
                String field = YamlNodes.nameOf(entry.getKeyNode());
                if (entry.getValueNode() instanceof MappingNode options) {
                    bound.put(SyncShape.FIELDS + "[" + field + "]", valueOf(options));
                } else {
                    plain.put(field, valueOf(entry.getValueNode()));
                }
            }
            bound.put(SyncShape.FIELDS, plain);
        }

        private Object valueOf(Node value) {
            return value instanceof MappingNode table
                    ? YamlDeserializerSupport.asMap(readable(table))
                    : YamlDeserializerSupport.asText(value);
        }

        private MappingNode readable(MappingNode table) {
            List<NodeTuple> entries = shape.readable(table).stream()
                    .map(entry -> entry.getValueNode() instanceof MappingNode inner
                            ? new NodeTuple(entry.getKeyNode(), readable(inner))
                            : entry)
                    .toList();
            return new MappingNode(
                    table.getTag(), true, entries, table.getFlowStyle(), table.getStartMark(), table.getEndMark());
        }
    }
}
