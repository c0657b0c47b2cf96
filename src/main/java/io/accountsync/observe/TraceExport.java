package io.accountsync.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.LoggerFactory;

/**
 * Sends spans to a collector, by a thread of its own from a queue of bounded length: what finds no room, or no collector, is lost, and
 * a run neither waits nor fails for it. What is left is sent when the context stops.
 */
final class TraceExport extends ServiceSupport {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(TraceExport.class);

    private static final Duration CALL = Duration.ofSeconds(5);
    private static final String PATH = "/v1/traces";

    /** Prints each failure by another library; a logger that nobody holds forgets its level. */
    private static final Logger OPEN_TELEMETRY = Logger.getLogger("io.opentelemetry");

    private final SdkTracerProvider provider;

    private TraceExport(SdkTracerProvider provider) {
        this.provider = provider;
    }

    /** @param endpoint of the collector, with or without the path of traces */
    static TraceExport to(String endpoint) {
        OPEN_TELEMETRY.setLevel(Level.OFF);
        String base = endpoint.replaceFirst("/+$", "");
        SpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(base.endsWith(PATH) ? base : base + PATH)
                .setTimeout(CALL)
                .setConnectTimeout(CALL)
                .build();
        return new TraceExport(SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "account-sync")))
                .addSpanProcessor(
                        BatchSpanProcessor.builder(new Telling(exporter)).build())
                .build());
    }

    Tracer tracer() {
        return provider.get("io.accountsync");
    }

    @Override
    protected void doStop() {
        provider.shutdown().join(CALL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Says once that a collector takes nothing, and once that it does again. */
    private record Telling(SpanExporter exporter, AtomicBoolean failing) implements SpanExporter {
        Telling(SpanExporter exporter) {
            this(exporter, new AtomicBoolean());
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            CompletableResultCode result = exporter.export(spans);
            return result.whenComplete(() -> {
                if (failing.getAndSet(!result.isSuccess()) == result.isSuccess()) {
                    if (result.isSuccess()) {
                        LOG.info("Traces are taken again.");
                    } else {
                        LOG.warn("The collector of sync.traces.endpoint takes no traces. Runs go on without them.");
                    }
                }
            });
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
