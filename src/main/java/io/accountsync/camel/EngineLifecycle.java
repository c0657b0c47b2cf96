package io.accountsync.camel;

import io.accountsync.alert.AlertCheck;
import io.accountsync.alert.Alerts;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.config.Settings;
import io.accountsync.mapping.SyncDefinition;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.stream.Streams;
import io.accountsync.run.sync.CalledRoutes;
import io.accountsync.run.sync.StreamRoutes;
import io.accountsync.run.sync.Sync;
import io.accountsync.run.sync.Syncs;
import io.accountsync.source.Pages;
import io.accountsync.source.kafka.KafkaOffsets;
import io.accountsync.state.StateDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.ObjectHelper;

/**
 * Adds the engine routes to a context that starts: always those of the jar, so that an upgraded jar never runs yesterday's
 * engine, unless {@code sync.engine-routes} says otherwise. Refuses to start when a sync file has a mistake.
 */
final class EngineLifecycle extends LifecycleStrategySupport {
    private final Engine engine;
    private final Alerts alerts;
    private final SyncTemplates templates;
    private final Streams streams;
    private final KafkaOffsets offsets;

    EngineLifecycle(Engine engine, Alerts alerts, SyncTemplates templates, Streams streams, KafkaOffsets offsets) {
        this.offsets = offsets;
        this.streams = streams;
        this.templates = templates;
        this.engine = engine;
        this.alerts = alerts;
    }

    @Override
    public void onContextInitializing(CamelContext context) throws VetoCamelContextStartException {
        try {
            // While Camel starts.
            StateDatabase.expect(Settings.of(context));
            context.addService(engine);
            context.addService(offsets);
            templates.complete();
            LeftOutRoutes.of(context).removeFrom(context, engine.mistakes());
            Set<String> before = routes(context);
            if (!before.contains("sync-run")) {
                loadEngine(context);
            }
            leaveErrorsToTheRun(context);
            AlertCheck.mistakes(Settings.of(context), syncNames(context)).forEach(engine.mistakes()::add);
            // Before the routes are made, which fails at the first thing that is wrong: this is all of it. Their
            // schedules are settled with that.
            Syncs syncs = engine.syncs();
            if (MistakePolicy.of(context) == MistakePolicy.REFUSE) {
                syncs.requireNoMistakes();
            }
            requireDeletionStep(context, syncs);
            syncs.bindQueries(context);
            ScheduleThreads.provide(context, syncs.names().size());
            requireLogin(context, before);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the engine routes could not be loaded", e);
        }
    }

    private static Set<String> syncNames(CamelContext context) {
        return context.getRegistry().findByTypeWithName(SyncDefinition.class).keySet();
    }

    private void requireDeletionStep(CamelContext context, Syncs syncs) {
        try {
            DeletionStep.require(context, syncs.all());
        } catch (ConfigurationException e) {
            if (MistakePolicy.of(context) == MistakePolicy.REFUSE) {
                throw e;
            }
            engine.mistakes().add(Finding.error(Settings.PLACE, null, e.getMessage()));
        }
    }

