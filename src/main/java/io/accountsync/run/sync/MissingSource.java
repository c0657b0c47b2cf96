package io.accountsync.run.sync;

import io.accountsync.config.Finding;
import io.accountsync.config.Sentence;
import io.accountsync.mapping.SyncDefinition;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** A sync without a route that leaves its rows. */
final class MissingSource {
    private MissingSource() {}

    /** Why the rows of a sync cannot be asked for at all. */
    static Optional<Finding> of(
            String name, String file, SyncDefinition definition, CamelContext context, RouteMistakes mistakes) {
        String route = Sync.sourceRoute(name);
        if (((ModelCamelContext) context).getRouteDefinition(route) != null
                || mistakes.reasonFor(route).isEmpty()
                        && StreamRoutes.of((ModelCamelContext) context).feed(name)) {
            return Optional.empty();
        }
        return mistakes.reasonFor(route)
                .or(() -> Optional.of(Finding.error(
                                file,
                                null,
                                Sentence.closed("The sync " + name + " has no route with the id " + route)
                                        + " Add one that starts with direct:" + route
                                        + " and leaves the rows in the body" + others(context))
                        .at(definition.line())));
    }

    /** Either name may be the wrong one: that of the bean, or that of the route. */
    private static String others(CamelContext context) {
        String ids = ((ModelCamelContext) context)
                .getRouteDefinitions().stream()
                        .map(RouteDefinition::getRouteId)
                        .filter(id -> id != null && id.endsWith("-source"))
                        .filter(id -> !context.getRegistry()
                                .findByTypeWithName(SyncDefinition.class)
                                .containsKey(id.replaceFirst("-source$", "")))
                        .collect(Collectors.joining(", "));
        return ids.isEmpty() ? "" : ", or name the bean as its route is: there is " + ids;
    }
}
