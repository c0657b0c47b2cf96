package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.send.bulk.BulkJob;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The real jar is ended as by {@code kill -9} at each step of a Bulk job. The next run judges the job if Salesforce works on
 * it, and sends only what the job did not.
 */
@Tag("full")
class BulkCrashIT {
    @TempDir
    private Path directory;

    private CrashedSync sync;

    @AfterEach
    void close() {
        sync.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "job created and its id not stored, SQLITE, Takes the answer, CREATE, 75",
        "id stored and nothing uploaded, POSTGRESQL, Puts what the call needs, UPLOAD, 85",
        "uploaded and not closed, SQLITE, Puts what the call needs, CLOSE, 85",
        "closed and in progress, POSTGRESQL, Puts what the call needs, POLL, 100",
        "complete and results not read, SQLITE, Puts what the call needs, SUCCESSES, 100",
        "results read and state not written, POSTGRESQL, Takes the answer, SUCCESSES, 100"
    })
    void killed(String when, CrashState state, String beforeStep, BulkJob.Step call, long upserts) throws Exception {
        sync = new CrashedSync(directory, state.keys(directory), LocalOrgOptions.defaults());
        sync.keys().put("sync.path", "bulk");
        sync.keys().put("sync.bulk.poll-interval", "10ms");
        sync.edit(1, 25, "A");
        sync.runAndCompare();
        sync.edit(1, 60, "B");
        sync.haltBefore(beforeStep, call);

        // Back to what the state says that Salesforce confirmed, on to something else, or left as it is.
        sync.edit(1, 10, "A");
        sync.edit(11, 15, "C");
        sync.runAndCompare();

        // 25 at first, then 60, and 15 of them once more where Salesforce had the job; but the ten that went back are
        // not
        // sent when they were never noted.
        assertThat(sync.org().stats().recordsUpserted()).isEqualTo(upserts);
        assertThat(sync.org().stats().calls(CallKind.COLLECTIONS)).isZero();
        JdbcTemplate sql = state.sql(sync.keys());
        assertThat(sql.queryForObject("select count(*) from bulk_job where ended_at is null", Long.class))
                .isZero();
        assertThat(sql.queryForObject("select count(*) from sent_batch", Long.class))
                .isZero();
    }
}
