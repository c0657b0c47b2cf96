package io.accountsync.camel;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.NearestNames;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.TemplatedRouteParameterDefinition;
import org.apache.camel.spi.Resource;

/**
 * One {@code templatedRoute} of a route file. Camel passes over a parameter that the template has not, and knows no file
 * where one is missing or where something is wrong with the route.
 *
 * @param file null for a route that a program adds
 */
record TemplateUse(TemplatedRouteDefinition route, Resource file) {
    /** The id of the template. */
    String template() {
        return route.getRouteTemplateRef();
    }

    /** File and route, for messages. */
    String place() {
        return fileName() + ": templatedRoute of " + template();
    }

    /** The file, for messages. */
    String fileName() {
        return nameOf(file);
    }

    static String nameOf(Resource file) {
        return file == null ? "a route file" : file.getLocation().replaceFirst("^(file|classpath):", "");
    }

    /** The id that its route gets; empty where Camel gives it one. */
    Optional<String> routeId() {
        return Optional.ofNullable(route.getRouteId()).or(() -> SyncTemplate.of(template())
                .flatMap(template -> value("sync").map(template::routeId)));
    }

    private Optional<String> value(String name) {
        return parameters()
                .filter(parameter -> parameter.getName().equals(name))
                .map(TemplatedRouteParameterDefinition::getValue)
                .findFirst();
    }

    /** Whether a route has these parameters, which is what Camel knows of the two. */
    boolean gives(Map<String, Object> parameters) {
        return parameters()
                .allMatch(parameter -> Objects.equals(parameter.getValue(), parameters.get(parameter.getName())));
    }

    /**
     * Makes sure that it gives what the template of the jar takes.
     *
     * @throws ConfigurationException with file and remedy
     */
    void requireParametersOf(SyncTemplate template) {
        List<String> known = template.parameters();
        List<String> given =
                parameters().map(TemplatedRouteParameterDefinition::getName).toList();
        for (String name : given) {
            if (!known.contains(name)) {
                throw new ConfigurationException(place() + " has an unknown parameter " + name + "; did you mean "
                        + NearestNames.one(name, known) + "? There are: " + String.join(", ", known));
            }
        }
        for (List<String> names : template.required()) {
            String name = names.get(0);
            long count = names.stream().filter(given::contains).count();
            if (count == 0) {
                throw new ConfigurationException(place() + " lacks the parameter " + String.join(" or ", names)
                        + "; add it under parameters: { name: " + name + ", value: "
                        + (name.equals("sync") ? "accounts" : "rows.csv") + " }");
            }
            if (count > 1) {
                throw new ConfigurationException(place() + " has the parameters " + String.join(" and ", names)
                        + "; a file is either of this machine (path) or elsewhere (uri). Take one of them out");
            }
        }
    }

    private Stream<TemplatedRouteParameterDefinition> parameters() {
        return route.getParameters() == null ? Stream.of() : route.getParameters().stream();
    }
}
