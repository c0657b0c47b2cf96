package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.stats.CallKind;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The real jar is ended as by {@code kill -9} at each step of a Bulk job. The next run judges the job if Salesforce works on
 * it, and sends only what the job did not.
 */
class BulkCrashIT {
    private static final int BEFORE = 25;
    private static final int IN_JOB = 60;
    private static final int CHANGED_AFTERWARDS = 15;

    @TempDir
    private Path directory;

    private CrashedSync sync;

    @AfterEach
    void close() {
        sync.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "job created and its id not stored, SQLITE, Takes the id of the new job, false",
        "id stored and nothing uploaded, POSTGRESQL, Hands over the data, false",
        "uploaded and not closed, SQLITE, Says that the data is complete, false",
        "closed and in progress, POSTGRESQL, Says which job, true",
        "complete and results not read, SQLITE, Says whose successes, true",
        "results read and state not written, POSTGRESQL, Takes the list of successes, true"
    })
    void killed(String when, CrashState state, String beforeStep, boolean salesforceHasIt) throws Exception {
        sync = new CrashedSync(directory, state.keys(directory), LocalOrgOptions.defaults());
        sync.keys().put("sync.path", "bulk");
        sync.keys().put("sync.bulk.poll-interval", "10ms");
        sync.edit(1, BEFORE, "A");
        sync.runAndCompare();
        sync.edit(1, IN_JOB, "B");
        sync.haltBefore(beforeStep);

        // Back to what the state says that Salesforce confirmed, on to something else, or left as it is.
        sync.edit(1, 10, "A");
        sync.edit(11, CHANGED_AFTERWARDS, "C");
        sync.runAndCompare();

        assertThat(sync.org().stats().recordsUpserted())
                .isEqualTo(BEFORE + IN_JOB + (salesforceHasIt ? CHANGED_AFTERWARDS : 0));
        assertThat(sync.org().stats().calls(CallKind.COLLECTIONS)).isZero();
        JdbcTemplate sql = state.sql(sync.keys());
        assertThat(sql.queryForObject("select count(*) from bulk_job where ended_at is null", Long.class))
                .isZero();
        assertThat(sql.queryForObject("select count(*) from sent_batch", Long.class))
                .isZero();
    }
}
