package io.accountsync.camel;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;

/** Which files use route templates, by what Camel knows of them when it makes their routes. */
final class TemplateUses {
    private final Map<TemplatedRouteDefinition, TemplateText> texts = new IdentityHashMap<>();
    private final List<TemplateUse> uses = new ArrayList<>();

    /** Takes what a file says of a route that will be in its builder. */
    void see(TemplatedRouteDefinition route, TemplateText text) {
        texts.put(route, text);
    }

    /** Takes those of a file, and returns them. */
    List<TemplateUse> addAll(RouteBuilder file) {
        List<TemplateUse> added = file.getTemplatedRouteCollection().getTemplatedRoutes().stream()
                .map(route -> new TemplateUse(route, textOf(route, file), file.getResource()))
                .toList();
        uses.addAll(added);
        return added;
    }

    private TemplateText textOf(TemplatedRouteDefinition route, RouteBuilder file) {
        TemplateText text = texts.remove(route);
        return text == null ? TemplateText.of(TemplateUse.nameOf(file.getResource()), route) : text;
    }

    /** Where a file uses a template with these parameters; empty when a program does. */
    Optional<TemplateUse> of(String template, Map<String, Object> parameters) {
        return uses.stream()
                .filter(use -> use.template().equals(template) && use.gives(parameters))
                .reduce((before, last) -> last);
    }

    /**
     * What a route was made of, by its id where it was to get one; empty when a program made it. Of two it is the later, as after
     * a reload.
     */
    Optional<TemplateUse> of(RouteDefinition route) {
        return uses.stream()
                .filter(use -> use.gives(route.getTemplateParameters()))
                .filter(use -> use.text()
                        .routeId()
                        .filter(id -> !id.equals(route.getRouteId()))
                        .isEmpty())
                .reduce((before, last) -> names(before) && !names(last) ? before : last);
    }

    private static boolean names(TemplateUse use) {
        return use.text().routeId().isPresent();
    }
}
