package io.accountsync.observe;

import io.accountsync.alert.AlertChannel;
import io.accountsync.alert.AlertKind;
import io.accountsync.alert.AlertLevel;
import io.accountsync.alert.AlertObserver;
import io.accountsync.alert.Alerts;
import io.accountsync.run.RunObserver;
import io.accountsync.run.steps.Engine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What alerts say and whether they arrive, as Micrometer meters; the names are listed in docs/operations.md. */
final class AlertMetrics implements AlertObserver, RunObserver {
    private final MeterRegistry registry;

    /** Syncs whose stream is paused, which is known without a channel, too. */
    private final Set<String> paused = ConcurrentHashMap.newKeySet();

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
                            "account.sync.alert.level", alerts, all -> metrics.level(all, sync, kind)
                                    .ordinal())
                    .description(
                            "How bad a condition is: 0 OK, 1 warning, 2 critical; without a channel only that of streams is known")
                    .tag("sync", sync)
                    .tag("alert", kind.word())
                    .register(registry));
        }
        engine.runs().observe(metrics);
        return metrics;
    }

    private AlertLevel level(Alerts alerts, String sync, AlertKind kind) {
        return kind == AlertKind.STREAM && paused.contains(sync) ? AlertLevel.CRITICAL : alerts.level(sync, kind);
    }

    @Override
    public void paused(String sync, String reason) {
        paused.add(sync);
    }

    @Override
    public void goesOn(String sync) {
        paused.remove(sync);
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
