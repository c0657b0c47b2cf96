package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The plans and counts of streams in a state of an earlier version, which had one row for a run's plan and a stream's. */
abstract class StreamPlansTakenOverContract {
    private final TestDatabase on;

    @TempDir
    private Path directory;

    private TestState state;

    StreamPlansTakenOverContract(TestDatabase on) {
        this.on = on;
    }

    @BeforeEach
    void makeStateOfBefore() {
        state = on.empty(directory);
        Dialect dialect = on == TestDatabase.SQLITE ? Dialect.SQLITE : Dialect.POSTGRESQL;
        Flyway.configure()
                .dataSource(state.sql().getDataSource())
                .locations("classpath:db/migration")
                .table("account_sync_schema")
                .placeholders(dialect.placeholders())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target("37")
                .load()
                .migrate();
    }

    @AfterEach
    void closeState() {
        state.close();
    }

    @Test
    void eachPlanIsThatOfItsRunOrStreamStillAndAnApprovalHolds() {
        long now = System.currentTimeMillis();
        plan("runs", "a1", 1L);
        plan("held", "s1", null);
        plan("approved", "s2", now);
        state.sql()
                .update(
                        "insert into sync_run (sync, mode, status, started_at, created) values ('approved', 'stream', 'RUNNING',"
                                + " ?, 7)",
                        now + 1);

        StateDatabase database = state.inRealTime().open();

        assertThat(new Plans(database, "runs").all()).extracting(Plan::id).containsExactly("a1");
        assertThat(new Plans(database, "runs").ofStream().find()).isEmpty();
        Plan held = new Plans(database, "held").holdingStream().orElseThrow();
        assertThat(held.id()).isEqualTo("s1");
        assertThat(held.allowances()).containsEntry(GuardedEffect.CREATE, 20L);
        StreamGuards guards = new StreamGuards(database, "approved");
        assertThat(guards.everApproved(GuardedEffect.CREATE)).isTrue();
        assertThat(guards.window(GuardedEffect.CREATE, List.of(), "v1").allowed())
                .isEqualTo(20);
        assertThat(guards.window(GuardedEffect.CREATE, List.of(), "v1").before())
                .isEqualTo(7);
    }

    private void plan(String sync, String id, Long approvedAt) {
        JdbcTemplate sql = state.sql();
        sql.update(
                "insert into sync_plan (sync, plan, org_id, mapping_version, creates, updates, clears, reason, made_at,"
                        + " approved_at) values (?, ?, 'org', 'v1', 20, 0, 0, 'too many', 1, ?)",
                sync,
                id,
                approvedAt);
    }
}

class StreamPlansTakenOverSqliteTest extends StreamPlansTakenOverContract {
    StreamPlansTakenOverSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class StreamPlansTakenOverPostgresTest extends StreamPlansTakenOverContract {
    StreamPlansTakenOverPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
