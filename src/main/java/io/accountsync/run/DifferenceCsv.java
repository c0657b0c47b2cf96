package io.accountsync.run;

import io.accountsync.run.PlannedRecord.PlannedField;
import java.io.IOException;
import java.io.Writer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Differences as a CSV file: a line for each record, or for each of its fields that differ. */
final class DifferenceCsv implements AutoCloseable {
    private final CSVPrinter csv;

    DifferenceCsv(Writer to, String externalId) throws IOException {
        csv = new CSVPrinter(
                to,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader("kind", externalId, "Id", "field", "in Salesforce", "in the source", "external_id")
                        .get());
    }

    void add(Difference difference) throws IOException {
        String kind = difference.kind().word();
        if (difference.fields().isEmpty()) {
            csv.printRecord(
                    kind, difference.key(), difference.salesforceId(), null, null, null, difference.externalId());
        }
        for (PlannedField field : difference.fields()) {
            csv.printRecord(
                    kind,
                    difference.key(),
                    difference.salesforceId(),
                    field.name(),
                    field.from(),
                    field.to(),
                    difference.externalId());
        }
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
