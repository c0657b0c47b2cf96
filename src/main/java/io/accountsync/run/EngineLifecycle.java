package io.accountsync.run;

import io.accountsync.config.Settings;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;

/**
 * Adds the engine routes to a context that starts: always those of the jar, so that an upgraded jar never runs yesterday's
 * engine, unless {@code sync.engine-routes} says otherwise. Refuses to start when a sync file has a mistake.
 */
final class EngineLifecycle extends LifecycleStrategySupport {
    private final SyncEngine engine;

    EngineLifecycle(SyncEngine engine) {
        this.engine = engine;
    }

    @Override
    public void onContextInitializing(CamelContext context) throws VetoCamelContextStartException {
        try {
            context.addService(engine);
            if (((ModelCamelContext) context).getRouteDefinition("sync-run") == null) {
                PluginHelper.getRoutesLoader(context).loadRoutes(engineRoutes(context));
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the engine routes could not be loaded", e);
        }
    }

    @Override
    public void onContextInitialized(CamelContext context) {
        engine.syncs();
    }

    private static List<Resource> engineRoutes(CamelContext context) {
        List<String> locations = Settings.of(context)
                .text("sync.engine-routes")
                .map(text -> List.of(text.split("\\s*,\\s*")))
                .orElseGet(PackedRoutes::engine);
        List<Resource> resources = new ArrayList<>();
        for (String location : locations) {
            resources.add(PluginHelper.getResourceLoader(context).resolveResource(location));
        }
        return resources;
    }
}
