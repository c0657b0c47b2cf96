package io.accountsync.observe;

import io.accountsync.cdc.PostgresChangesEndpoint;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.support.LifecycleStrategySupport;

/** How far behind each slot is that changes are taken from. */
final class ChangeMetrics extends LifecycleStrategySupport {
    private final CamelContext context;
    private final MeterRegistry registry;

    private ChangeMetrics(CamelContext context, MeterRegistry registry) {
        this.context = context;
        this.registry = registry;
    }

    /** Has meters for the slots that routes read from: those of files are known before metrics begin, others come later. */
    static void begin(CamelContext context, MeterRegistry registry) {
        ChangeMetrics metrics = new ChangeMetrics(context, registry);
        context.addLifecycleStrategy(metrics);
        PostgresChangesEndpoint.in(context).forEach(metrics::register);
    }

    @Override
    public void onEndpointAdd(Endpoint endpoint) {
        if (endpoint instanceof PostgresChangesEndpoint changes) {
            register(changes);
        }
    }

    /** By the slot's name, since a route that is loaded again has another endpoint. */
    private void register(PostgresChangesEndpoint changes) {
        String slot = changes.getSlot();
        Gauge.builder("account.sync.cdc.lag.bytes", context, all -> lag(all, slot))
                .description(
                        "Bytes of its log that the source database keeps for changes that were not taken; no number where there is no slot")
                .tag("slot", slot)
                .register(registry);
    }

    private static double lag(CamelContext context, String slot) {
        return PostgresChangesEndpoint.in(context).stream()
                .filter(changes -> slot.equals(changes.getSlot()))
                .flatMapToLong(changes -> changes.lag().stream())
                .asDoubleStream()
                .max()
                .orElse(Double.NaN);
    }
}
