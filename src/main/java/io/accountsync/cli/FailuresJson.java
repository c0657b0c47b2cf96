package io.accountsync.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.JsonText;
import io.accountsync.state.RejectedAttempts;
import io.accountsync.state.StateDatabase;
import io.accountsync.status.RejectedKeys;
import io.accountsync.status.RejectedPages;
import io.accountsync.status.RejectionJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Rejected records as a JSON array; names are those of the state's {@code rejected_record} table. */
final class FailuresJson {
    private final JsonGenerator json;
    private final boolean payload;
    private final JsonDocument out;
    private boolean ended;

    private FailuresJson(JsonDocument out, boolean payload) throws IOException {
        this.out = out;
        this.json = JsonText.generator(out);
        this.payload = payload;
    }

    static void write(StateDatabase database, List<String> syncs, boolean payload, JsonDocument out) {
        try {
            FailuresJson writer = new FailuresJson(out, payload);
            writer.begin();
            for (String sync : syncs) {
                RejectedKeys keys = new RejectedKeys(database, sync);
                new RejectedPages(database, sync).forEach(0, rejected -> writer.write(sync, keys, rejected));
            }
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin() throws IOException {
        synchronized (out) {
            json.writeStartArray();
            out.begin(this::breakOff);
        }
    }

    /** Without this last element it would look as if there were no more. */
    private void breakOff(JsonDocument.End how) throws IOException {
        if (!ended) {
            json.writeObject(how);
            end();
        }
    }

    private void end() throws IOException {
        synchronized (out) {
            if (!ended) {
                ended = true;
                json.writeEndArray();
                json.close();
                out.write(System.lineSeparator());
            }
        }
    }

    private void write(String sync, RejectedKeys keys, RejectedAttempts rejected) {
        synchronized (out) {
            if (!ended) {
                String externalId = keys.of(rejected.record()).externalId();
                try {
                    json.writeObject(Failure.of(sync, externalId, rejected, payload));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private record Failure(
            String sync,
            String key,
            String externalId,
            @JsonUnwrapped RejectionJson rejection,
            @JsonInclude(JsonInclude.Include.NON_NULL) JsonNode payload) {
        static Failure of(String sync, String externalId, RejectedAttempts rejected, boolean payload)
                throws IOException {
            String kept = rejected.record().payload();
            return new Failure(
                    sync,
                    rejected.record().key(),
                    externalId,
                    RejectionJson.of(rejected),
                    payload ? JsonText.parse(kept) : null);
        }
    }
}
