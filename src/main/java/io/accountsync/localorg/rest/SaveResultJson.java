package io.accountsync.localorg.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.accountsync.localorg.data.RecordError;
import io.accountsync.localorg.data.SaveResult;
import java.io.IOException;
import java.util.List;

/**
 * Per-record results. Here an error's code is called {@code statusCode}, everywhere else {@code errorCode}; a refused
 * record has no {@code id}, be it a known one or not.
 */
final class SaveResultJson {

    private SaveResultJson() {}

    /**
     * The answer of a collections call.
     *
     * @param withCreated whether results say {@code created}, as upserts do
     */
    static byte[] collection(List<SaveResult> results, boolean withCreated) {
        return Json.write(out -> {
            out.writeStartArray();
            for (SaveResult result : results) {
                write(out, result, withCreated);
            }
            out.writeEndArray();
        });
    }

    static void write(JsonGenerator out, SaveResult result, boolean withCreated) throws IOException {
        out.writeStartObject();
        if (result.success()) {
            out.writeStringField("id", result.id());
        }
        out.writeBooleanField("success", result.success());
        out.writeArrayFieldStart("errors");
        for (RecordError error : result.errors()) {
            out.writeStartObject();
            out.writeStringField("statusCode", error.statusCode());
            out.writeStringField("message", error.message());
            out.writeObjectField("fields", error.fields());
            if (error.duplicateResult() != null) {
                out.writeObjectField("duplicateResult", error.duplicateResult());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        if (withCreated) {
            out.writeBooleanField("created", result.created());
        }
        out.writeEndObject();
    }
}
