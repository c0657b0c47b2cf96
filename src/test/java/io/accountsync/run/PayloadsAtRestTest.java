package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Promise 2 without contents of rows in the state: what must be sent again is read again. */
class PayloadsAtRestTest {
    private static final Map<String, Object> FIRST = row("id", 1, "name", "A", "changed", 10);
    private static final Map<String, Object> LOCKED = row("id", 2, "name", "B", "changed", 20);
    private static final Map<String, Object> LAST = row("id", 3, "name", "C", "changed", 30);

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void theCursorDoesNotPassARowThatIsToBeSentAgainAndSaysSo() {
        Fault locked = lock();
        try (TestSync sync = start("false")) {
            RunReport report = sync.rows(List.of(FIRST, LOCKED, LAST)).run();
            assertThat(report.count(Count.RETRY_LATER)).isEqualTo(1);
            assertThat(report.notes().toString()).contains("cursor stays before 1 record to", "keep-rejected-payloads");
            assertThat(payloads()).isZero();

            sync.rows(List.of(LOCKED, LAST)).run();
            locked.remove();
            RunReport healed = sync.run();
            assertThat(sync.asked()).containsExactly(Long.MIN_VALUE, 20L, 20L);
            assertThat(healed.count(Count.CREATED)).isEqualTo(1);
            assertThat(healed.notes()).isEmpty();

            sync.rows(List.of()).run();
            assertThat(sync.asked()).endsWith(30L);
        }
    }

    @Test
    void theCursorPassesARecordThatWasRefusedForGood() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                        FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
        try (TestSync sync = start("false")) {
            sync.rows(List.of(FIRST, LOCKED, LAST)).run();
            sync.rows(List.of(LAST)).run();
            assertThat(sync.asked()).endsWith(30L);
            assertThat(payloads()).isZero();
            RunReport report = sync.rows(List.of(LOCKED)).run();
            assertThat(report.count(Count.STILL_REJECTED) + report.count(Count.REJECTED))
                    .as("known without its payload")
                    .isEqualTo(1);
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void payloadsOfEarlierRunsAreDeletedAndTheirRowsReadOnce() {
        Fault locked = lock();
        try (TestSync sync = start("true")) {
            sync.rows(List.of(FIRST, LOCKED, LAST)).run();
            assertThat(payloads()).isEqualTo(1);
        }
        try (TestSync sync = start("false")) {
            RunReport report = sync.rows(List.of(FIRST, LOCKED, LAST)).run();
            assertThat(report.readsAll()).contains("not kept any more");
            assertThat(payloads()).isZero();
            locked.remove();
            sync.rows(List.of(LOCKED, LAST)).run();
            assertThat(sync.asked()).containsExactly(Long.MIN_VALUE, 20L);
            assertThat(org.records("Account")).hasSize(3);
        }
    }

    @Test
    void oldPayloadsAreDeletedAndTheReasonStays() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                        FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
        try (TestSync sync = start("true", "sync.rejected-payload-age", "30d")) {
            sync.rows(List.of(FIRST, LOCKED, LAST)).run();
            assertThat(payloads()).isEqualTo(1);
            // Each run tries a rejected record, which makes it young again: none is possible without the
            // org's rule.
            sql().update("update rejected_record set error_class = 'invalid', last_at = last_at - 31 * 86400000.0");
            sync.rows(List.of()).run();
            assertThat(payloads()).isZero();
        }
        assertThat(sql().queryForObject("select code from rejected_record", String.class))
                .isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION");
    }

    private Fault lock() {
        return org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                        FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access"));
    }

    private int payloads() {
        return sql().queryForObject("select count(payload) from rejected_record", Integer.class);
    }

    private JdbcTemplate sql() {
        return new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + directory.resolve("state.db")));
    }

    private TestSync start(String keep, String... more) {
        String[] settings = new String[6 + more.length];
        System.arraycopy(
                new String[] {
                    "sync.keep-rejected-payloads", keep, "sync.overlap-steps", "0", "sync.retries", "0",
                },
                0,
                settings,
                0,
                6);
        System.arraycopy(more, 0, settings, 6, more.length);
        return TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR, settings);
    }
}
