package io.accountsync.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.plan.PlanReport;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A plan as one JSON object: {@code records}, and then what the report has. Of a plan that is broken off it says how and why
 * instead of that, behind the records that were shown by then.
 */
final class PlanJson implements PlanOutput {
    private final JsonDocument out;
    private JsonGenerator json;
    private boolean ended;

    PlanJson(JsonDocument out) {
        this.out = out;
        out.begin(this::end);
    }

    @Override
    public void add(PlannedRecord planned) throws IOException {
        synchronized (out) {
            if (!ended) {
                begin();
                write(planned);
            }
        }
    }

    private void write(PlannedRecord planned) throws IOException {
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
        end(report.toJson());
    }

    private void end(Map<String, Object> fields) throws IOException {
        synchronized (out) {
            if (ended) {
                return;
            }
            ended = true;
            begin();
            json.writeEndArray();
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                json.writeObjectField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
            json.close();
            out.write(System.lineSeparator());
            out.flush();
        }
    }

    /** Whoever prints the end of the command ends what was begun. */
    @Override
    public void close() {}

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
