package io.accountsync.camel;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.MissingKey;
import io.accountsync.run.sync.Sync;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;
import org.apache.camel.support.PropertyBindingSupport;

/**
 * Makes a route of one of our templates, with the parameters in it: Camel puts them in only when it makes the route itself,
 * which is after we have looked at schedules, names and queries. The file of a source becomes a bean next to the route. A template
 * of a route file that replaces one of ours is Camel's business; its route gets the same id, by which the sync finds it.
 */
final class TemplateConverter implements RouteTemplateDefinition.Converter {
    private static final String SYNC = "sync";
    private static final String URI = "uri";

    private final CamelContext context;
    private final SyncTemplate template;
    private final TemplateUses uses;
    private final Predicate<RouteTemplateDefinition> isOfTheJar;
    private final Consumer<TemplateUse> requireUsable;

    /**
     * @param isOfTheJar whether a template is ours, and not one of a route file with the same id
     * @param requireUsable throws ConfigurationException where nobody has looked yet at what is given to one of ours
     */
    TemplateConverter(
            CamelContext context,
            SyncTemplate template,
            TemplateUses uses,
            Predicate<RouteTemplateDefinition> isOfTheJar,
            Consumer<TemplateUse> requireUsable) {
        this.requireUsable = requireUsable;
        this.context = context;
        this.template = template;
        this.uses = uses;
        this.isOfTheJar = isOfTheJar;
    }

    @Override
    public RouteDefinition apply(RouteTemplateDefinition in, Map<String, Object> parameters) {
        RouteDefinition route = in.asRouteDefinition();
        boolean isOurs = isOfTheJar.test(in);
        if (isOurs) {
            uses.of(template.id(), parameters).ifPresent(requireUsable);
        }
        String sync = String.valueOf(parameters.get(SYNC));
        if (parameters.containsKey(SYNC)) {
            route.setId(template.routeId(sync));
        }
        return isOurs ? filled(route, sync, parameters) : route;
    }

    private RouteDefinition filled(RouteDefinition route, String sync, Map<String, Object> parameters) {
        route.setDescription(named(route.getDescriptionText(), parameters));
        route.getInput().setUri(named(route.getInput().getUri(), parameters));
        route.getOutputs().forEach(step -> name(step, parameters));
        template.newFile().ifPresent(file -> bind(file, sync, parameters));
        if (parameters.get(URI) != null) {
            // A stream that is cached would be read whole into memory.
            route.setStreamCache("false");
            route.getOutputs().addAll(0, RemoteFileSteps.of(context, String.valueOf(parameters.get(URI))));
        }
        return route;
    }

    private void bind(Object file, String sync, Map<String, Object> parameters) {
        Map<String, Object> properties = new HashMap<>(parameters);
        // Camel has each of them in both spellings.
        properties.keySet().removeIf(name -> name.equals(SYNC) || name.equals(URI) || name.indexOf('-') >= 0);
        try {
            PropertyBindingSupport.setPropertiesOnTarget(context, file, properties);
        } catch (PropertyBindingException e) {
            throw new ConfigurationException(
                    place(parameters) + ": " + e.getCause().getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    place(parameters) + ": " + MissingKey.in(e).orElseThrow(() -> e), e);
        }
        context.getRegistry().bind(Sync.sourceRoute(sync) + "-file", file);
    }

    private String place(Map<String, Object> parameters) {
        return uses.of(template.id(), parameters).map(TemplateUse::place).orElse("the route template " + template.id());
    }

    private static void name(ProcessorDefinition<?> step, Map<String, Object> parameters) {
        if (step instanceof ExpressionNode node) {
            ExpressionDefinition expression = node.getExpression();
            expression.setExpression(named(expression.getExpression(), parameters));
            if (expression instanceof MethodCallExpression method) {
                method.setRef(named(method.getRef(), parameters));
            }
        }
    }

    /** A default value may name the sync, so that comes last. */
    private static String named(String text, Map<String, Object> parameters) {
        if (text == null) {
            return null;
        }
        String named = text;
        for (String parameter : List.of("cron", "timeZone", SYNC)) {
            Object value = parameters.get(parameter);
            named = value == null ? named : named.replace("{{" + parameter + "}}", String.valueOf(value));
        }
        return named;
    }
}
