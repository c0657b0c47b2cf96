package io.accountsync.camel;

import io.accountsync.config.Finding;
import io.accountsync.config.MissingKey;
import io.accountsync.config.NearestNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;

/** What a file gives to a template of the jar, against what that takes: Camel passes over a parameter that a template has not. */
final class TemplateParameters {
    private final CamelContext context;
    private final TemplateText text;
    private final SyncTemplate template;
    private final Set<String> given = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> harmless = new HashSet<>();

    private TemplateParameters(CamelContext context, TemplateText text, SyncTemplate template) {
        this.context = context;
        this.text = text;
        this.template = template;
    }

    /** Examines them. */
    static TemplateParameters examine(CamelContext context, TemplateText text, SyncTemplate template) {
        TemplateParameters parameters = new TemplateParameters(context, text, template);
        text.parameters().forEach(parameters::examine);
        template.required().forEach(parameters::require);
        return parameters;
    }

    /** Of parameters that stand for each other one is needed, and two contradict each other. */
    private void require(List<String> names) {
        String name = names.get(0);
        long count = names.stream().filter(given::contains).count();
        if (count == 0) {
            findings.add(text.refusal(
                    text.line(),
                    "lacks the parameter " + String.join(" or ", names) + "; add it under parameters: { name: " + name
                            + ", value: " + (name.equals("sync") ? "accounts" : "rows.csv") + " }"));
        } else if (count > 1) {
            findings.add(text.refusal(
                    text.line(),
                    "has the parameters " + String.join(" and ", names)
                            + "; a file is either of this machine (path) or elsewhere (uri). Take one of them out"));
        }
    }

    /** What is wrong with them, but for their form. */
    List<Finding> findings() {
        return findings;
    }

    /** Whether a route can be made of them, without those that are {@link #harmless}. */
    boolean areUsable() {
        return findings.size() == harmless.size();
    }

    /** Names of those with a mistake that changes nothing about whether and how rows are found. */
    Set<String> harmless() {
        return harmless;
    }

    private void examine(TemplateText.Parameter parameter) {
        String name = parameter.name();
        List<String> known = template.parameters();
        if (!known.contains(name)) {
            findings.add(text.refusal(parameter.line(), "has " + TemplateText.unknown("parameter", name, known)));
            if (NearestNames.isNear(name, known)) {
                given.add(NearestNames.one(name, known));
            }
        } else if (given.add(name) && parameter.value() != null) {
            mistakeIn(name, parameter.value()).ifPresent(mistake -> {
                if (SyncTemplate.isHarmless(name)) {
                    harmless.add(name);
                }
                findings.add(
                        text.refusal(parameter.line(), "has a parameter " + name + " that cannot be used: " + mistake));
            });
        }
    }

    private Optional<String> mistakeIn(String name, String value) {
        try {
            String resolved = context.resolvePropertyPlaceholders(named(value));
            return template.mistake(name, resolved)
                    .or(() -> name.equals("uri") ? SourceAddress.mistake(context, resolved) : Optional.empty());
        } catch (IllegalArgumentException e) {
            return Optional.of(MissingKey.in(e).orElse(e.getMessage()));
        }
    }

    /** A schedule may name the sync, as that of the template does. */
    private String named(String value) {
        return template == SyncTemplate.SCHEDULE
                ? text.value("sync")
                        .map(sync -> value.replace("{{sync}}", sync))
                        .orElse(value)
                : value;
    }
}
