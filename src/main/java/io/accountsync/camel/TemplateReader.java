package io.accountsync.camel;

import java.util.Set;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.dsl.yaml.common.YamlDeserializerResolver;
import org.apache.camel.dsl.yaml.common.YamlDeserializerSupport;
import org.apache.camel.dsl.yaml.deserializers.TemplatedRouteDefinitionDeserializer;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a {@code templatedRoute} from YAML, where Camel reads all other routes: mistakes in it have their lines there only. */
final class TemplateReader implements YamlDeserializerResolver, ConstructNode {
    private static final Set<String> IDS =
            Set.of("templatedRoute", "templated-route", TemplatedRouteDefinition.class.getName());

    private final ConstructNode camels = new TemplatedRouteDefinitionDeserializer();
    private final SyncTemplates templates;

    TemplateReader(SyncTemplates templates) {
        this.templates = templates;
    }

    /** Before Camel's own, which all have the default or come later; of two with the same order Camel keeps one. */
    @Override
    public int getOrder() {
        return ORDER_DEFAULT - 2;
    }

    @Override
    public ConstructNode resolve(String id) {
        return IDS.contains(id) ? this : null;
    }

    /** Makes the definition of a route from a template; one without a template where nothing can be made of it. */
    @Override
    public Object construct(Node node) {
        YamlDeserializationContext yaml = YamlDeserializerSupport.getDeserializationContext(node);
        Resource resource = yaml == null ? null : yaml.getResource();
        TemplateText text = TemplateText.read(TemplateUse.nameOf(resource), node);
        TemplatedRouteDefinition route =
                text.isReadable() ? (TemplatedRouteDefinition) camels.construct(node) : new TemplatedRouteDefinition();
        templates.see(route, text);
        return route;
    }
}
