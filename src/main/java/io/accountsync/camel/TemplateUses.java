package io.accountsync.camel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;

/** Which files use route templates, by what Camel knows of them when it makes their routes. */
final class TemplateUses {
    private final List<TemplateUse> uses = new ArrayList<>();

    void addAll(RouteBuilder file) {
        file.getTemplatedRouteCollection()
                .getTemplatedRoutes()
                .forEach(route -> uses.add(new TemplateUse(route, file.getResource())));
    }

    /** Where a file uses a template with these parameters; empty when a program does. */
    Optional<TemplateUse> of(String template, Map<String, Object> parameters) {
        return uses.stream()
                .filter(use -> use.template().equals(template) && use.gives(parameters))
                .reduce((before, last) -> last);
    }

    /** What a route was made of, by its id where it was to get one; empty when a program made it. */
    Optional<TemplateUse> of(RouteDefinition route) {
        return uses.stream()
                .filter(use -> use.gives(route.getTemplateParameters()))
                .filter(use -> use.routeId()
                        .filter(id -> !id.equals(route.getRouteId()))
                        .isEmpty())
                .max(Comparator.comparing(use -> use.routeId().isPresent()));
    }
}
