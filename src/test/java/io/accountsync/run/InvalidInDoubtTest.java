package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.DoubtfulRecords;
import io.accountsync.state.RejectedAttempts;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A record in doubt whose newest row is invalid: what Salesforce confirmed last is sent again when a late call overwrote it,
 * no older row is, and the invalid row stays known whatever becomes of that.
 */
class InvalidInDoubtTest {
    private static final Map<String, Object> INVALID = row("id", 1, "name", "N".repeat(300), "changed", 5);

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void whatWasConfirmedIsRestoredAndTheInvalidRowStaysKnown() {
        try (TestSync sync = overwritten()) {
            RunReport report = run(sync, INVALID);

            assertThat(report.count(Count.INVALID)).isEqualTo(1);
            assertThat(report.count(Count.RETRIED_CONFIRMED)).isEqualTo(1);
            assertThat(name()).isEqualTo("C");
            assertKnown(sync);
            assertThat(run(sync).open().invalid()).isEqualTo(1);
        }
    }

    @Test
    void noOlderRowOfItsKeyKeepsWhatWasConfirmedFromBeingRestored() {
        try (TestSync sync = overwritten()) {
            RunReport report = run(sync, row("id", 1, "name", "D", "changed", 4), INVALID);

            assertThat(report.count(Count.DUPLICATE)).isEqualTo(1);
            assertThat(name()).isEqualTo("C");
            assertKnown(sync);
        }
    }

    @Test
    void aPayloadThatWaitsToBeTriedAgainDoesNotKeepWhatWasConfirmedFromBeingRestored() {
        try (TestSync sync = overwritten()) {
            Fault locked = refuse("UNABLE_TO_LOCK_ROW");
            run(sync, row("id", 1, "name", "D", "changed", 4));
            locked.remove();

            run(sync, INVALID);

            assertThat(name()).isEqualTo("C");
            assertKnown(sync);
        }
    }

    @ParameterizedTest(name = "{0}, on PostgreSQL: {1}")
    @CsvSource({
        "UNABLE_TO_LOCK_ROW, false",
        "FIELD_CUSTOM_VALIDATION_EXCEPTION, false",
        "FIELD_CUSTOM_VALIDATION_EXCEPTION, true"
    })
    void theInvalidRowStaysKnownThoughWhatWasConfirmedIsRefusedAndPassesLater(String code, boolean postgres) {
        try (TestSync sync = postgres ? overwritten(server()) : overwritten()) {
            Fault refused = refuse(code);
            run(sync, INVALID);
            assertKnown(sync);
            sql.update("update doubtful_record set until_at = 1");
            run(sync);
            assertKnown(sync);
            assertThat(name()).isEqualTo("B");
            assertThat(doubts(sync)).as("nothing else knows of it").isEqualTo(1);

            refused.remove();
            run(sync);
            assertThat(name()).isEqualTo("C");
            assertThat(doubts(sync)).isZero();
            assertKnown(sync);

            run(sync, row("id", 1, "name", "E", "changed", 6));
            assertThat(name()).isEqualTo("E");
            assertThat(sync.parked()).isZero();
        }
    }

    private JdbcTemplate sql;

    /** C was confirmed, and then the call with B came. */
    private TestSync overwritten(String... settings) {
        sql = new JdbcTemplate(
                settings.length == 0
                        ? new DriverManagerDataSource("jdbc:sqlite:" + directory.resolve("state.db"))
                        : new DriverManagerDataSource(settings[1], "postgres", ""));
        String[] all = new String[settings.length + 4];
        System.arraycopy(new String[] {"sync.overlap-steps", "0", "sync.retries", "0"}, 0, all, 0, 4);
        System.arraycopy(settings, 0, all, 4, settings.length);
        TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR, all);
        Fault held = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.holdBack(true));
        run(sync, row("id", 1, "name", "B", "changed", 2));
        // Another one, so that no run is one in which nothing could be mapped.
        assertThat(run(sync, row("id", 1, "name", "C", "changed", 3), row("id", 2, "name", "Other", "changed", 3))
                        .status())
                .isEqualTo(RunStatus.SUCCEEDED);
        held.remove();
        await().until(() -> name().equals("B"));
        return sync;
    }

    private static String[] server() {
        TestPostgres server = TestPostgres.shared();
        return new String[] {"state.url", server.url(server.newSchema()), "state.username", "postgres"};
    }

    private Fault refuse(String code) {
        return org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.rejectRecord(code, "no"));
    }

    private static void assertKnown(TestSync sync) {
        RejectedAttempts known =
                sync.ofState(state -> state.rejected().detail("1")).orElseThrow();
        assertThat(known.record().errorClass()).isEqualTo("invalid");
        assertThat(known.record().code()).isEqualTo("TOO_LONG");
        assertThat(known.place()).endsWith("of the source");
    }

    private static long doubts(TestSync sync) {
        return sync.ofState(state ->
                state.doubts().summary().map(DoubtfulRecords.Summary::records).orElse(0L));
    }

    private String name() {
        return org.find("Account", "Customer_Id__c", "1")
                .orElseThrow()
                .get("Name")
                .toString();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static RunReport run(TestSync sync, Map<String, Object>... rows) {
        return sync.rows(List.of(rows)).run();
    }
}
