package io.accountsync.run.sync;

import io.accountsync.config.Finding;
import io.accountsync.config.NearestNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.ToDefinition;

/** Routes that start a sync by a name that there is not, or go on nowhere: that would come out at their first time only. */
final class TriggerCheck {
    private static final String DIRECT = "direct:";

    private TriggerCheck() {}

    /** Examines all routes that start something by themselves. */
    static List<Finding> examine(ModelCamelContext context, Collection<String> syncs) {
        Set<String> starts = new TreeSet<>();
        context.getRouteDefinitions().forEach(route -> starts.add(uriOf(route)));
        List<Finding> findings = new ArrayList<>();
        for (RouteDefinition route : context.getRouteDefinitions()) {
            if (starts.contains("direct:sync-run") && !uriOf(route).startsWith(DIRECT)) {
                route.getOutputs().forEach(step -> examine(route, step, syncs, starts, findings));
            }
        }
        return findings;
    }

    private static void examine(
            RouteDefinition route,
            ProcessorDefinition<?> step,
            Collection<String> syncs,
            Set<String> starts,
            List<Finding> findings) {
        if (step instanceof SetVariableDefinition variable
                && "sync".equals(variable.getName())
                && "constant".equals(variable.getExpression().getLanguage())
                && !syncs.contains(
                        TemplateValues.in(route, variable.getExpression().getExpression()))) {
            String name = TemplateValues.in(route, variable.getExpression().getExpression());
            findings.add(mistake(
                    route, "sets the variable sync to " + name + ", which is not a sync" + nearest(name, syncs)));
        }
        String uri = step instanceof ToDefinition to ? TemplateValues.in(route, to.getUri()) : null;
        if (uri != null && uri.matches("direct:[\\w-]+") && !starts.contains(uri)) {
            findings.add(mistake(route, "goes to " + uri + ", where no route begins" + nearest(uri, starts)));
        }
    }

    private static Finding mistake(RouteDefinition route, String message) {
        return Finding.error(
                Syncs.fileOf(route, String.valueOf(route.getRouteId())), "the route " + route.getRouteId(), message);
    }

    private static String nearest(String name, Collection<String> names) {
        return names.isEmpty() ? "" : "; did you mean " + NearestNames.one(name, names) + "?";
    }

    private static String uriOf(RouteDefinition route) {
        return route.getInput() == null
                ? ""
                : String.valueOf(TemplateValues.in(route, route.getInput().getUri()));
    }
}
