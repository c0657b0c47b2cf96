package io.accountsync.run.sync;

import io.accountsync.config.ConfigurationException;
import io.accountsync.source.SqlRows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.component.sql.DefaultRowMapperFactory;
import org.apache.camel.component.sql.DefaultSqlEndpoint;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.component.sql.SqlOutputType;
import org.apache.camel.model.ModelCamelContext;

/** Looks at a source route for what it reads from. */
public final class SourceRoute {
    private static final List<String> WITHOUT_A_SAY = List.of("direct:", "log:");

    private SourceRoute() {}

    /** Whether a sync has one; one that takes rows of a stream need not. */
    public static boolean exists(CamelContext context, String sync) {
        return context.getRoute(Sync.sourceRoute(sync)) != null;
    }

    /**
     * Goes on only where a sync has one.
     *
     * @throws ConfigurationException when it takes rows of a stream only
     */
    public static void require(CamelContext context, String sync) {
        if (!exists(context, sync)
                && StreamRoutes.of((ModelCamelContext) context).feed(sync)) {
            throw new ConfigurationException("The sync " + sync
                    + " has no source route that a run could ask for rows: its rows come"
                    + " by a stream, which account-sync serve takes. For runs, add a route " + Sync.sourceRoute(sync)
                    + " that leaves rows in the body");
        }
    }

    /**
     * The databases that a route reads by {@code sql:}; their rows will share their columns.
     *
     * @throws ConfigurationException when one of these endpoints would collect its rows in a list
     */
    public static List<DataSource> dataSources(CamelContext context, String routeId) {
        Set<DataSource> found = new LinkedHashSet<>();
        for (Route route : routes(context, context.getRoute(routeId))) {
            for (Endpoint endpoint : endpoints(route)) {
                if (endpoint instanceof SqlEndpoint sql) {
                    if (sql.getOutputType() == SqlOutputType.StreamList) {
                        found.add(prepared(sql));
                    } else if (route.getRouteId().equals(routeId)) {
                        throw new ConfigurationException("The route " + routeId
                                + " would collect all rows in memory: set outputType: StreamList on its sql step.");
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    /** The database that a route reads from, where it reads from that one alone; empty where anything else has a say in its rows. */
    public static Optional<DataSource> onlyDatabase(CamelContext context, String routeId) {
        List<Endpoint> all = routes(context, context.getRoute(routeId)).stream()
                .flatMap(route -> endpoints(route).stream())
                .filter(endpoint -> WITHOUT_A_SAY.stream()
                        .noneMatch(scheme -> endpoint.getEndpointUri().startsWith(scheme)))
                .toList();
        Set<DataSource> databases = new LinkedHashSet<>();
        all.stream()
                .filter(DefaultSqlEndpoint.class::isInstance)
                .map(endpoint ->
                        ((DefaultSqlEndpoint) endpoint).getJdbcTemplate().getDataSource())
                .forEach(databases::add);
        return databases.size() == 1 && all.stream().allMatch(DefaultSqlEndpoint.class::isInstance)
                ? databases.stream().findFirst()
                : Optional.empty();
    }

    /** The steps that ask a database, in the route and in those that it calls. */
    public static List<SqlEndpoint> sqlEndpoints(CamelContext context, String routeId) {
        return routes(context, context.getRoute(routeId)).stream()
                .flatMap(route -> endpoints(route).stream())
                .filter(SqlEndpoint.class::isInstance)
                .map(SqlEndpoint.class::cast)
                .toList();
    }

    private static DataSource prepared(SqlEndpoint sql) {
        if (sql.getRowMapperFactory().getClass() == DefaultRowMapperFactory.class) {
            sql.setRowMapperFactory(new SqlRows());
        }
        return ((DefaultSqlEndpoint) sql).getJdbcTemplate().getDataSource();
    }

    /** A route, and those that it calls by direct:, which may be where the rows come from. */
    private static Set<Route> routes(CamelContext context, Route source) {
        Set<Route> found = new LinkedHashSet<>();
        Deque<Route> open = new ArrayDeque<>(List.of(source));
        while (!open.isEmpty()) {
            Route route = open.remove();
            if (found.add(route)) {
                for (Endpoint endpoint : endpoints(route)) {
                    context.getRoutes().stream()
                            .filter(other -> endpoint.getEndpointUri().startsWith("direct:")
                                    && other.getEndpoint().getEndpointUri().equals(endpoint.getEndpointUri()))
                            .forEach(open::add);
                }
            }
        }
        return found;
    }

    private static List<Endpoint> endpoints(Route route) {
        List<Endpoint> endpoints = new ArrayList<>();
        collect(route.navigate(), endpoints);
        return endpoints;
    }

    private static void collect(Navigate<Processor> node, List<Endpoint> endpoints) {
        if (node == null || !node.hasNext()) {
            return;
        }
        for (Processor processor : node.next()) {
            if (processor instanceof EndpointAware aware) {
                endpoints.add(aware.getEndpoint());
            }
            if (processor instanceof Navigate<?>) {
                @SuppressWarnings("unchecked")
                Navigate<Processor> inner = (Navigate<Processor>) processor;
                collect(inner, endpoints);
            }
        }
    }
}
