package io.accountsync.localorg.http;

import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction.Delay;
import io.accountsync.localorg.fault.FaultAction.Hang;
import io.accountsync.localorg.fault.FaultAction.HoldBack;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Calls that wait before they are processed: for the org's latency, for a delay, or until somebody lets them go. */
final class Holds {

    /** Does the work on the call's own event loop when nothing holds the call any more; one wait follows the other. */
    void whenDue(RoutingContext call, Duration latency, List<Fault> striking, Runnable work) {
        Future<Void> due = null;
        if (!latency.isZero()) {
            due = call.vertx().timer(Math.max(1, latency.toMillis())).mapEmpty();
        }
        for (Fault fault : striking) {
            if (fault.action() instanceof Delay
                    || fault.action() instanceof Hang
                    || fault.action() instanceof HoldBack) {
                due = due == null ? held(call, fault) : due.compose(before -> held(call, fault));
            }
        }
        if (due == null) {
            guarded(call, work);
        } else {
            due.onComplete(done -> guarded(call, work));
        }
    }

    private static Future<Void> held(RoutingContext call, Fault fault) {
        Vertx vertx = call.vertx();
        CompletableFuture<Void> goesOn = fault.hold();
        if (fault.action() instanceof HoldBack back && back.closing()) {
            // The call goes on without its client.
            call.request().connection().close();
        }
        if (fault.action() instanceof Delay delay) {
            vertx.setTimer(Math.max(1, delay.time().toMillis()), timer -> fault.letGo(goesOn));
        }
        return Future.fromCompletionStage(goesOn, vertx.getOrCreateContext());
    }

    /** Whatever a fault does to a call, the call is answered. */
    private static void guarded(RoutingContext call, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            call.fail(e);
        }
    }
}
