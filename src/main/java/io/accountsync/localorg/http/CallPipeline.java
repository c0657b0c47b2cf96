package io.accountsync.localorg.http;

import io.accountsync.localorg.fault.CallFacts;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.Faults;
import io.accountsync.localorg.rest.RestAnswer;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.localorg.stats.OrgStats;
import io.accountsync.localorg.stats.SeenCall;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What every call goes through: it is counted, meets faults, waits, is processed, and is answered or not. */
final class CallPipeline {

    /** Answers a call; what it throws is a defect of the local org. */
    @FunctionalInterface
    interface Processing {
        RestAnswer process(RoutingContext context, CallFacts facts);
    }

    private static final Set<CallKind> LONG_WORK =
            EnumSet.of(CallKind.QUERY, CallKind.COMPOSITE, CallKind.BULK, CallKind.SOAP);

    private final OrgStats stats;
    private final Faults faults;
    private final FaultEffects effects;
    private final Holds holds = new Holds();

    CallPipeline(OrgStats stats, Faults faults, FaultEffects effects) {
        this.stats = stats;
        this.faults = faults;
        this.effects = effects;
    }

    /** @param latency waited by every call, faults' delays come on top */
    void run(RoutingContext context, Duration latency, Processing processing) {
        HttpServerRequest request = context.request();
        CallKind kind = CallKind.of(request.path() == null ? "" : request.path());
        SeenCall seen = new SeenCall(
                kind,
                request.method().name(),
                request.uri(),
                request.getHeader("Sforce-Auto-Assign"),
                request.getHeader("Sforce-Duplicate-Rule-Header"));
        stats.arrived(seen);
        context.addEndHandler(ended -> stats.ended(seen));
        CallFacts facts = new CallFacts(kind, seen.method(), request.path(), seen.url(), () -> bodyOf(context));
        List<Fault> striking = faults.striking(facts);
        holds.whenDue(context, latency, striking, () -> {
            RestAnswer answer = effects.before(striking, request);
            if (answer != null) {
                send(request.response(), answer);
            } else {
                processed(context, facts, processing)
                        .map(done -> effects.after(striking, done, request))
                        .onSuccess(done -> send(request.response(), done))
                        .onFailure(context::fail);
            }
        });
    }

    /** Collections and single records are short work for the event loop; what may walk through all records is not. */
    private static Future<RestAnswer> processed(RoutingContext context, CallFacts facts, Processing processing) {
        if (LONG_WORK.contains(facts.kind())) {
            return context.vertx().executeBlocking(() -> processing.process(context, facts), false);
        }
        try {
            return Future.succeededFuture(processing.process(context, facts));
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static void send(HttpServerResponse response, RestAnswer answer) {
        if (answer == FaultEffects.NONE || response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.contentType() != null) {
            response.putHeader("Content-Type", answer.contentType());
        }
        response.end(Buffer.buffer(answer.body()));
    }

    private static String bodyOf(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? "" : body.toString(StandardCharsets.UTF_8);
    }
}
