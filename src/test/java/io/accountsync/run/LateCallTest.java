package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static io.accountsync.run.TestSync.ROWS;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.DoubtfulRecords;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Calls whose answer nobody saw, and that are carried out when newer ones have been confirmed. */
class LateCallTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest(name = "record known before: {0}, payloads kept: {1}")
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void aCallThatComesLateIsUndoneThoughNoRowChanges(boolean known, boolean kept) {
        try (TestSync sync = start("sync.keep-rejected-payloads", String.valueOf(kept))) {
            if (known) {
                run(sync, row("id", 1, "name", "A", "changed", 1));
            }
            Fault held = hold();
            assertThat(run(sync, row("id", 1, "name", "B", "changed", 2)).status())
                    .isEqualTo(RunStatus.STOPPED);
            List<Map<String, Object>> rows =
                    List.of(row("id", 1, "name", "C", "changed", 3), row("id", 2, "name", "Other", "changed", 5));
            sync.rows(() -> since(sync, rows));
            RunReport second = sync.run();
            assertThat(second.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(second.doubts().records()).isEqualTo(1);
            assertThat(second.toJson()).contains("\"in_doubt\" : {");

            release(held, "B");
            RunReport third = sync.run();
            assertThat(third.count(Count.READ)).as("only the row at the cursor").isEqualTo(kept ? 1 : 2);
            assertThat(third.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(third.notes()).anyMatch(note -> note.startsWith("1 record in doubt had other values"));
            assertThat(name("1")).isEqualTo("C");
            assertThat(org.records("Account")).hasSize(2);
        }
    }

    @Test
    void aDoubtEndsWithTheFirstRunThatBeginsWhenNoSuchCallCanComeAnyMore() {
        try (TestSync sync = start("sync.retries", "1")) {
            org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.dropConnection());
            assertThat(run(sync, row("id", 1, "name", "A", "changed", 1)).status())
                    .isEqualTo(RunStatus.SUCCEEDED);
            assertThat(doubts(sync)).isEqualTo(1);
            RunReport inTime = run(sync);
            assertThat(inTime.doubts().records()).isEqualTo(1);
        }
        org.stats().reset();
        pass();
        try (TestSync sync = start()) {
            assertThat(run(sync).doubts()).isNull();
            assertThat(doubts(sync)).isZero();
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
            // Its fingerprint is known again, so that its row is not sent.
            assertThat(run(sync, row("id", 1, "name", "A", "changed", 1)).count(Count.UNCHANGED))
                    .isEqualTo(1);
        }
    }

    @Test
    void aRepeatThatOvertakesACallWithoutAnswerLeavesItsRecordsInDoubt() {
        try (TestSync sync = start("sync.retries", "1")) {
            Fault held = hold(FaultMatch.on(CallKind.COLLECTIONS).once());
            assertThat(run(sync, row("id", 1, "name", "A", "changed", 1)).status())
                    .isEqualTo(RunStatus.SUCCEEDED);
            run(sync, row("id", 1, "name", "B", "changed", 2));
            release(held, "A");
            run(sync);
            assertThat(name("1")).isEqualTo("B");
        }
    }

    @Test
    void aRecordThatWasRefusedOnTheRepeatIsNotTakenForUnchangedWhenItsRowGoesBack() {
        try (TestSync sync = start("sync.retries", "1")) {
            run(sync, row("id", 1, "name", "A", "changed", 1));
            org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.loseAnswer());
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).from(2),
                            FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
            assertThat(run(sync, row("id", 1, "name", "B", "changed", 2)).count(Count.REJECTED))
                    .isEqualTo(1);
            assertThat(name("1")).isEqualTo("B");
            org.faults().clear();
            run(sync, row("id", 1, "name", "A", "changed", 3));
            assertThat(name("1")).isEqualTo("A");
        }
    }

    @Test
    void whatWasConfirmedIsRestoredThoughANewerRowWasRefusedSince() {
        try (TestSync sync = start()) {
            Fault held = hold();
            run(sync, row("id", 1, "name", "B", "changed", 2));
            run(sync, row("id", 1, "name", "C", "changed", 3));
            release(held, "B");
            Fault rule = org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS),
                            FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
            assertThat(run(sync, row("id", 1, "name", "D", "changed", 4)).count(Count.REJECTED))
                    .isEqualTo(1);
            rule.remove();
            sync.rows(List.of()).run();
            assertThat(name("1")).isIn("C", "D");
        }
    }

    @Test
    void anAnswerThatLeavesTheCallOpenIsNotSaidToBeNone() {
        try (TestSync sync = start("sync.retries", "1")) {
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).once(),
                            FaultAction.respond(503, "SERVER_UNAVAILABLE", "busy"));

            RunReport report = run(sync, row("id", 1, "name", "A", "changed", 1));

            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.doubts().records()).isEqualTo(1);
            assertThat(report.doubts().why()).containsExactly("the answer was SERVER_UNAVAILABLE (status 503)");
        }
    }

    @Test
    void anAnswerThatNamesTheLimitPutsNothingInDoubt() {
        try (TestSync sync = start()) {
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).once(),
                            FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
            assertThat(run(sync, row("id", 1, "name", "A", "changed", 1)).status())
                    .isEqualTo(RunStatus.STOPPED);
            assertThat(doubts(sync)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "PUT"})
    void aBulkCallThatComesLateDoesNothing(String method) {
        try (TestSync sync = start("sync.path", "bulk", "sync.bulk.threshold", "1")) {
            run(sync, row("id", 1, "name", "A", "changed", 1));
            // The closing, or the upload, of the next job; a killed process would not have looked at it again either.
            Fault held = hold(FaultMatch.on(CallKind.BULK).withMethod(method).once());
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.BULK).withMethod("GET").once(),
                            FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
            if (method.equals("PUT")) {
                org.faults()
                        .add(
                                FaultMatch.on(CallKind.BULK).withMethod("PATCH").once(),
                                FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
            }
            assertThat(run(sync, row("id", 1, "name", "B", "changed", 2)).status())
                    .isEqualTo(RunStatus.STOPPED);
            org.faults().all().stream().filter(fault -> fault != held).forEach(Fault::remove);
            RunReport second = run(sync, row("id", 1, "name", "C", "changed", 3));
            assertThat(second.status()).as(second.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            held.remove();
            await().until(() -> held.waiting() == 0);
            run(sync);
            assertThat(name("1")).isEqualTo("C");
        }
    }

    @Test
    void nothingIsSentWhileAJobThatWasLeftCanStillBeStartedByACallThatComesLate() {
        try (TestSync sync = start("sync.path", "bulk", "sync.bulk.threshold", "1")) {
            run(sync, row("id", 1, "name", "A", "changed", 1));
            Fault held = hold(FaultMatch.on(CallKind.BULK).withMethod("PATCH").once());
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.BULK).withMethod("GET").once(),
                            FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
            run(sync, row("id", 1, "name", "B", "changed", 2));
            // The abort is refused, too.
            Fault refused = org.faults()
                    .add(
                            FaultMatch.on(CallKind.BULK).withMethod("PATCH"),
                            FaultAction.respond(503, "SERVER_UNAVAILABLE", "busy"));
            RunReport second = run(sync, row("id", 1, "name", "C", "changed", 3));
            assertThat(second.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(name("1")).isEqualTo("A");
            refused.remove();
            held.remove();
            await().until(() -> name("1").equals("B"));

            RunReport third = run(sync, row("id", 1, "name", "C", "changed", 3));
            assertThat(third.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(name("1")).isEqualTo("C");
        }
    }

    @Test
    void aProcessThatLostItsLeaseWhileACallWasUnderWayLeavesItInDoubtAndTheRowsAreReadAgain() {
        List<Map<String, Object>> rows =
                List.of(row("id", 1, "name", "C", "changed", 3), row("id", 2, "name", "Other", "changed", 5));
        try (TestSync frozen = start();
                TestSync other = start()) {
            Fault hang = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).withKey("\"B\""), FaultAction.hang());
            CompletableFuture<RunReport> late =
                    CompletableFuture.supplyAsync(() -> run(frozen, row("id", 1, "name", "B", "changed", 2)));
            await().until(() -> hang.waiting() == 1);
            sql().update("delete from sync_lease");
            other.rows(() -> since(other, rows));
            assertThat(other.run().status()).isEqualTo(RunStatus.SUCCEEDED);
            // Frozen for so long that even the doubt has ended.
            pass();
            assertThat(other.run().doubts()).isNull();

            release(hang, "B");
            assertThat(late.join().status()).isEqualTo(RunStatus.STOPPED);
            RunReport healed = other.run();
            assertThat(healed.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(healed.readsAll()).contains("in doubt");
            assertThat(name("1")).isEqualTo("C");
        }
    }

    @Test
    void aRunStopsWhenItTakesLongerThanItMay() {
        try (TestSync sync = start("sync.max-duration", "1")) {
            // On a slow machine the time is over before the source is asked.
            sync.rows(() -> {
                Run run = sync.engine().runs().find("accounts").orElseThrow();
                await().until(run::isStopping);
                return List.of(row("id", 1, "name", "A", "changed", 1));
            });
            RunReport report = sync.run();
            assertThat(org.records("Account")).isEmpty();
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("sync.max-duration");
        }
    }

    private TestSync start(String... settings) {
        String[] all = new String[settings.length + 8];
        System.arraycopy(
                new String[] {
                    "sync.overlap-steps", "0", "sync.retries", "0", "sync.batch-size", "1", "sync.in-flight", "1"
                },
                0,
                all,
                0,
                8);
        System.arraycopy(settings, 0, all, 8, settings.length);
        return TestSync.startFile(org, directory, ACCOUNTS_WITH_CURSOR + ROWS, all);
    }

    /** Moves all doubts into the past: no clock of ours is waited for. */
    private void pass() {
        sql().update("update doubtful_record set until_at = 1");
    }

    private JdbcTemplate sql() {
        return new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + directory.resolve("state.db")));
    }

    private Fault hold() {
        return hold(FaultMatch.on(CallKind.COLLECTIONS).once());
    }

    private Fault hold(FaultMatch match) {
        return org.faults().add(match, FaultAction.holdBack(true));
    }

    private void release(Fault held, String name) {
        held.remove();
        await().until(() -> name("1").equals(name));
    }

    private static long doubts(TestSync sync) {
        return sync.ofState(state ->
                state.doubts().summary().map(DoubtfulRecords.Summary::records).orElse(0L));
    }

    /** What an incremental query finds: rows at the cursor or after it. */
    private static List<Map<String, Object>> since(TestSync sync, List<Map<String, Object>> rows) {
        long since = (Long) sync.asked().get(sync.asked().size() - 1);
        return rows.stream()
                .filter(row -> ((Number) row.get("changed")).longValue() >= since)
                .toList();
    }

    private Object name(String key) {
        return org.find("Account", "Customer_Id__c", key)
                .map(account -> account.get("Name"))
                .orElse("");
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static RunReport run(TestSync sync, Map<String, Object>... rows) {
        return sync.rows(List.of(rows)).run();
    }
}
