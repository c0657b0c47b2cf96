package io.accountsync.camel;

import io.accountsync.config.Finding;
import io.accountsync.config.NearestNames;
import io.accountsync.run.sync.RouteMistakes;
import io.accountsync.run.sync.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.spi.RouteTemplateParameterSource;

/**
 * Makes routes of templates once all files are read: only then is it known which templates there are, and whether one of ours is
 * replaced. What is wrong is noted, and the others are made.
 */
final class TemplatedRoutes {
    private static final Pattern MISSING = Pattern.compile("mandatory parameters must be provided: (.+)");

    private final ModelCamelContext context;
    private final RouteMistakes mistakes;
    private final Predicate<RouteTemplateDefinition> isOfTheJar;
    private final List<TemplateUse> waiting = new ArrayList<>();

    /** @param isOfTheJar whether a template is ours, and not one of a route file with the same id */
    TemplatedRoutes(ModelCamelContext context, RouteMistakes mistakes, Predicate<RouteTemplateDefinition> isOfTheJar) {
        this.context = context;
        this.mistakes = mistakes;
        this.isOfTheJar = isOfTheJar;
    }

    /** Those that are made later. */
    void add(List<TemplateUse> uses) {
        waiting.addAll(uses);
    }

    /** Makes those that can be made. */
    void make() throws Exception {
        List<TemplateUse> uses = List.copyOf(waiting);
        waiting.clear();
        for (TemplateUse use : uses) {
            make(use);
        }
    }

    private void make(TemplateUse use) throws Exception {
        TemplateText text = use.text();
        Optional<TemplateParameters> parameters = parameters(text);
        List<Finding> findings = Stream.concat(
                        text.findings().stream(), parameters.stream().flatMap(examined -> examined.findings().stream()))
                .toList();
        findings.forEach(mistakes::add);
        Optional<String> id = text.routeId();
        if (!text.isReadable() || !parameters.map(TemplateParameters::areUsable).orElse(true)) {
            id.ifPresent(route -> mistakes.leaveOut(route, findings.get(0)));
        } else if (!isKnown(text)) {
            leaveOut(text, unknown(text));
        } else if (id.isPresent() && context.getRouteDefinition(id.get()) != null) {
            mistakes.add(text.mistake("the route " + id.get()
                    + " appears twice, so that only one of them would count; take one of them out"));
        } else {
            parameters.ifPresent(examined -> use.route().getParameters().removeIf(given -> examined.harmless()
                    .contains(given.getName())));
            make(text, use.route());
        }
    }

    /** Camel says what a template of somebody's own lacks, and not where. */
    private void make(TemplateText text, TemplatedRouteDefinition route) throws Exception {
        try {
            context.addRouteFromTemplatedRoute(route);
        } catch (IllegalArgumentException e) {
            Matcher missing = MISSING.matcher(String.valueOf(e.getMessage()));
            if (!missing.find()) {
                throw e;
            }
            leaveOut(
                    text,
                    text.refusal(
                            text.line(),
                            "lacks the parameter " + missing.group(1)
                                    + ", which the template requires; add it under parameters, or give it a defaultValue there"));
        }
    }

    /** What is given to a template of the jar; empty where it is another one, which has parameters of its own. */
    Optional<TemplateParameters> parameters(TemplateText text) {
        return SyncTemplate.of(text.template())
                .filter(template -> isOfTheJar.test(context.getRouteTemplateDefinition(template.id())))
                .map(template -> TemplateParameters.examine(context, text, template));
    }

    /** Camel reads a template from a place that is given as a parameter. */
    private boolean isKnown(TemplateText text) {
        return context.getRouteTemplateDefinition(text.template()) != null
                || text.value(RouteTemplateParameterSource.LOCATION).isPresent();
    }

    /** Says that a template is in no file. */
    Finding unknown(TemplateText text) {
        return text.mistake("there is " + TemplateText.among("no route template", text.template(), known()));
    }

    private List<String> known() {
        return Stream.concat(
                        SyncTemplate.ids().stream(),
                        context.getRouteTemplateDefinitions().stream().map(RouteTemplateDefinition::getId))
                .distinct()
                .toList();
    }

    /** Of a template that is not ours it is a guess which route it was to make. */
    private void leaveOut(TemplateText text, Finding finding) {
        mistakes.add(finding);
        boolean isSchedule = NearestNames.one(text.template(), known()).equals(SyncTemplate.SCHEDULE.id());
        text.routeId()
                .or(() -> text.value("sync").filter(sync -> !isSchedule).map(Sync::sourceRoute))
                .ifPresent(route -> mistakes.leaveOut(route, finding));
    }
}
