package io.accountsync.run.sync;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** The routes that belong to one, since it calls them by {@code direct:}, they call others in turn, and so on. */
public final class CalledRoutes {
    private static final String DIRECT = "direct:";

    private final ModelCamelContext context;
    private final Set<RouteDefinition> found = new LinkedHashSet<>();

    private CalledRoutes(ModelCamelContext context) {
        this.context = context;
    }

    /** A route and all that it calls, itself first; none for null. */
    public static List<RouteDefinition> from(ModelCamelContext context, RouteDefinition route) {
        CalledRoutes routes = new CalledRoutes(context);
        if (route != null) {
            routes.collect(route);
        }
        return List.copyOf(routes.found);
    }

    /** The routes that begin with a {@code direct:} address, and all that they call. */
    public static List<RouteDefinition> from(ModelCamelContext context, String address) {
        CalledRoutes routes = new CalledRoutes(context);
        routes.at(address).forEach(routes::collect);
        return List.copyOf(routes.found);
    }

    private void collect(RouteDefinition route) {
        if (found.add(route)) {
            CalledAddresses.of(route).stream().flatMap(this::at).forEach(this::collect);
        }
    }

    private Stream<RouteDefinition> at(String address) {
        return address.startsWith(DIRECT)
                ? context.getRouteDefinitions().stream()
                        .filter(route -> route.getInput() != null
                                && name(address)
                                        .equals(name(TemplateValues.in(
                                                route, route.getInput().getUri()))))
                : Stream.empty();
    }

    /** Camel takes {@code direct:x}, {@code direct://x} and either with options for the same. */
    private static String name(String address) {
        return address.replaceFirst("^" + DIRECT + "/*", DIRECT).replaceFirst("\\?.*", "");
    }
}
