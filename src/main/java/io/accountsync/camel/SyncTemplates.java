package io.accountsync.camel;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.config.NearestNames;
import io.accountsync.run.steps.Engine;
import java.util.HashSet;
import java.util.List;
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
    private final Engine engine;
    private final TemplatedRoutes routes;
    private boolean prepared;
    private boolean loading;

    SyncTemplates(CamelContext context, Engine engine) {
        this.context = (ModelCamelContext) context;
        this.engine = engine;
        this.routes = new TemplatedRoutes(this.context, engine.mistakes(), ours::contains);
    }

    /** Takes what is known of a route from a template, as its file is read. */
    void see(TemplatedRouteDefinition route, TemplateText text) {
        if (engine.hasSyncs()) {
            refuse(text.findings());
        }
        uses.see(route, text);
    }

    /** Makes the routes of templates, of all files that were read before the context starts. */
    void complete() throws Exception {
        routes.make();
    }

    /** What a file uses; its routes are made only after all files are read. */
    @Override
    public void afterConfigure(RouteBuilder builder) {
        List<TemplateUse> used = uses.addAll(builder);
        if (!used.isEmpty()) {
            prepare();
        }
        // A reload of files takes all templates away, ours with them.
        if (used.stream().anyMatch(use -> SyncTemplate.of(use.template()).isPresent())
                && ours.stream().noneMatch(context.getRouteTemplateDefinitions()::contains)) {
            load();
        }
        if (engine.hasSyncs()) {
            used.forEach(use -> requireKnown(use.text(), builder));
        } else {
            routes.add(used);
            builder.getTemplatedRouteCollection().getTemplatedRoutes().clear();
        }
    }

    /** A template of a person's own may be in a file that is read later: only a name that is nearly one of ours is refused. */
    private void requireKnown(TemplateText text, RouteBuilder builder) {
        String template = text.template();
        boolean isTheirs = context.getRouteTemplateDefinition(template) != null
                || builder.getRouteTemplateCollection().getRouteTemplates().stream()
                        .anyMatch(other -> template.equals(other.getId()));
        if (!isTheirs && NearestNames.isNear(template, SyncTemplate.ids())) {
            refuse(List.of(routes.unknown(text)));
        }
    }

    /** Whoever lists what is wrong has looked already, so that a file that comes now is refused as a whole. */
    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw ConfigurationException.ofLines(
                    findings.stream().map(Finding::text).toList());
        }
    }

    private void requireUsable(TemplateUse use) {
        if (engine.hasSyncs()) {
            routes.parameters(use.text()).ifPresent(parameters -> refuse(parameters.findings()));
        }
    }

    private void prepare() {
        if (!prepared) {
            prepared = true;
            Model model = model();
            for (SyncTemplate template : SyncTemplate.values()) {
                model.addRouteTemplateDefinitionConverter(
                        template.id(),
                        new TemplateConverter(context, template, uses, ours::contains, this::requireUsable));
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
            // What is missing is said by TemplateParameters, with the file that lacks it.
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

    /** Camel forgets which file a route of a template is of. */
    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        if (Boolean.TRUE.equals(route.isTemplate())
                && route.getTemplateParameters() != null
                && route.getResource() == null) {
            uses.of(route).ifPresent(use -> {
                route.setResource(use.file());
                route.setLineNumber(use.text().line());
            });
        }
    }
}
