package io.accountsync.camel;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.NearestNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.TemplatedRouteParameterDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * Sees to it that the route templates of the jar are there when a sync file uses them: files are read before the context starts,
 * and the engine routes come only then. A template of a route file with the same id replaces the one of the jar.
 */
final class SyncTemplates extends ModelLifecycleStrategySupport implements RouteBuilderLifecycleStrategy {
    private final ModelCamelContext context;
    private final Map<String, Resource> files = new HashMap<>();
    private boolean loaded;
    private boolean loading;

    SyncTemplates(CamelContext context) {
        this.context = (ModelCamelContext) context;
    }

    /** What a file uses; its templates are made into routes only after all files are read. */
    @Override
    public void afterConfigure(RouteBuilder builder) {
        List<TemplatedRouteDefinition> used = builder.getTemplatedRouteCollection().getTemplatedRoutes().stream()
                .filter(route -> SyncTemplate.of(route.getRouteTemplateRef()).isPresent())
                .toList();
        builder.getTemplatedRouteCollection().getTemplatedRoutes().forEach(route -> requireKnown(route, builder));
        Set<String> ids = new HashSet<>();
        for (TemplatedRouteDefinition route : used) {
            require(route, builder.getResource());
            if (!ids.add(idOf(route)) || isOfAnotherFile(idOf(route), builder.getResource())) {
                throw new ConfigurationException(place(builder.getResource()) + ": the route " + idOf(route)
                        + " appears twice, so that only one of them would count. Take one of them out.");
            }
            files.put(idOf(route), builder.getResource());
        }
        if (!used.isEmpty() && !loaded) {
            loaded = true;
            load();
        }
    }

    private boolean isOfAnotherFile(String id, Resource file) {
        Resource other = files.get(id);
        return other != null && file != null && !other.getLocation().equals(file.getLocation());
    }

    /** A template of a person's own may be in a file that is read later: only a name that is nearly one of ours is refused. */
    private void requireKnown(TemplatedRouteDefinition route, RouteBuilder builder) {
        String template = route.getRouteTemplateRef();
        boolean isTheirs = context.getRouteTemplateDefinition(template) != null
                || builder.getRouteTemplateCollection().getRouteTemplates().stream()
                        .anyMatch(other -> template.equals(other.getId()));
        List<String> ours = SyncTemplate.ids();
        if (!isTheirs && !ours.contains(template) && NearestNames.isNear(template, ours)) {
            throw new ConfigurationException(place(builder.getResource()) + ": there is no route template " + template
                    + "; did you mean " + NearestNames.one(template, ours) + "?");
        }
    }

    private static String place(Resource file) {
        return file == null ? "a route file" : file.getLocation().replaceFirst("^(file|classpath):", "");
    }

    private void load() {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        for (SyncTemplate template : SyncTemplate.values()) {
            model.addRouteTemplateDefinitionConverter(template.id(), new TemplateConverter(context, template));
        }
        model.addModelLifecycleStrategy(this);
        loading = true;
        try {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource(PackedRoutes.templates()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the route templates of the jar could not be loaded", e);
        } finally {
            loading = false;
        }
    }

    /** Camel would take the first of two, which is ours. */
    @Override
    public void onAddRouteTemplateDefinition(RouteTemplateDefinition template) {
        RouteTemplateDefinition other = context.getRouteTemplateDefinition(template.getId());
        try {
            if (SyncTemplate.of(template.getId()).isPresent() && other != null) {
                if (!loading) {
                    context.removeRouteTemplateDefinition(other);
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("the template " + template.getId() + " could not be replaced", e);
        }
    }

    /** Camel forgets which file a route of a template is of. */
    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        if (Boolean.TRUE.equals(route.isTemplate())
                && route.getResource() == null
                && files.containsKey(route.getRouteId())) {
            route.setResource(files.get(route.getRouteId()));
        }
    }

    private static String idOf(TemplatedRouteDefinition route) {
        return route.getRouteId() != null
                ? route.getRouteId()
                : templateOf(route)
                        .routeId(parameters(route)
                                .filter(parameter -> parameter.getName().equals("sync"))
                                .map(TemplatedRouteParameterDefinition::getValue)
                                .findFirst()
                                .orElse(""));
    }

    /** Of a route that is known to use one of ours. */
    private static SyncTemplate templateOf(TemplatedRouteDefinition route) {
        return SyncTemplate.of(route.getRouteTemplateRef()).orElseThrow();
    }

    private static Stream<TemplatedRouteParameterDefinition> parameters(TemplatedRouteDefinition route) {
        return route.getParameters() == null ? Stream.of() : route.getParameters().stream();
    }

    /** Camel passes over a parameter that a template has not, and knows no file where one is missing. */
    private static void require(TemplatedRouteDefinition route, Resource file) {
        String template = route.getRouteTemplateRef();
        String place = place(file) + ": templatedRoute of " + template;
        List<String> known = templateOf(route).parameters();
        List<String> given = parameters(route)
                .map(TemplatedRouteParameterDefinition::getName)
                .toList();
        for (String name : given) {
            if (!known.contains(name)) {
                throw new ConfigurationException(place + " has an unknown parameter " + name + "; did you mean "
                        + NearestNames.one(name, known) + "? There are: " + String.join(", ", known));
            }
        }
        for (String name : templateOf(route).required()) {
            if (!given.contains(name)) {
                throw new ConfigurationException(place + " lacks the parameter " + name + "; add it under parameters: "
                        + "{ name: " + name + ", value: " + (name.equals("sync") ? "accounts" : "rows.csv") + " }");
            }
        }
    }
}
