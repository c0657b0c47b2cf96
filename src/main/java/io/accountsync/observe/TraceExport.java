package io.accountsync.observe;

import io.accountsync.config.CollectorKeys;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Sends spans to a collector, by a thread of its own from a queue of bounded length: what finds no room, or no collector, is lost, and
 * a run neither waits nor fails for it. What is left is sent when the context stops.
 */
final class TraceExport extends ServiceSupport {
    private static final Duration CALL = Duration.ofSeconds(5);

    /** What is left at the end has so long: a process that was told to end does not stay for its traces. */
    private static final Duration END = Duration.ofSeconds(2);

    /** An answer that says "later" is worth it; without one the spans are lost, and the next ones are a try of their own. */
    private static final RetryPolicy RETRIES =
            RetryPolicy.builder().setRetryExceptionPredicate(error -> false).build();

    /** Prints each failure by another library; a logger that nobody holds forgets its level. */
    private static final Logger OPEN_TELEMETRY = Logger.getLogger("io.opentelemetry");

    private final TellingExporter exporter;
    private final SdkTracerProvider provider;

    private TraceExport(TellingExporter exporter, SdkTracerProvider provider) {
        this.exporter = exporter;
        this.provider = provider;
    }

    static TraceExport to(CollectorKeys collector) {
        OPEN_TELEMETRY.setLevel(Level.OFF);
        OtlpHttpSpanExporterBuilder calls = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector.address().toString())
                .setTimeout(CALL)
                .setConnectTimeout(CALL)
                .setRetryPolicy(RETRIES);
        collector.headers().forEach(calls::addHeader);
        TellingExporter exporter = new TellingExporter(calls.build(), collector.shown());
        return new TraceExport(
                exporter,
                SdkTracerProvider.builder()
                        .setResource(
                                Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "account-sync")))
                        .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                        .build());
    }

    Tracer tracer() {
        return provider.get("io.accountsync");
    }

    @Override
    protected void doStop() {
        CompletableResultCode end = provider.shutdown().join(END.toMillis(), TimeUnit.MILLISECONDS);
        if (!end.isDone()) {
            exporter.failed("there was no answer in time");
        }
    }
}
