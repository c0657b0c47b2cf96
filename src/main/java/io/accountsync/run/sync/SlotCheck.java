package io.accountsync.run.sync;

import io.accountsync.config.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** Routes that read by one replication slot: what one of them has taken never comes to another. */
final class SlotCheck {
    private static final Pattern ADDRESS = Pattern.compile(StreamTargets.CHANGES + "(?::/{0,2}([^?]*))?(?:\\?.*)?");
    private static final Pattern PARAMETER = Pattern.compile("[?&]slot=([^&]*)");

    private SlotCheck() {}

    /** Examines all routes. */
    static List<Finding> examine(ModelCamelContext context) {
        Map<String, List<RouteDefinition>> bySlot = new TreeMap<>();
        for (RouteDefinition route : context.getRouteDefinitions()) {
            String slot = slotOf(context, route);
            if (!slot.isEmpty()) {
                bySlot.computeIfAbsent(slot, name -> new ArrayList<>()).add(route);
            }
        }
        List<Finding> findings = new ArrayList<>();
        bySlot.forEach((slot, routes) -> {
            for (RouteDefinition route : routes) {
                routes.stream()
                        .filter(other -> other != route)
                        .findFirst()
                        .ifPresent(other -> findings.add(mistake(slot, route, other)));
            }
        });
        return findings;
    }

    private static Finding mistake(String slot, RouteDefinition route, RouteDefinition other) {
        return Finding.error(
                fileOf(route),
                "the route " + route.getRouteId(),
                "reads by the slot " + slot + ", and so does the route " + other.getRouteId() + " in " + fileOf(other)
                        + ": what one of them has taken would never come to the other; give each a slot of its own by"
                        + " its parameter slot");
    }

    private static String fileOf(RouteDefinition route) {
        return Syncs.fileOf(route, String.valueOf(route.getRouteId()));
    }

    /** As the component takes it: from the address, else from the parameter; empty for another route. */
    private static String slotOf(ModelCamelContext context, RouteDefinition route) {
        String uri = route.getInput() == null
                ? ""
                : String.valueOf(TemplateValues.in(route, route.getInput().getUri()));
        Matcher address = ADDRESS.matcher(uri);
        if (!address.matches()) {
            return "";
        }
        String inAddress = Objects.requireNonNullElse(address.group(1), "");
        Matcher parameter = PARAMETER.matcher(uri);
        String slot = inAddress.isEmpty() && parameter.find() ? parameter.group(1) : inAddress;
        return text(context, slot);
    }

    /** A key that is not there is told by Camel when it makes the route. */
    private static String text(ModelCamelContext context, String slot) {
        try {
            return context.resolvePropertyPlaceholders(slot);
        } catch (IllegalArgumentException e) {
            return slot;
        }
    }
}
