package io.accountsync.observe;

import io.accountsync.run.RunObserver;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.salesforce.CallListener;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.MDC;

/**
 * One trace for each run: the run, its phases, and each request to Salesforce with its status. Names of syncs, phases, statuses,
 * counts and words of Salesforce's API are in it; no key, no value, no address.
 */
final class RunTraces implements RunObserver, CallListener {
    private static final AttributeKey<String> SYNC = AttributeKey.stringKey("account_sync.sync");
    private static final AttributeKey<Long> RUN = AttributeKey.longKey("account_sync.run");
    private static final AttributeKey<String> MODE = AttributeKey.stringKey("account_sync.mode");
    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("account_sync.status");
    private static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> HTTP_METHOD = AttributeKey.stringKey("http.request.method");

    private final Tracer tracer;
    private final Clock clock;

    /** A process has one run of a sync at a time. */
    private final Map<String, Span> runs = new ConcurrentHashMap<>();

    RunTraces(Tracer tracer, Clock clock) {
        this.tracer = tracer;
        this.clock = clock;
    }

    @Override
    public void began(String sync, long runId, String word) {
        runs.put(
                sync,
                tracer.spanBuilder("run " + sync)
                        .setNoParent()
                        .setStartTimestamp(clock.instant())
                        .setAttribute(SYNC, sync)
                        .setAttribute(RUN, runId)
                        .setAttribute(MODE, word)
                        .startSpan());
    }

    @Override
    public void commandEnded(String sync, RunStatus status) {
        Span span = runs.remove(sync);
        if (span != null) {
            end(span, status);
        }
    }

    @Override
    public void ended(RunReport report, boolean loginRefused) {
        String sync = String.valueOf(report.sync());
        if (report.runId() == null) {
            // It did not begin: another one may be in progress.
            end(
                    tracer.spanBuilder("run " + sync)
                            .setNoParent()
                            .setAttribute(SYNC, sync)
                            .startSpan(),
                    report.status());
            return;
        }
        Span span = runs.remove(sync);
        if (span != null) {
            phases(span, report);
            report.counts().forEach((name, count) -> span.setAttribute("account_sync." + name, count));
            end(span, report.status());
        }
    }

    /** They follow each other from the beginning on. */
    private void phases(Span run, RunReport report) {
        Instant at = report.startedAt();
        for (Map.Entry<String, Long> phase : report.phases().entrySet()) {
            Instant next = at.plusMillis(phase.getValue());
            tracer.spanBuilder(phase.getKey())
                    .setParent(Context.root().with(run))
                    .setStartTimestamp(at)
                    .startSpan()
                    .end(next);
            at = next;
        }
    }

    private void end(Span span, RunStatus status) {
        span.setAttribute(STATUS, status.name());
        span.setStatus(status == RunStatus.FAILED || status == RunStatus.STOPPED ? StatusCode.ERROR : StatusCode.OK);
        span.end(clock.instant());
    }

    @Override
    public Call making() {
        String sync = MDC.get("sync");
        Span run = sync == null ? null : runs.get(sync);
        return new TracedCall(run);
    }

    /** A request; one that no run makes, such as that of a command, is a trace of its own. */
    private final class TracedCall implements Call {
        private final Span run;
        private Span span;

        TracedCall(Span run) {
            this.run = run;
        }

        @Override
        public synchronized void begun(String name) {
            SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(SpanKind.CLIENT);
            builder.setParent(run == null ? Context.root() : Context.root().with(run));
            span = builder.setStartTimestamp(clock.instant())
                    .setAttribute(HTTP_METHOD, name.split(" ")[0])
                    .startSpan();
        }

        @Override
        public synchronized void ended(int status) {
            if (span == null) {
                return;
            }
            if (status != 0) {
                span.setAttribute(HTTP_STATUS, (long) status);
            }
            if (status == 0 || status >= 400) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end(clock.instant());
        }
    }
}
