package io.accountsync.observe;

import io.accountsync.config.Sentence;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that a collector takes nothing, and why, and once that it does again. */
final class TellingExporter implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(TellingExporter.class);

    private final SpanExporter exporter;
    private final String address;
    private final AtomicBoolean failing = new AtomicBoolean();

    /** @param address to name it by, without secrets */
    TellingExporter(SpanExporter exporter, String address) {
        this.exporter = exporter;
        this.address = address;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> {
            if (!result.isSuccess()) {
                failed(CollectorErrors.reason(result.getFailureThrowable()));
            } else if (failing.getAndSet(false)) {
                LOG.info("Traces are taken again.");
            }
        });
    }

    void failed(String reason) {
        if (!failing.getAndSet(true)) {
            LOG.warn(
                    "{} Runs go on without them.",
                    Sentence.closed("The collector " + address + " (sync.traces.endpoint) takes no traces: " + reason));
        }
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
