package io.accountsync.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.state.ParkedRecord;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.StateDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Rejected records as a JSON array; names are those of the state's {@code rejected_record} table. */
final class FailuresJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonGenerator json;
    private final boolean payload;

    private FailuresJson(JsonGenerator json, boolean payload) {
        this.json = json;
        this.payload = payload;
    }

    static void write(StateDatabase database, List<String> syncs, boolean payload, PrintWriter out) {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            FailuresJson writer = new FailuresJson(json, payload);
            json.writeStartArray();
            for (String sync : syncs) {
                ParkedKeys keys = new ParkedKeys(database, sync);
                new ParkedPages(database, sync).forEach(0, parked -> writer.write(sync, keys, parked));
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println();
    }

    private void write(String sync, ParkedKeys keys, ParkedRecord parked) {
        RejectedRecord record = parked.record();
        try {
            json.writeStartObject();
            json.writeStringField("sync", sync);
            json.writeStringField("key", record.key());
            json.writeStringField("external_id", keys.of(record).externalId());
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
