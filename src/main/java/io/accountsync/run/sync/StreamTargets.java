package io.accountsync.run.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.SetVariablesDefinition;

/**
 * The syncs that a route hands rows over to, itself or by routes that it calls. They are named by the variable {@code sync}, by the
 * parameter of the Kamelet, or by that of {@code postgres-changes}. Where only a row says it, it may be any.
 */
final class StreamTargets {
    private static final String SYNC = "sync";
    static final String CHANGES = "postgres-changes";

    private final ModelCamelContext context;
    private final RouteDefinition route;
    private final Set<String> names = new HashSet<>();
    private boolean isAny;
    private boolean isDirect;
    private boolean isKamelet;
    private boolean isOpen;

    private StreamTargets(ModelCamelContext context, RouteDefinition route) {
        this.context = context;
        this.route = route;
    }

    /** Those of a route, which need not be in the context. */
    static StreamTargets of(ModelCamelContext context, RouteDefinition route) {
        return KnownRoutes.ask(context, List.of("targets", route), () -> find(context, route));
    }

    private static StreamTargets find(ModelCamelContext context, RouteDefinition route) {
        StreamTargets targets = new StreamTargets(context, route);
        List<RouteDefinition> called = CalledRoutes.from(context, route);
        called.forEach(targets::addAddresses);
        if (targets.isDirect) {
            called.forEach(targets::addVariables);
        }
        return targets;
    }

    /** Whether the route hands rows over at all. */
    boolean handsOver() {
        return isDirect || isKamelet;
    }

    /** Whether they may be of this sync. */
    boolean mayBe(String sync) {
        return handsOver() && (isAny || names.contains(sync));
    }

    /** What cannot be known of the route; empty where all of it is. */
    List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        if (startsWithDirect()) {
            // Whoever calls it may say so.
            return unknown;
        }
        if (handsOver() && !isAny && names.isEmpty()) {
            unknown.add("the route " + route.getRouteId()
                    + " hands rows over to a stream, and does not say of which sync they are");
        } else if (!handsOver() && isOpen) {
            unknown.add("where the route " + route.getRouteId() + " sends its rows, only a row says");
        }
        return unknown;
    }

    private boolean startsWithDirect() {
        return route.getInput() == null
                || String.valueOf(route.getInput().getUri()).startsWith("direct:");
    }

    private void addAddresses(RouteDefinition called) {
        for (String address : CalledAddresses.of(called)) {
            if (StreamAddress.isKamelet(address)) {
                isKamelet = true;
                add(called, StreamAddress.sync(context, address));
            } else if (StreamAddress.is(address)) {
                isDirect = true;
            } else if (CalledAddresses.isOpen(address)) {
                isOpen = true;
            }
        }
    }

    private void addVariables(RouteDefinition called) {
        String uri = called.getInput() == null
                ? ""
                : String.valueOf(TemplateValues.in(called, called.getInput().getUri()));
        if (uri.startsWith(CHANGES)) {
            Stream.of(uri.substring(uri.indexOf('?') + 1).split("&"))
                    .filter(parameter -> parameter.startsWith(SYNC + "="))
                    .forEach(parameter -> add(called, parameter.substring(SYNC.length() + 1)));
        }
        variables(called).filter(variable -> SYNC.equals(variable.getName())).forEach(variable -> {
            if ("constant".equals(language(variable))) {
                add(called, variable.getExpression().getExpression());
            } else {
                isAny = true;
            }
        });
    }

    private static Stream<SetVariableDefinition> variables(RouteDefinition called) {
        return Stream.concat(
                ProcessorDefinitionHelper.filterTypeInOutputs(called.getOutputs(), SetVariableDefinition.class)
                        .stream(),
                ProcessorDefinitionHelper.filterTypeInOutputs(called.getOutputs(), SetVariablesDefinition.class)
                        .stream()
                        .flatMap(step -> step.getVariables().stream()));
    }

    private static String language(ExpressionNode step) {
        return step.getExpression() == null ? "" : step.getExpression().getLanguage();
    }

    /** A name as it will be; what only a row says, or a key that is not set, may be any. */
    private void add(RouteDefinition called, String name) {
        String filled = TemplateValues.in(called, name);
        if (filled == null) {
            return;
        }
        try {
            String resolved = context.resolvePropertyPlaceholders(filled);
            if (resolved.contains("${")) {
                isAny = true;
            } else {
                names.add(resolved);
            }
        } catch (IllegalArgumentException e) {
            isAny = true;
        }
    }
}