    private void loadEngine(CamelContext context) throws Exception {
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(EngineRoutes.complete(context, engineRoutes(context)));
        } catch (ConfigurationException e) {
            if (MistakePolicy.of(context) == MistakePolicy.REFUSE) {
                throw e;
            }
            engine.mistakes().add(Finding.error(Settings.PLACE, null, e.getMessage()));
        }
    }

    /**
     * Now, and not when the routes start: Camel would log missing credentials with a stack trace then. A check goes on without
     * the routes that call the org.
     *
     * @param others the routes that are not of the engine
     */
    private static void requireLogin(CamelContext context, Set<String> others) throws Exception {
        try {
            ServiceHelper.initService(context.getComponent("salesforce"));
        } catch (RuntimeException e) {
            if (MistakePolicy.of(context) == MistakePolicy.REFUSE
                    || ObjectHelper.getException(ConfigurationException.class, e) == null) {
                throw e;
            }
            context.removeComponent("salesforce");
            ModelCamelContext model = (ModelCamelContext) context;
            for (RouteDefinition route : List.copyOf(model.getRouteDefinitions())) {
                if (!others.contains(route.getRouteId())) {
                    model.removeRouteDefinition(route);
                }
            }
        }
    }

    private static Set<String> routes(CamelContext context) {
        return ((ModelCamelContext) context)
                .getRouteDefinitions().stream().map(RouteDefinition::getRouteId).collect(Collectors.toSet());
    }

    /** Only a process with a schedule can have missed it. */
    @Override
    public void onContextStarted(CamelContext context) {
        boolean serves = context.getRoutes().stream()
                .anyMatch(route -> !route.getEndpoint().getEndpointUri().startsWith("direct:")
                        && context.getRouteController()
                                .getRouteStatus(route.getRouteId())
                                .isStarted());
        if (serves && context.hasComponent("quartz") != null) {
            engine.syncs().all().forEach(sync -> FullScheduleTrigger.add(context, sync));
            new JobsAgain(context, engine)
                    .begin(Settings.of(context).duration("sync.lease-expiry").toMillis());
        }
        if (serves) {
            streams.begin();
        }
        if (serves && alerts.hasRoute()) {
            alerts.watchState();
            context.getExecutorServiceManager()
                    .newSingleThreadScheduledExecutor(this, "sync-alerts")
                    .scheduleWithFixedDelay(() -> alerts.judgeByClock(false), 1, 1, TimeUnit.MINUTES);
        }
    }

    /** Camel itself would wait for a run to complete, and cut it off when that takes too long. */
    @Override
    public void onContextStopping(CamelContext context) {
        engine.runs().endInTime("the process is shutting down; the next run carries on");
        streams.stop();
        alerts.awaitEnd();
    }

    /**
     * A source route, or one for outcomes, that handles no errors of its own gets no error handler: Camel's default one would log the error, with
     * whatever values of a row it quotes, and keep sync-failures from seeing it.
     */
    private static void leaveErrorsToTheRun(CamelContext context) {
        for (String sync : syncNames(context)) {
            leaveErrorsOf(context, Sync.sourceRoute(sync));
            leaveErrorsOf(context, Sync.outcomesRoute(sync));
            leaveErrorsOf(context, Sync.deletionsRoute(sync));
        }
        context.getRegistry().findByType(Pages.class).forEach(pages -> CalledRoutes.from(
                        (ModelCamelContext) context, "direct:" + pages.getRoute())
                .forEach(EngineLifecycle::leaveErrorsOf));
        ChannelRoutes.of(context).leaveErrors();
        StreamRoutes.of((ModelCamelContext) context).leaveErrors();
    }

    /** Of a route, and of those that a source, or a route of deletions, calls. */
    private static void leaveErrorsOf(CamelContext context, String id) {
        ModelCamelContext model = (ModelCamelContext) context;
        RouteDefinition route = model.getRouteDefinition(id);
        if (route != null) {
            (id.endsWith("-source") || id.endsWith("-deletions") ? CalledRoutes.from(model, route) : List.of(route))
                    .forEach(EngineLifecycle::leaveErrorsOf);
        }
    }

    static void leaveErrorsOf(RouteDefinition route) {
        if (!route.isErrorHandlerFactorySet()
                && route.getOutputs().stream().noneMatch(OnExceptionDefinition.class::isInstance)) {
            route.setErrorHandlerFactory(new NoErrorHandlerDefinition());
        }
    }

    private static List<Resource> engineRoutes(CamelContext context) {
        List<String> locations = Settings.of(context)
                .text("sync.engine-routes")
                .map(text -> List.of(text.split("\\s*,\\s*")))
                .orElseGet(PackedRoutes::engine);
        List<Resource> resources = new ArrayList<>();
        for (String location : ChannelRoutes.of(context).choose(locations)) {
            Resource resource = PluginHelper.getResourceLoader(context).resolveResource(location);
            if (resource == null || !resource.exists()) {
                throw new ConfigurationException("sync.engine-routes names " + location
                        + ", which is not there. Name files that are, or leave the key out to use those of the jar.");
            }
            resources.add(resource);
        }
        return resources;
    }
}
