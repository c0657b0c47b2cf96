package io.accountsync.run;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import io.accountsync.mapping.Mapping;
import io.accountsync.mapping.SyncDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;

/** The syncs of this context: each is a SyncDefinition bean with a source route beside it. */
final class Syncs {
    private final Map<String, Sync> byName;

    private Syncs(Map<String, Sync> byName) {
        this.byName = byName;
    }

    /**
     * Finds and compiles all syncs.
     *
     * @throws ConfigurationException naming every mistake in every sync file
     */
    static Syncs in(CamelContext context) {
        Map<String, Sync> syncs = new TreeMap<>();
        List<String> mistakes = new ArrayList<>();
        context.getRegistry().findByTypeWithName(SyncDefinition.class).forEach((name, definition) -> {
            try {
                syncs.put(name, compile(name, definition, context));
            } catch (ConfigurationException e) {
                mistakes.add(e.getMessage());
            }
        });
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(String.join("\n", mistakes));
        }
        return new Syncs(syncs);
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
                    + (byName.isEmpty()
                            ? "No route file defines one."
                            : "The route files define: " + String.join(", ", byName.keySet()) + "."));
        }
        return sync;
    }

    List<Sync> all() {
        return List.copyOf(byName.values());
    }

    private static Sync compile(String name, SyncDefinition definition, CamelContext context) {
        RouteDefinition source = ((ModelCamelContext) context).getRouteDefinition(Sync.sourceRoute(name));
        if (source == null) {
            throw new ConfigurationException("The sync " + name + " has no route with the id " + name
                    + "-source. Add one that starts with direct:" + name + "-source and leaves the rows in the body.");
        }
        Mapping mapping = Mapping.compile(fileOf(source, name), definition, context);
        SyncSettings settings = SyncSettings.of(Settings.of(context).forSync(name));
        return new Sync(
                name, mapping, settings, Integer.toHexString(source.toString().hashCode()));
    }

    private static String fileOf(RouteDefinition route, String name) {
        Resource resource = route.getResource();
        return resource == null ? name : resource.getLocation().replaceFirst("^(file|classpath):", "");
    }
}
