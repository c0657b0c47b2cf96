package io.accountsync.camel;

import io.accountsync.run.sync.Sync;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;
import org.apache.camel.support.PropertyBindingSupport;

/**
 * Makes a route of one of our templates, with the sync's name in it: Camel puts parameters in only when it makes the route itself,
 * which is after we have looked at schedules, names and queries. The file of a source becomes a bean next to the route.
 */
final class TemplateConverter implements RouteTemplateDefinition.Converter {
    private static final String SYNC = "sync";

    private final CamelContext context;
    private final SyncTemplate template;

    TemplateConverter(CamelContext context, SyncTemplate template) {
        this.context = context;
        this.template = template;
    }

    @Override
    public RouteDefinition apply(RouteTemplateDefinition in, Map<String, Object> parameters) {
        String sync = String.valueOf(parameters.get(SYNC));
        RouteDefinition route = in.asRouteDefinition();
        route.setId(template.routeId(sync));
        route.setDescription(named(route.getDescriptionText(), sync));
        route.getInput().setUri(named(route.getInput().getUri(), sync));
        route.getOutputs().forEach(step -> name(step, sync));
        template.newFile().ifPresent(file -> bind(file, sync, parameters));
        return route;
    }

    private void bind(Object file, String sync, Map<String, Object> parameters) {
        Map<String, Object> properties = new HashMap<>(parameters);
        // Camel has each of them in both spellings.
        properties.keySet().removeIf(name -> name.equals(SYNC) || name.indexOf('-') >= 0);
        PropertyBindingSupport.setPropertiesOnTarget(context, file, properties);
        context.getRegistry().bind(Sync.sourceRoute(sync) + "-file", file);
    }

    private static void name(ProcessorDefinition<?> step, String sync) {
        if (step instanceof ExpressionNode node) {
            ExpressionDefinition expression = node.getExpression();
            expression.setExpression(named(expression.getExpression(), sync));
            if (expression instanceof MethodCallExpression method) {
                method.setRef(named(method.getRef(), sync));
            }
        }
    }

    private static String named(String text, String sync) {
        return text == null ? null : text.replace("{{" + SYNC + "}}", sync);
    }
}
