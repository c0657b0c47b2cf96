package io.accountsync.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.JsonText;
import io.accountsync.plan.PlanReport;
import io.accountsync.run.SendingPath;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A plan as one JSON object: {@code records}, and then what the report has. Of a plan that is broken off it says how and why
 * instead of that, behind the records that were shown by then.
 */
final class PlanJson implements PlanOutput {
    private final JsonDocument out;
    private JsonGenerator json;
    private boolean ended;

    /** A record that would change. */
    private record Changed(
            String action,
            String key,
            String externalId,
            String id,
            boolean link,
            Instant editedInSalesforce,
            List<Field> fields,
            String why) {
        static Changed of(PlannedRecord planned) {
            return new Changed(
                    planned.word(),
                    planned.key(),
                    planned.externalId(),
                    planned.salesforceId(),
                    planned.isLink(),
                    planned.editedAt(),
                    planned.fields().stream()
                            .map(field -> new Field(field.name(), orNull(field.from()), orNull(field.to())))
                            .toList(),
                    planned.why());
        }

        private static String orNull(String value) {
            return value.isEmpty() ? null : value;
        }
    }

    private record Field(String name, String from, String to) {}

    /** All of a report but the records. */
    private record Outcome(
            String sync,
            int exitCode,
            OrgIdentity org,
            String object,
            List<Found> findings,
            String readsAll,
            Map<String, Long> counts,
            Map<String, Long> fields,
            Map<String, Long> deletedWithThem,
            SendingPath path,
            Long predictedSeconds,
            HeldBack heldBack,
            String wouldStop,
            List<String> notes) {
        static Outcome of(PlanReport report) {
            Plan plan = report.heldBack();
            return new Outcome(
                    report.sync(),
                    report.exitCode(),
                    report.org(),
                    report.object(),
                    report.findings().stream()
                            .map(finding -> new Found(finding.level().word(), finding.text()))
                            .toList(),
                    report.readsAll(),
                    report.counts(),
                    report.fields(),
                    report.cascades(),
                    report.path(),
                    report.seconds(),
                    plan == null ? null : new HeldBack(plan.id(), plan.reason()),
                    report.wouldStop(),
                    report.notes());
        }
    }

    private record Found(String level, String message) {}

    private record HeldBack(String id, String reason) {}

    PlanJson(JsonDocument out) {
        this.out = out;
        out.begin(this::end);
    }

    @Override
    public void add(PlannedRecord planned) throws IOException {
        synchronized (out) {
            if (!ended) {
                begin();
                json.writeObject(Changed.of(planned));
            }
        }
    }

    @Override
    public void end(PlanReport report, List<Path> files) throws IOException {
        end(Outcome.of(report));
    }

    private void end(Object rest) throws IOException {
        synchronized (out) {
            if (ended) {
                return;
            }
            ended = true;
            begin();
            json.writeEndArray();
            for (Map.Entry<String, JsonNode> field : JsonText.tree(rest).properties()) {
                json.writeFieldName(field.getKey());
                json.writeTree(field.getValue());
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
            json = JsonText.generator(out);
            json.writeStartObject();
            json.writeArrayFieldStart("records");
        }
    }
}
