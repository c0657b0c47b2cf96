package io.accountsync.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.PackedKeys;
import io.accountsync.config.Settings;
import io.accountsync.config.TestClock;
import io.accountsync.run.Count;
import io.accountsync.run.Counts;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunReport.Finding;
import io.accountsync.run.RunStatus;
import io.accountsync.state.AlertStates;
import io.accountsync.state.OpenRecords;
import io.accountsync.state.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJudgeTest {
    private final Map<String, String> keys = new HashMap<>(PackedKeys.defaults());
    private StateDatabase database;
    private long runs;
    private String mode = "incremental";
    private OpenRecords open = OpenRecords.NONE;
    private String readsAll = "no cursor";
    private Duration duration = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    @BeforeEach
    void open() {
        keys.put("state.directory", directory.toString());
        database = StateDatabase.open(settings(), TestClock.standing());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theShareOfRejectedRecordsCountsFromEnoughRecordsOn() {
        assertThat(level(AlertKind.REJECTED, sent(0, 19))).isEqualTo(AlertLevel.OK);
        assertThat(level(AlertKind.REJECTED, sent(19, 1))).isEqualTo(AlertLevel.OK);
        assertThat(level(AlertKind.REJECTED, sent(18, 2))).isEqualTo(AlertLevel.WARNING);
        assertThat(level(AlertKind.REJECTED, sent(10, 10))).isEqualTo(AlertLevel.CRITICAL);
        assertThat(level(AlertKind.REJECTED, sent(5, 0)))
                .as("the next run is well")
                .isEqualTo(AlertLevel.OK);
    }

    @Test
    void manyInvalidRowsOfAStreamAreAWarningSinceTheyStopNothing() {
        assertThat(judge(invalid(200, 100), AlertKind.INVALID))
                .as("a run stops for that")
                .isEmpty();
        mode = "stream";
        assertThat(level(AlertKind.INVALID, invalid(99, 50))).isEqualTo(AlertLevel.OK);
        assertThat(level(AlertKind.INVALID, invalid(100, 5))).isEqualTo(AlertLevel.OK);
        Judgement many = judge(invalid(100, 6), AlertKind.INVALID).orElseThrow();
        assertThat(many.level()).isEqualTo(AlertLevel.WARNING);
        assertThat(many.message())
                .endsWith("could not be read or mapped, more than sync.max-invalid allows: 6 MALFORMED_ROW");
    }

    private RunReport invalid(long read, long invalid) {
        Counts counts = new Counts();
        counts.add(Count.READ, read);
        counts.add(Count.INVALID, invalid);
        return report(
                RunStatus.PARTIAL, counts, List.of(new Finding("invalid", "MALFORMED_ROW", invalid, List.of("row-1"))));
    }

    @Test
    void rejectedRecordsAreReportedByCodesAndCountsOnly() {
        Judgement judgement = judge(sent(10, 10), AlertKind.REJECTED).orElseThrow();
        assertThat(judgement.message())
                .isEqualTo(
                        "Salesforce rejected 10 of the 20 records that run 1 sent, 50.0 %: 10 STRING_TOO_LONG; from 50 % "
                                + "on it is critical (sync.alert.rejected)");
    }

    /** A pair of messages for each newly rejected record would be the other way: trouble, and well ten seconds later. */
    @Test
    void whatWasRejectedAndNobodyRepairedIsNotWellAgainWithTheNextRun() {
        open = new OpenRecords(1, 0, 0, null, 0);
        Judgement first = judge(sent(20, 1), AlertKind.RUN).orElseThrow();
        Judgement next = judge(sent(0, 0), AlertKind.RUN).orElseThrow();
        assertThat(next.level()).isEqualTo(first.level()).isEqualTo(AlertLevel.WARNING);
        assertThat(next.status()).as("no change").isEqualTo(first.status());
        assertThat(next.message()).isEqualTo("1 record of earlier runs has not passed");
        assertThat(judge(sent(0, 0), AlertKind.REJECTED))
                .as("its share stays, too")
                .isEmpty();
        open = new OpenRecords(0, 0, 1, null, 0);
        assertThat(level(AlertKind.RUN, sent(0, 0))).as("invalid").isEqualTo(AlertLevel.WARNING);
        open = OpenRecords.NONE;
        assertThat(level(AlertKind.RUN, sent(1, 0))).as("repaired").isEqualTo(AlertLevel.OK);
    }

    @Test
    void aCodeThatDoesNotLookLikeOneOfSalesforceIsNotSentOn() {
        Counts counts = new Counts();
        counts.add(Count.REJECTED, 20);
        RunReport hostile = report(
                RunStatus.PARTIAL,
                counts,
                List.of(new Finding("rejected", "<!channel> call 555-0100", 20, List.of("a"))));
        assertThat(judge(hostile, AlertKind.RUN).orElseThrow().message()).isEqualTo("20 rejected, OTHER");
        assertThat(judge(hostile, AlertKind.REJECTED).orElseThrow().message())
                .isEqualTo("Salesforce rejected 20 of the 20 records that run 1 sent, 100.0 %: 20 OTHER; from 50 % on "
                        + "it is critical (sync.alert.rejected)");
    }

    @Test
    void rowsAreHeldAgainstTheMiddleOfTheRunsBefore() {
        keys.put("sync.alert.rows-deviation", "50%,90%");
        for (long rows : List.of(100, 104, 96, 100)) {
            assertThat(judge(read(rows), AlertKind.ROWS)).as("too few runs").isEmpty();
        }
        assertThat(judge(read(5), AlertKind.ROWS)).as("too few runs").isEmpty();
        assertThat(level(AlertKind.ROWS, read(100))).isEqualTo(AlertLevel.OK);
        assertThat(level(AlertKind.ROWS, read(49))).isEqualTo(AlertLevel.WARNING);
        assertThat(level(AlertKind.ROWS, read(0))).isEqualTo(AlertLevel.CRITICAL);
        assertThat(level(AlertKind.ROWS, read(1000))).isEqualTo(AlertLevel.CRITICAL);
        assertThat(judge(read(3), AlertKind.ROWS).orElseThrow().message())
                .isEqualTo(
                        "run 10 read 3 rows; the usual number, as of the last 9 runs like it, is 100; from 90 % on it is "
                                + "critical (sync.alert.rows-deviation)");
    }

    @Test
    void runsThatReadEveryRowAreNotHeldAgainstThoseSinceTheCursor() {
        keys.put("sync.alert.rows-deviation", "50%,90%");
        for (int i = 0; i < 6; i++) {
            judge(read(10_000), AlertKind.ROWS);
        }
        readsAll = null;
        assertThat(judge(read(3), AlertKind.ROWS)).isEmpty();
    }

    @Test
    void onlySoManyRunsAreKept() {
        keys.put("sync.alert.rows-runs", "5");
        for (int i = 0; i < 12; i++) {
            judge(read(i), AlertKind.ROWS);
        }
        assertThat(new AlertStates(database).rowsBefore("accounts", 1000, true, 100))
                .hasSize(6);
    }

    @Test
    void aRunThatTakesLongIsOneEvenWhenItFailed() {
        keys.put("sync.alert.duration", "1h,3h");
        assertThat(level(AlertKind.DURATION, read(1))).isEqualTo(AlertLevel.OK);
        duration = Duration.ofHours(1);
        assertThat(level(AlertKind.DURATION, read(1))).isEqualTo(AlertLevel.WARNING);
        duration = Duration.ofHours(50);
        Judgement judgement = judge(report(RunStatus.FAILED, new Counts(), List.of()), AlertKind.DURATION)
                .orElseThrow();
        assertThat(judgement.level()).isEqualTo(AlertLevel.CRITICAL);
        assertThat(judgement.message())
                .isEqualTo("run 3 took 2 d 2 h 0 s; from 3 h 0 s on it is critical (sync.alert.duration)");
    }

    @Test
    void whatARunDoesNotSayStaysAsItWas() {
        RunReport failed = report(RunStatus.FAILED, new Counts(), List.of());
        assertThat(judge(failed, AlertKind.REJECTED)).isEmpty();
        assertThat(judge(failed, AlertKind.ROWS)).isEmpty();
        assertThat(judge(failed, AlertKind.DURATION)).isEmpty();
        assertThat(level(AlertKind.RUN, failed)).isEqualTo(AlertLevel.CRITICAL);
    }

    private AlertLevel level(AlertKind kind, RunReport report) {
        return judge(report, kind).orElseThrow().level();
    }

    private Optional<Judgement> judge(RunReport report, AlertKind kind) {
        return new RunJudge(AlertSettings.of(settings()), new AlertStates(database))
                .judge(report).stream()
                        .filter(judgement -> judgement.kind() == kind)
                        .findFirst();
    }

    private RunReport sent(long updated, long rejected) {
        Counts counts = new Counts();
        counts.add(Count.READ, updated + rejected);
        counts.add(Count.UPDATED, updated);
        counts.add(Count.REJECTED, rejected);
        return report(
                rejected > 0 ? RunStatus.PARTIAL : RunStatus.SUCCEEDED,
                counts,
                List.of(new Finding("rejected", "STRING_TOO_LONG", rejected, List.of("a"))));
    }

    private RunReport read(long rows) {
        Counts counts = new Counts();
        counts.add(Count.READ, rows);
        return report(RunStatus.SUCCEEDED, counts, List.of());
    }

    private RunReport report(RunStatus status, Counts counts, List<Finding> findings) {
        return new RunReport(
                "accounts",
                ++runs,
                status,
                status.exitCode(),
                mode,
                null,
                readsAll,
                true,
                Instant.EPOCH,
                Instant.EPOCH.plus(duration),
                null,
                Map.of(),
                counts.byColumn(),
                findings,
                List.of(),
                null,
                open,
                null,
                null);
    }

    private Settings settings() {
        return Settings.of(key -> Optional.ofNullable(keys.get(key)));
    }
}
