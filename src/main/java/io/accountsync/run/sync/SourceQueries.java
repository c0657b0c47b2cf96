package io.accountsync.run.sync;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.Finding;
import io.accountsync.source.SourceQuery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * The queries of a source route as its file has them. A Camel URI is not the place for SQL, see {@link SourceQuery}:
 * before the
 * routes are made, each query is taken out of its URI, so that the database gets what was written.
 */
public final class SourceQueries {
    private static final Pattern KEY = Pattern.compile("key \\[(.*?)]", Pattern.DOTALL);
    private static final String STRATEGY = "prepareStatementStrategy";

    private final ModelCamelContext context;
    private final String sync;

    public SourceQueries(CamelContext context, String sync) {
        this.context = (ModelCamelContext) context;
        this.sync = sync;
    }

    /** What would keep the queries from meaning what they say; empty once they are bound. */
    List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        for (RouteDefinition route : routes()) {
            for (ToDefinition step : unbound(route)) {
                try {
                    query(SqlUri.read(uri(route, step)), sync);
                } catch (IllegalArgumentException e) {
                    findings.add(Finding.error(fileOf(route), "query", e.getMessage()));
                }
            }
            dynamic(route).forEach(uri -> refusal(route, uri, findings));
        }
        return findings;
    }

    /** Takes the queries out of their URIs. */
    void bind() {
        int number = 0;
        for (RouteDefinition route : routes()) {
            for (ToDefinition step : unbound(route)) {
                String name = sync + "-source-query-" + ++number;
                SqlUri uri = SqlUri.read(uri(route, step));
                context.getRegistry().bind(name, queryOrRefusal(uri, name));
                step.setUri(
                        uri.with(name, STRATEGY + "=#" + name, "usePlaceholder=false", "alwaysPopulateStatement=true"));
            }
        }
    }

    /**
     * Refuses a query that came to the context after {@link #bind}, as a reload of the file does, when Camel would change it.
     *
     * @throws ConfigurationException saying what it would change
     */
    public void requireUnchanged() {
        List<Finding> findings = KnownRoutes.ask(context, List.of("changed queries", sync), this::changed);
        if (!findings.isEmpty()) {
            throw ConfigurationException.ofLines(
                    findings.stream().map(Finding::text).toList());
        }
    }

    private List<Finding> changed() {
        List<Finding> findings = new ArrayList<>();
        for (RouteDefinition route : routes()) {
            unbound(route).forEach(step -> refusal(route, uri(route, step), findings));
            dynamic(route).forEach(uri -> refusal(route, uri, findings));
        }
        return List.copyOf(findings);
    }

    /** Changes when a query does, wherever it stands. */
    String version() {
        StringBuilder text = new StringBuilder();
        routes().forEach(route -> text.append(TemplateValues.in(route, route.toString())));
        for (RouteDefinition route : routes()) {
            for (ToDefinition step : unbound(route)) {
                SqlUri uri = SqlUri.read(uri(route, step));
                try {
                    text.append(uri.isResource() ? resource(uri.query().strip()) : "");
                } catch (IllegalArgumentException e) {
                    // Reported by examine.
                }
            }
        }
        return Integer.toHexString(text.toString().hashCode());
    }

    private void refusal(RouteDefinition route, String uri, List<Finding> findings) {
        String changed = SqlUri.changed(SqlUri.read(uri).query());
        if (changed != null) {
            findings.add(Finding.error(
                    fileOf(route),
                    "query",
                    "has " + changed + ", which Camel would change on its way to the database; "
                            + "write the query under parameters of a plain \"to\" step, and restart"));
        }
    }

    /** The source route, and the routes that it calls by direct:. */
    private List<RouteDefinition> routes() {
        return CalledRoutes.from(context, context.getRouteDefinition(Sync.sourceRoute(sync)));
    }

    private static String uri(RouteDefinition route, ToDefinition step) {
        return TemplateValues.in(route, step.getUri());
    }

    private List<ToDefinition> unbound(RouteDefinition route) {
        return steps(route, ToDefinition.class).stream()
                .filter(step -> SqlUri.isSql(step.getUri()))
                .filter(step -> !isBound(SqlUri.read(uri(route, step))))
                .toList();
    }

    private boolean isBound(SqlUri uri) {
        String strategy = uri.option(STRATEGY);
        return strategy != null
                && context.getRegistry().lookupByName(strategy.replaceFirst("^#", "")) instanceof SourceQuery;
    }

    /** URIs that are made while the route runs; these Camel reads itself. */
    private static List<String> dynamic(RouteDefinition route) {
        List<String> uris = new ArrayList<>();
        steps(route, ToDynamicDefinition.class).forEach(step -> uris.add(TemplateValues.in(route, step.getUri())));
        steps(route, EnrichDefinition.class)
                .forEach(step ->
                        uris.add(TemplateValues.in(route, step.getExpression().getExpression())));
        uris.removeIf(uri -> !SqlUri.isSql(uri));
        return uris;
    }

    private static <T> List<T> steps(RouteDefinition route, Class<T> type) {
        return List.copyOf(ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), type));
    }

    private SourceQuery query(SqlUri uri, String name) {
        if (uri.option(STRATEGY) != null) {
            String changed = SqlUri.changed(uri.query());
            if (changed != null) {
                throw new IllegalArgumentException("has " + changed + ", which Camel would change on its way to the "
                        + "database; remove " + STRATEGY + ", which keeps account-sync from seeing to it");
            }
        }
        String placeholder = uri.option("placeholder");
        return uri.isResource()
                ? SourceQuery.of(name, resource(uri.query().strip()), prefix(placeholder), false)
                : SourceQuery.of(name, resolved(uri.query()), prefix(placeholder), true);
    }

    private SourceQuery queryOrRefusal(SqlUri uri, String name) {
        try {
            return query(uri, name);
        } catch (IllegalArgumentException e) {
            return SourceQuery.refused(name, e.getMessage());
        }
    }

    private static String prefix(String placeholder) {
        return placeholder == null || placeholder.isBlank() ? "#" : placeholder;
    }

    private String resource(String location) {
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(context, location)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
        } catch (IOException e) {
            throw new IllegalArgumentException("names " + location + ", which cannot be read", e);
        }
    }

    private String resolved(String query) {
        try {
            return context.resolvePropertyPlaceholders(query);
        } catch (IllegalArgumentException e) {
            Matcher key = KEY.matcher(String.valueOf(e.getMessage()));
            throw new IllegalArgumentException(
                    "names "
                            + (key.find()
                                    ? "the key {{" + key.group(1) + "}}, which is not set"
                                    : "a key between {{ and }}")
                            + "; where braces are meant as such, put a space between them: { {",
                    e);
        }
    }

    private String fileOf(RouteDefinition route) {
        Resource resource = route.getResource();
        return resource == null ? sync : FileName.ofLocation(resource.getLocation());
    }
}
