package io.accountsync.run;

import io.accountsync.run.PlannedRecord.PlannedField;
import java.io.IOException;
import java.io.Writer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A plan as a CSV file: a line for each field of each record that would change. */
final class PlanCsv implements PlanSink, AutoCloseable {
    private final CSVPrinter csv;

    PlanCsv(Writer to, String externalId) throws IOException {
        csv = new CSVPrinter(
                to,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader(
                                "action",
                                externalId,
                                "Id",
                                "field",
                                "in Salesforce",
                                "to be written",
                                "edited in Salesforce",
                                "external_id")
                        .get());
    }

    @Override
    public void add(PlannedRecord planned) throws IOException {
        for (PlannedField field : planned.fields()) {
            csv.printRecord(
                    action(planned, field),
                    planned.key(),
                    planned.salesforceId(),
                    field.name(),
                    field.from(),
                    field.to(),
                    planned.editedAt(),
                    planned.externalId());
        }
    }

    private static String action(PlannedRecord planned, PlannedField field) {
        return planned.isCreate() ? "create" : field.to().isEmpty() ? "clear" : "update";
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
