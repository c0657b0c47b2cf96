package io.accountsync.plan;

import io.accountsync.run.CsvTable;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import java.io.IOException;
import java.io.Writer;

/** A plan as a CSV file: a line for each field of each record that would change. */
final class PlanCsv implements PlanSink, AutoCloseable {
    private final CsvTable csv;

    PlanCsv(Writer to, String externalId) {
        csv = CsvTable.forPeople(to);
        csv.add(
                "action",
                externalId,
                "Id",
                "field",
                "in Salesforce",
                "to be written",
                "edited in Salesforce",
                "external_id");
    }

    @Override
    public void add(PlannedRecord planned) {
        if (planned.isDeletion() || planned.isLost()) {
            csv.add(
                    planned.word(),
                    planned.key(),
                    planned.salesforceId(),
                    null,
                    null,
                    null,
                    null,
                    planned.externalId());
        }
        for (PlannedField field : planned.fields()) {
            csv.add(
                    action(planned, field),
                    planned.key(),
                    planned.salesforceId(),
                    field.name(),
                    field.from(),
                    field.to(),
                    planned.editedAt() == null ? null : planned.editedAt().toString(),
                    planned.externalId());
        }
    }

    private static String action(PlannedRecord planned, PlannedField field) {
        return planned.word().equals("update") && field.to().isEmpty() ? "clear" : planned.word();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
