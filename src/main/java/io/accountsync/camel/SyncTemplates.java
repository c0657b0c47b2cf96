package io.accountsync.camel;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.NearestNames;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.support.PluginHelper;

/**
 * Sees to it that the route templates of the jar are there when a sync file uses them: files are read before the context starts,
 * and the engine routes come only then. A template of a route file with the same id replaces the one of the jar, with
 * parameters of its own.
 */
final class SyncTemplates extends ModelLifecycleStrategySupport implements RouteBuilderLifecycleStrategy {
    private final ModelCamelContext context;
    private final TemplateUses uses = new TemplateUses();
    private final Set<RouteTemplateDefinition> ours = new HashSet<>();
    private boolean prepared;
    private boolean loading;
    private RouteDefinition removed;

    SyncTemplates(CamelContext context) {
        this.context = (ModelCamelContext) context;
    }

    /** What a file uses; its templates are made into routes only after all files are read. */
    @Override
    public void afterConfigure(RouteBuilder builder) {
        List<TemplatedRouteDefinition> routes =
                builder.getTemplatedRouteCollection().getTemplatedRoutes();
        routes.forEach(route -> requireKnown(route, builder));
        uses.addAll(builder);
        if (!routes.isEmpty()) {
            prepare();
        }
        // A reload of files takes all templates away, ours with them.
        if (routes.stream().anyMatch(route -> isOurs(route.getRouteTemplateRef()))
                && ours.stream().noneMatch(context.getRouteTemplateDefinitions()::contains)) {
            load();
        }
    }

    private static boolean isOurs(String template) {
        return SyncTemplate.of(template).isPresent();
    }

    /** A template of a person's own may be in a file that is read later: only a name that is nearly one of ours is refused. */
    private void requireKnown(TemplatedRouteDefinition route, RouteBuilder builder) {
        String template = route.getRouteTemplateRef();
        boolean isTheirs = context.getRouteTemplateDefinition(template) != null
                || builder.getRouteTemplateCollection().getRouteTemplates().stream()
                        .anyMatch(other -> template.equals(other.getId()));
        List<String> known = SyncTemplate.ids();
        if (!isTheirs && !known.contains(template) && NearestNames.isNear(template, known)) {
            throw new ConfigurationException(TemplateUse.nameOf(builder.getResource())
                    + ": there is no route template " + template + "; did you mean "
                    + NearestNames.one(template, known) + "?");
        }
    }

    private void prepare() {
        if (!prepared) {
            prepared = true;
            Model model = model();
            for (SyncTemplate template : SyncTemplate.values()) {
                model.addRouteTemplateDefinitionConverter(
                        template.id(), new TemplateConverter(context, template, uses, ours::contains));
            }
            model.addModelLifecycleStrategy(this);
        }
    }

    private Model model() {
        return context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    private void load() {
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

    /** Camel would take the first of two, which may be ours. */
    @Override
    public void onAddRouteTemplateDefinition(RouteTemplateDefinition template) {
        if (loading) {
            ours.add(template);
            // What is missing is said by TemplateUse, with the file that lacks it.
            template.getTemplateParameters().forEach(parameter -> parameter.setRequired(false));
            return;
        }
        RouteTemplateDefinition other = context.getRouteTemplateDefinition(template.getId());
        if (ours.contains(other)) {
            try {
                context.removeRouteTemplateDefinition(other);
            } catch (Exception e) {
                throw new IllegalStateException("the template " + template.getId() + " could not be replaced", e);
            }
        }
    }

    /** Camel takes out a route whose id another one has; it comes here with the one that is there. */
    @Override
    public void onRemoveRouteDefinition(RouteDefinition route) {
        removed = route;
    }

    /** Camel forgets which file a route of a template is of. */
    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        RouteDefinition before = removed;
        removed = null;
        if (!Boolean.TRUE.equals(route.isTemplate()) || route.getTemplateParameters() == null) {
            return;
        }
        uses.of(route).ifPresent(use -> {
            if (route.getResource() == null) {
                route.setResource(use.file());
            }
            if (before != null && isAnother(before, route) && !context.isStarted()) {
                throw new ConfigurationException(use.fileName() + ": the route " + route.getRouteId()
                        + " appears twice, so that only one of them would count. Take one of them out.");
            }
        });
    }

    /** Whether two routes of one id are not the same one, which a test or a reload puts back changed. */
    private static boolean isAnother(RouteDefinition before, RouteDefinition route) {
        return Objects.equals(before.getRouteId(), route.getRouteId())
                && before.getRouteTemplateContext() != route.getRouteTemplateContext();
    }
}
