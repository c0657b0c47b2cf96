package io.accountsync.restore;

import io.accountsync.mapping.Operation;
import io.accountsync.mapping.Payload;
import io.accountsync.run.calls.CallAttempts;
import io.accountsync.run.send.CollectionsAnswer;
import io.accountsync.run.send.CollectionsCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Calls that make or change records of the object, through the route that all calls go through. */
final class RecordCall {
    private final RestoreRun restoration;
    private final CollectionsCall call;

    RecordCall(RestoreRun restoration, Operation operation) {
        this.restoration = restoration;
        this.call = new CollectionsCall(
                restoration.calls(),
                operation,
                restoration.target().object(),
                restoration.target().keyField());
    }

    /** Makes one call with these records. */
    CollectionsAnswer make(List<Payload> records, CallAttempts<?> attempts) {
        try (ProducerTemplate template = restoration.context().createProducerTemplate()) {
            Exchange exchange = template.request("direct:sync-request", request -> {
                request.setVariable("run", restoration.run());
                request.setVariable("operation", call.operation());
                call.prepare(request.getMessage(), () -> records);
                attempts.calling();
            });
            return call.answer(exchange, records.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
