package io.accountsync.alert;

import io.accountsync.run.RunObserver;

/** Notifies the channels when a stream is paused, and when it goes on. */
public final class StreamAlerts implements RunObserver {
    private final Alerts alerts;

    public StreamAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public void paused(String sync, String reason) {
        judge(sync, AlertLevel.CRITICAL, reason);
    }

    @Override
    public void goesOn(String sync) {
        judge(sync, AlertLevel.OK, "it takes rows again");
    }

    private void judge(String sync, AlertLevel level, String message) {
        alerts.judged(Judgement.of(AlertKind.STREAM, sync, level, "has a stream that is paused", message));
    }
}
