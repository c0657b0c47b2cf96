package io.accountsync.observe;

import io.accountsync.alert.AlertChannel;
import io.accountsync.alert.AlertKind;
import io.accountsync.alert.AlertObserver;
import io.accountsync.alert.Alerts;
import io.accountsync.run.steps.Engine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;

/** What alerts say and whether they arrive, as Micrometer meters; the names are listed in docs/operations.md. */
final class AlertMetrics implements AlertObserver {
    private final MeterRegistry registry;

    private AlertMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Meters for the channels and for the conditions of these syncs, all of them there from the beginning. */
    static AlertMetrics in(MeterRegistry registry, Engine engine, Alerts alerts) {
        AlertMetrics metrics = new AlertMetrics(registry);
        for (AlertChannel channel : AlertChannel.values()) {
            metrics.messages(channel, "delivered");
            metrics.messages(channel, "failed");
        }
        Gauge.builder("account.sync.alerts.undelivered", alerts, Alerts::undelivered)
                .description("Messages of alerts that could not be delivered so far and are tried again")
                .register(registry);
        for (String sync : engine.syncNames()) {
            Arrays.stream(AlertKind.values()).filter(AlertKind::isOfASync).forEach(kind -> Gauge.builder(
                            "account.sync.alert.level", alerts, all -> all.level(sync, kind)
                                    .ordinal())
                    .description("How bad a condition is, where alerts have a channel: 0 OK, 1 warning, 2 critical")
                    .tag("sync", sync)
                    .tag("alert", kind.word())
                    .register(registry));
        }
        return metrics;
    }

    @Override
    public void delivered(AlertChannel channel) {
        messages(channel, "delivered").increment();
    }

    @Override
    public void failed(AlertChannel channel) {
        messages(channel, "failed").increment();
    }

    private Counter messages(AlertChannel channel, String outcome) {
        return Counter.builder("account.sync.alert.messages")
                .description("Messages of alerts by channel, and whether it took them; one that failed is tried again")
                .tag("channel", channel.word())
                .tag("outcome", outcome)
                .register(registry);
    }
}
