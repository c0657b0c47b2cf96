package io.accountsync.observe;

import io.accountsync.alert.Alerts;
import io.accountsync.config.CollectorKeys;
import io.accountsync.config.Settings;
import io.accountsync.run.steps.Engine;
import io.accountsync.salesforce.CallListeners;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Adds health and metrics to any CamelContext that has our jar on its class path. The check is a bean, which Camel's health
 * registry finds. Metrics go to the meter registry that is bound as {@value #REGISTRY}, the name that Camel's Micrometer
 * components use; without one there are none, and no class of Micrometer is loaded.
 */
public final class ObservePlugin implements ContextServicePlugin {
    static final String REGISTRY = "metricsRegistry";

    @Override
    public void load(CamelContext context) {
        Engine engine = Engine.of(context);
        SyncHealth health = new SyncHealth(engine, Clock.systemUTC());
        engine.runs().observe(health);
        context.getRegistry().bind(SyncHealth.ID, health);
        CallListeners calls = new CallListeners();
        context.getRegistry().bind(CallListeners.BEAN, calls);
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStarting(CamelContext starting) {
                if (starting.getRegistry().lookupByName(REGISTRY) != null) {
                    Metering.begin(starting, engine);
                }
                CollectorKeys.of(Settings.of(starting))
                        .ifPresent(collector -> Tracing.begin(starting, engine, calls, collector));
            }
        });
    }

    /** Apart, so that OpenTelemetry is only needed where traces are wanted. */
    private static final class Tracing {
        static void begin(CamelContext context, Engine engine, CallListeners calls, CollectorKeys collector) {
            TraceExport export = TraceExport.to(collector);
            RunTraces traces = new RunTraces(export.tracer(), Clock.systemUTC());
            engine.runs().observe(traces);
            calls.set(traces);
            try {
                context.addService(export);
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeException(e);
            }
        }
    }

    /** Apart, so that Micrometer is only needed where there is a registry. */
    private static final class Metering {
        static void begin(CamelContext context, Engine engine) {
            MeterRegistry registry = context.getRegistry().lookupByNameAndType(REGISTRY, MeterRegistry.class);
            engine.runs().observe(SyncMetrics.in(registry, engine, Clock.systemUTC()));
            ChangeMetrics.begin(context, registry);
            Alerts alerts = context.getRegistry().lookupByNameAndType(Alerts.BEAN, Alerts.class);
            alerts.observe(AlertMetrics.in(registry, engine, alerts));
        }
    }
}
