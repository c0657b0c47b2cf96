package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.PackedKeys;
import io.accountsync.config.Settings;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.RejectedRecords;
import io.accountsync.state.StateDatabase;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of rejected records can be loaded by Salesforce's own tools. */
class FailuresCsvTest {
    @TempDir
    private Path directory;

    @Test
    void aLookupToSeveralObjectsIsNamedAsBulkTakesIt() throws Exception {
        Map<String, String> keys = PackedKeys.defaults();
        keys.put("state.directory", directory.toString());
        StringWriter csv = new StringWriter();
        try (StateDatabase database =
                StateDatabase.open(Settings.of(key -> Optional.ofNullable(keys.get(key))), Clock.systemUTC())) {
            String payload =
                    "{\"Key__c\":\"1\",\"What\":{\"attributes\":{\"type\":\"Account\"},\"Customer_Id__c\":\"A1\"}}";
            database.atomically(() -> new RejectedRecords(database, "visits")
                    .add(List.of(new RejectedRecord(
                            "1", new byte[16], payload, null, "reject", "A_RULE", "no", null, "1"))));
            new FailuresCsv(database, "visits").write(csv, false);
        }
        assertThat(csv.toString().lines())
                .containsExactly(
                        "\"KEY\",\"Key__c\",\"Account:What.Customer_Id__c\",\"ERROR\"",
                        "\"1\",\"1\",\"A1\",\"A_RULE: no\"");
    }

    @Test
    void programsGetEachValueAsItIsAndASpreadsheetNoFormula() throws Exception {
        Map<String, String> keys = PackedKeys.defaults();
        keys.put("state.directory", directory.toString());
        StringWriter forPrograms = new StringWriter();
        StringWriter forPeople = new StringWriter();
        try (StateDatabase database =
                StateDatabase.open(Settings.of(key -> Optional.ofNullable(keys.get(key))), Clock.systemUTC())) {
            String payload = "{\"Name\":\"=1+2\",\"Balance__c\":-12.5,\"Phone\":\"+4930\"}";
            database.atomically(() -> new RejectedRecords(database, "accounts")
                    .add(List.of(new RejectedRecord(
                            "@a", new byte[16], payload, null, "reject", "A_RULE", "no", null, "@A"))));
            new FailuresCsv(database, "accounts").write(forPrograms, false);
            new FailuresCsv(database, "accounts").write(forPeople, true);
        }
        assertThat(forPrograms.toString().lines())
                .containsExactly(
                        "\"KEY\",\"Name\",\"Balance__c\",\"Phone\",\"ERROR\"",
                        "\"@A\",\"=1+2\",\"-12.5\",\"+4930\",\"A_RULE: no\"");
        assertThat(forPeople.toString().lines())
                .containsExactly(
                        "\"KEY\",\"Name\",\"Balance__c\",\"Phone\",\"ERROR\",\"written with --spreadsheet\"",
                        "\"'@A\",\"'=1+2\",\"-12.5\",\"'+4930\",\"A_RULE: no\",\"yes\"");
    }
}
