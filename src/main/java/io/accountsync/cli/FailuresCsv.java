package io.accountsync.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.mapping.LookedUpObject;
import io.accountsync.run.CsvTable;
import io.accountsync.state.RejectedAttempts;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncCursors;
import io.accountsync.status.RejectedPages;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rejected records in the shape of Data Loader's error file: a column for each mapped field, then ERROR. Whoever fixes
 * them
 * there can load the file with Data Loader or the Salesforce CLI: lookups are named {@code Parent.Customer_Id__c} and a field
 * to be cleared holds {@code #N/A}, as Bulk API 2.0 takes them.
 */
final class FailuresCsv {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ERROR = "ERROR";

    private final RejectedPages records;
    private final String keyColumn;

    FailuresCsv(StateDatabase database, String sync) {
        this.records = new RejectedPages(database, sync);
        this.keyColumn = new SyncCursors(database)
                .find(sync)
                .map(cursor -> cursor.externalId())
                .orElse("KEY");
    }

    /**
     * Writes all records. Each payload may have other fields, so they are read twice.
     *
     * @param spreadsheet whether it is to be opened in a spreadsheet, which runs formulas
     */
    void write(Writer to, boolean spreadsheet) throws IOException {
        Set<String> columns = new LinkedHashSet<>();
        columns.add(keyColumn);
        records.forEach(0, rejection -> columns.addAll(cells(rejection).keySet()));
        columns.remove(ERROR);
        columns.add(ERROR);
        try (CsvTable csv = CsvTable.quotedForPrograms(to).spreadsheet(spreadsheet)) {
            csv.add(List.copyOf(columns));
            records.forEach(0, rejection -> {
                Map<String, String> cells = cells(rejection);
                csv.add(columns.stream().map(cells::get).toList());
            });
        }
    }

    private Map<String, String> cells(RejectedAttempts rejection) {
        Map<String, String> cells = new LinkedHashMap<>();
        RejectedRecord record = rejection.record();
        cells.put(keyColumn, record.externalId() == null ? record.key() : record.externalId());
        if (rejection.record().payload() != null) {
            fields(rejection.record().payload()).properties().forEach(field -> {
                JsonNode value = field.getValue();
                if (value.isObject()) {
                    putLookup(cells, field.getKey(), value);
                } else {
                    cells.put(field.getKey(), text(value));
                }
            });
        }
        String message = rejection.record().message();
        cells.put(
                ERROR,
                rejection.record().code()
                        + (message == null ? "" : ": " + message)
                        + (rejection.place() == null ? "" : " (" + rejection.place() + ")")
                        + (rejection.deletion() == null ? "" : " (deletion of " + rejection.deletion() + ")"));
        return cells;
    }

    private static void putLookup(Map<String, String> cells, String name, JsonNode value) {
        String relationship = LookedUpObject.column(LookedUpObject.in(value), name);
        value.properties().forEach(reference -> {
            if (!LookedUpObject.isIt(reference.getKey())) {
                cells.put(relationship + "." + reference.getKey(), text(reference.getValue()));
            }
        });
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "#N/A" : value.asText();
    }

    private static JsonNode fields(String payload) {
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the state holds a payload that is not JSON");
        }
    }
}
