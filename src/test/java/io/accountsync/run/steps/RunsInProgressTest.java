package io.accountsync.run.steps;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.accountsync.run.PrintedLogs;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.state.OpenRecords;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RunsInProgressTest {
    @Test
    void aRunThatCouldNotBeginHasNoNumberInTheLog() {
        Logger logger = (Logger) LoggerFactory.getLogger(RunsInProgress.class);
        Level before = logger.getLevel();
        logger.setLevel(Level.WARN);
        try (PrintedLogs logs = new PrintedLogs()) {
            RunsInProgress runs = new RunsInProgress(null);
            runs.ended(report("beta"), false);
            runs.ended(report(null), false);
            assertThat(logs.texts())
                    .anyMatch(line -> line.endsWith("A run of sync beta ended FAILED before it began. No state."))
                    .anyMatch(line -> line.endsWith("A run ended FAILED before it began. No state."))
                    .noneMatch(line -> line.contains("null"));
        } finally {
            logger.setLevel(before);
        }
    }

    private static RunReport report(String sync) {
        return new RunReport(
                sync,
                null,
                RunStatus.FAILED,
                RunStatus.FAILED.exitCode(),
                "incremental",
                null,
                null,
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                null,
                OpenRecords.NONE,
                null,
                "No state.");
    }
}
