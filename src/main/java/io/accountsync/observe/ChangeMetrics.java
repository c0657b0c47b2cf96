package io.accountsync.observe;

import io.accountsync.cdc.PostgresChangesEndpoint;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Endpoint;
import org.apache.camel.support.LifecycleStrategySupport;

/** How far behind each slot is that changes are taken from. */
final class ChangeMetrics extends LifecycleStrategySupport {
    private final MeterRegistry registry;

    ChangeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void onEndpointAdd(Endpoint endpoint) {
        if (endpoint instanceof PostgresChangesEndpoint changes) {
            Gauge.builder("account.sync.cdc.lag.bytes", changes, PostgresChangesEndpoint::lag)
                    .description("Bytes of its log that the source database keeps for changes that were not taken")
                    .tag("slot", changes.getSlot())
                    .register(registry);
        }
    }
}
