package io.accountsync.reconcile;

import io.accountsync.run.CsvTable;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import java.io.IOException;
import java.io.Writer;

/** Differences as a CSV file: a line for each record, or for each of its fields that differ. */
final class DifferenceCsv implements AutoCloseable {
    private final CsvTable csv;

    DifferenceCsv(Writer to, String externalId) {
        csv = CsvTable.forPeople(to);
        csv.add("kind", externalId, "Id", "field", "in Salesforce", "in the source", "external_id");
    }

    void add(Difference difference) {
        String kind = difference.kind().word();
        if (difference.fields().isEmpty()) {
            csv.add(kind, difference.key(), difference.salesforceId(), null, null, null, difference.externalId());
        }
        for (PlannedField field : difference.fields()) {
            csv.add(
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
