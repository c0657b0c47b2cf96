package io.accountsync.run.sync;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.model.RouteDefinition;

/**
 * The address of the quartz endpoint that a route starts with, as the file has it: parameters of a template are in it, other
 * placeholders are not resolved yet.
 *
 * @param parameters in their order
 */
record TriggerUri(String address, Map<String, String> parameters) {
    static final String CRON = "cron";
    static final String ZONE = "trigger.timeZone";

    /** That of a route; empty when it starts by something else. */
    static Optional<TriggerUri> of(RouteDefinition route) {
        String uri = route == null || route.getInput() == null
                ? ""
                : String.valueOf(TemplateValues.in(route, route.getInput().getUri()));
        if (!uri.startsWith("quartz:")) {
            return Optional.empty();
        }
        int query = uri.indexOf('?');
        Map<String, String> parameters = new LinkedHashMap<>();
        // A cron expression has question marks of its own, and a placeholder may have any sign in its default.
        for (String parameter :
                query < 0 ? new String[0] : uri.substring(query + 1).split("&(?=[\\w.]+=)")) {
            int equals = parameter.indexOf('=');
            parameters.put(parameter.substring(0, Math.max(0, equals)), parameter.substring(equals + 1));
        }
        return Optional.of(new TriggerUri(query < 0 ? uri : uri.substring(0, query), parameters));
    }

    /** A parameter as the file has it; empty when it has none. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The same address with another value for one parameter. */
    TriggerUri with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(name, value);
        return new TriggerUri(address, changed);
    }

    void writeTo(RouteDefinition route) {
        route.getInput()
                .setUri(address + "?"
                        + parameters.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining("&")));
    }
}
