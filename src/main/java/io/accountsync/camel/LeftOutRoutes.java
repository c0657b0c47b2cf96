package io.accountsync.camel;

import io.accountsync.config.FileName;
import io.accountsync.config.Finding;
import io.accountsync.run.sync.RouteMistakes;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * What Camel could not read or make, bound in the registry by a check that tries again without it.
 *
 * @param routes why there are no such routes, by their ids
 * @param entries of files that are not read, by the paths of these
 */
public record LeftOutRoutes(Map<String, Finding> routes, Map<String, List<FileEntry>> entries) {
    public LeftOutRoutes {
        routes = Map.copyOf(routes);
        entries = Map.copyOf(entries);
    }

    /** Those of a context; none unless somebody says so. */
    static LeftOutRoutes of(CamelContext context) {
        LeftOutRoutes bound = context.getRegistry().findSingleByType(LeftOutRoutes.class);
        return bound == null ? new LeftOutRoutes(Map.of(), Map.of()) : bound;
    }

    /** The text of a file without its entries. */
    String removeFrom(String location, String text) {
        String rest = text;
        for (FileEntry entry : entries.getOrDefault(FileName.ofLocation(location), List.of())) {
            rest = entry.removeFrom(rest);
        }
        return rest;
    }

    /** Takes routes out before they are made. */
    void removeFrom(CamelContext context, RouteMistakes mistakes) throws Exception {
        ModelCamelContext model = (ModelCamelContext) context;
        for (Map.Entry<String, Finding> reason : routes.entrySet()) {
            RouteDefinition route = model.getRouteDefinition(reason.getKey());
            if (route == null) {
                mistakes.leaveOut(reason.getKey(), reason.getValue());
            } else {
                mistakes.leaveOut(route, reason.getValue());
                model.removeRouteDefinition(route);
            }
        }
    }
}
