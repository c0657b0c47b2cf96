package io.accountsync.run;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.config.Settings;
import io.accountsync.mapping.Mapping;
import io.accountsync.mapping.SyncDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;

/** The syncs of this context: each is a SyncDefinition bean with a source route beside it. */
final class Syncs {
    private final Map<String, Sync> byName;
    private final Map<String, List<Finding>> findings;
    private final Map<String, List<Finding>> queries;

    private Syncs(Map<String, Sync> byName, Map<String, List<Finding>> findings, Map<String, List<Finding>> queries) {
        this.byName = byName;
        this.findings = findings;
        this.queries = queries;
    }

    /** Finds and compiles all syncs; what is wrong in their files is kept as findings. */
    static Syncs in(CamelContext context) {
        Map<String, Sync> syncs = new TreeMap<>();
        Map<String, List<Finding>> findings = new TreeMap<>();
        Map<String, List<Finding>> queries = new TreeMap<>();
        context.getRegistry().findByTypeWithName(SyncDefinition.class).forEach((name, definition) -> {
            try {
                Sync sync = compile(name, definition, context);
                syncs.put(name, sync);
                List<Finding> found = new ArrayList<>(sync.mapping().findings());
                queries.put(name, new SourceQueries(context, name).examine());
                found.addAll(queries.get(name));
                findings.put(name, List.copyOf(found));
            } catch (ConfigurationException e) {
                String file = fileOf(((ModelCamelContext) context).getRouteDefinition(name), name);
                findings.put(name, List.of(Finding.error(file, null, e.getMessage())));
            }
        });
        return new Syncs(syncs, findings, queries);
    }

    /**
     * Goes on only where all sync files are without mistakes.
     *
     * @throws ConfigurationException naming every mistake in every sync file
     */
    void requireNoMistakes() {
        String mistakes = findings.values().stream()
                .flatMap(List::stream)
                .filter(Finding::isError)
                .map(Finding::text)
                .collect(Collectors.joining("\n"));
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes);
        }
    }

    /**
     * The sync of this name.
     *
     * @throws ConfigurationException when there is none; the message lists those that there are
     */
    Sync get(String name) {
        Sync sync = byName.get(name);
        if (sync == null) {
            throw new ConfigurationException("There is no sync " + name + ". "
                    + (findings.isEmpty()
                            ? "No route file defines one."
                            : "The route files define: " + String.join(", ", findings.keySet()) + "."));
        }
        return sync;
    }

    /** All that could be compiled, at least in part. */
    List<Sync> all() {
        return List.copyOf(byName.values());
    }

    /** Takes the source queries out of Camel's URIs, which would change them. */
    void bindQueries(CamelContext context) {
        byName.keySet().forEach(name -> new SourceQueries(context, name).bind());
    }

    /** What is wrong with the source query of a sync, so that its rows cannot be asked for. */
    List<Finding> ofQuery(String name) {
        return queries.getOrDefault(name, List.of());
    }

    /** The names of all, also of those that could not be compiled. */
    List<String> names() {
        return List.copyOf(findings.keySet());
    }

    /** What is wrong in the files of these syncs. */
    List<Finding> findings(List<String> names) {
        return names.stream()
                .flatMap(name -> findings.getOrDefault(name, List.of()).stream())
                .toList();
    }

    /** What is wrong in the file of a sync that could not be compiled at all; empty for the others. */
    List<Finding> unusable(String name) {
        return byName.containsKey(name) ? List.of() : findings.getOrDefault(name, List.of());
    }

    private static Sync compile(String name, SyncDefinition definition, CamelContext context) {
        RouteDefinition source = ((ModelCamelContext) context).getRouteDefinition(Sync.sourceRoute(name));
        if (source == null) {
            throw new ConfigurationException("The sync " + name + " has no route with the id " + name
                    + "-source. Add one that starts with direct:" + name + "-source and leaves the rows in the body.");
        }
        Mapping mapping = Mapping.read(fileOf(source, name), definition, context);
        SyncSettings settings = SyncSettings.of(Settings.of(context).forSync(name));
        return new Sync(name, mapping, settings, new SourceQueries(context, name).version());
    }

    private static String fileOf(RouteDefinition route, String name) {
        Resource resource = route == null ? null : route.getResource();
        return resource == null ? name : resource.getLocation().replaceFirst("^(file|classpath):", "");
    }
}
