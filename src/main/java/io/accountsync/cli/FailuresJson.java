package io.accountsync.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.state.RejectedAttempts;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.StateDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Rejected records as a JSON array; names are those of the state's {@code rejected_record} table. */
final class FailuresJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonGenerator json;
    private final boolean payload;
    private final JsonDocument out;
    private boolean ended;

    private FailuresJson(JsonDocument out, boolean payload) throws IOException {
        this.out = out;
        this.json = JSON.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
        this.payload = payload;
    }

    static void write(StateDatabase database, List<String> syncs, boolean payload, JsonDocument out) {
        try {
            FailuresJson writer = new FailuresJson(out, payload);
            writer.begin();
            for (String sync : syncs) {
                RejectedKeys keys = new RejectedKeys(database, sync);
                new RejectedPages(database, sync).forEach(0, parked -> writer.write(sync, keys, parked));
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
    private void breakOff(Map<String, Object> how) throws IOException {
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

    private void write(String sync, RejectedKeys keys, RejectedAttempts parked) {
        synchronized (out) {
            if (!ended) {
                write(sync, keys.of(parked.record()).externalId(), parked);
            }
        }
    }

    private void write(String sync, String externalId, RejectedAttempts parked) {
        RejectedRecord record = parked.record();
        try {
            json.writeStartObject();
            json.writeStringField("sync", sync);
            json.writeStringField("key", record.key());
            json.writeStringField("external_id", externalId);
            json.writeStringField("error_class", record.errorClass());
            json.writeStringField("code", record.code());
            json.writeStringField("message", record.message());
            json.writeStringField("fields", record.fields());
            json.writeStringField("place", parked.place());
            json.writeNumberField("attempts", parked.attempts());
            json.writeStringField(
                    "first_at", Instant.ofEpochMilli(parked.firstAt()).toString());
            json.writeStringField(
                    "last_at", Instant.ofEpochMilli(parked.lastAt()).toString());
            if (payload) {
                json.writeFieldName("payload");
                json.writeTree(record.payload() == null ? null : JSON.readTree(record.payload()));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
