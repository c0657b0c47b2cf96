package io.accountsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.camel.ContextWithoutEngine;
import io.accountsync.run.PrintedLogs;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLState;
import org.slf4j.LoggerFactory;

/** What is printed of the reading of changes. */
class ChangeReadingTest {
    private final ChangeReading reading = new ChangeReading(
            new ChangeSource("jdbc:postgresql://db.example/crm", "crm", "", "customers", List.of("public.customers")),
            getClass().getClassLoader(),
            new PublicationHistory(),
            new Pauses(),
            changes -> {},
            lost -> {},
            new ChangeTrouble(ContextWithoutEngine.create(), "customers", "accounts"));

    @Test
    void aSlotThatAnotherProcessHasIsNoFailureAndIsSaidOnce() {
        try (PrintedLogs logs = new PrintedLogs()) {
            for (int attempt = 0; attempt < 3; attempt++) {
                reading.failed(new IOException(
                        "the reading of changes broke off",
                        new SQLException("slot is active for PID 6706", PSQLState.OBJECT_IN_USE.getState())));
            }
            assertThat(logs.texts())
                    .singleElement()
                    .asString()
                    .endsWith(
                            "Changes of the slot customers are taken by another process: this one waits until the slot is free");
        }
    }

    @Test
    void whatTheSourceDatabaseRefusesIsNoQueryAndNothingIsSaidOfWhatWasSent() {
        try (PrintedLogs logs = new PrintedLogs()) {
            reading.failed(new SQLException("ERROR: must be superuser or replication role", "42501"));
            assertThat(logs.texts())
                    .singleElement()
                    .asString()
                    .contains("The source database refused it: ", "are tried again")
                    .doesNotContain("source query", "Nothing was sent");
        }
    }

    @Test
    void settingsOfAKafkaThatIsNotThereAreNotPrinted() {
        try (PrintedLogs logs = new PrintedLogs()) {
            LoggerFactory.getLogger(AbstractConfig.class)
                    .info("EmbeddedWorkerConfig values: listeners = [http://:8083]");
            assertThat(logs.texts()).isEmpty();
        }
    }
}
