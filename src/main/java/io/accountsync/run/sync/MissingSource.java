package io.accountsync.run.sync;

import io.accountsync.config.Finding;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.mapping.SyncDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** A sync without a route that leaves its rows. */
final class MissingSource {
    private static final String PAYLOADS = "sync.keep-rejected-payloads";

    private MissingSource() {}

    /** Why the rows of a sync cannot be asked for at all. */
    static Optional<Finding> of(
            String name, String file, SyncDefinition definition, CamelContext context, RouteMistakes mistakes) {
        String route = Sync.sourceRoute(name);
        if (((ModelCamelContext) context).getRouteDefinition(route) != null) {
            return Optional.empty();
        }
        if (mistakes.reasonFor(route).isEmpty() && isFed(name, (ModelCamelContext) context, mistakes)) {
            return withoutPayloads(name, file, route, context);
        }
        return mistakes.reasonFor(route)
                .or(() -> Optional.of(Finding.error(
                                file,
                                null,
                                Sentence.closed("The sync " + name + " has no route with the id " + route)
                                        + " Add one that starts with direct:" + route
                                        + " and leaves the rows in the body" + others(context)
                                        + unknown((ModelCamelContext) context))
                        .at(definition.line())));
    }

    /** Also where the route of the stream has a mistake: that is told, and the source is none. */
    private static boolean isFed(String name, ModelCamelContext context, RouteMistakes mistakes) {
        StreamRoutes streams = StreamRoutes.of(context);
        return streams.feed(name) || mistakes.leftOut().stream().anyMatch(route -> streams.isFedBy(name, route));
    }

    /** What is deferred is sent again from its payload, or since a run reads its row again. */
    private static Optional<Finding> withoutPayloads(String name, String file, String route, CamelContext context) {
        return Settings.of(context).forSync(name).flag(PAYLOADS)
                ? Optional.empty()
                : Optional.of(Finding.error(
                        file,
                        null,
                        "The rows of the sync " + name + " come by a stream only, and " + PAYLOADS
                                + " is false: what is"
                                + " deferred could never be sent again. Leave that key out, or add a route " + route
                                + " that leaves all rows in the body"));
    }

    /** Rows may come by a stream all the same, and nobody can see it. */
    private static String unknown(ModelCamelContext context) {
        List<String> unknown = StreamRoutes.of(context).unknown();
        return unknown.isEmpty()
                ? ""
                : ", or have its route say that it is its stream, by a variable sync and direct:sync-stream or by"
                        + " kamelet:account-sync-sink with its parameter sync (" + String.join("; ", unknown) + ")";
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
