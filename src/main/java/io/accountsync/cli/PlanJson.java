package io.accountsync.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.run.PlanReport;
import io.accountsync.run.PlannedRecord;
import io.accountsync.run.PlannedRecord.PlannedField;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/** A plan as one JSON object: {@code records}, and then what the report has. */
final class PlanJson implements PlanOutput {
    private final PrintWriter out;
    private JsonGenerator json;

    PlanJson(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void add(PlannedRecord planned) throws IOException {
        begin();
        json.writeStartObject();
        json.writeStringField("action", planned.isCreate() ? "create" : "update");
        json.writeStringField("key", planned.key());
        json.writeStringField("external_id", planned.externalId());
        json.writeStringField("id", planned.salesforceId());
        json.writeBooleanField("link", planned.isLink());
        json.writeStringField(
                "edited_in_salesforce",
                planned.editedAt() == null ? null : planned.editedAt().toString());
        json.writeArrayFieldStart("fields");
        for (PlannedField field : planned.fields()) {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            json.writeStringField("from", field.from().isEmpty() ? null : field.from());
            json.writeStringField("to", field.to().isEmpty() ? null : field.to());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void end(PlanReport report, Path csv) throws IOException {
        begin();
        json.writeEndArray();
        for (Map.Entry<String, Object> field : report.toJson().entrySet()) {
            json.writeObjectField(field.getKey(), field.getValue());
        }
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        if (json != null) {
            json.close();
            out.println();
            out.flush();
        }
    }

    private void begin() throws IOException {
        if (json == null) {
            json = new ObjectMapper()
                    .getFactory()
                    .createGenerator(out)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeArrayFieldStart("records");
        }
    }
}
