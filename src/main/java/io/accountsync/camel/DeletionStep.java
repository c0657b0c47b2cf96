package io.accountsync.camel;

import io.accountsync.config.ConfigurationException;
import io.accountsync.mapping.WhenRowGone;
import io.accountsync.run.sync.Sync;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;

/**
 * The step of the route sync-run that deletes. A copy of the route from a version that deleted nothing has none: a sync that is to
 * delete would be a success, run by run, and its records would stay.
 */
final class DeletionStep {
    private static final String ROUTE = "sync-run";

    private DeletionStep() {}

    /**
     * Makes sure that it is there if one of these syncs needs it.
     *
     * @throws ConfigurationException when it is not
     */
    static void require(CamelContext context, List<Sync> syncs) {
        String deleting = syncs.stream()
                .filter(sync -> sync.mapping().gone().whenRowGone() == WhenRowGone.DELETE)
                .map(Sync::name)
                .collect(Collectors.joining(", "));
        RouteDefinition route = ((ModelCamelContext) context).getRouteDefinition(ROUTE);
        if (deleting.isEmpty() || route == null || isIn(route)) {
            return;
        }
        String file = route.getResource() == null
                ? "The route " + ROUTE
                : route.getResource().getLocation() + ": the route " + ROUTE;
        throw new ConfigurationException(file + " has no step that deletes, and whenRowGone is delete in " + deleting
                + ": nothing would be deleted. Add a step before the one with the method complete: bean, with ref: syncEngine"
                + " and method: delete; or leave sync.engine-routes out to use the route of the jar.");
    }

    private static boolean isIn(RouteDefinition route) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), BeanDefinition.class).stream()
                .anyMatch(step -> "syncEngine".equals(step.getRef()) && "delete".equals(step.getMethod()));
    }
}
