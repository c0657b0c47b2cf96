package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A limited run sends no more than it may, and costs nothing of what it leaves. */
class LimitTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void noMoreThanTheLimitIsSentAndTheRestStaysDue(String path) {
        try (TestSync sync = start("sync.path", path)) {
            RunReport first = sync.rows(rows(500)).run(RunMode.INCREMENTAL, 203);
            assertThat(first.message()).isNull();
            assertThat(first.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(first.count(Count.CREATED)).isEqualTo(203);
            assertThat(first.count(Count.UNSENT)).isEqualTo(297);
            assertThat(first.notes()).anyMatch(note -> note.contains("limited to 203 records; 297 more to be sent"));
            assertThat(org.records("Account")).hasSize(203);
            assertThat(sync.cursor()).isNull();

            RunReport second = sync.run(RunMode.INCREMENTAL, 203);
            assertThat(second.count(Count.CREATED)).isEqualTo(203);
            assertThat(second.count(Count.UNCHANGED)).isEqualTo(203);

            RunReport rest = sync.run();
            assertThat(rest.count(Count.CREATED)).isEqualTo(94);
            assertThat(sync.cursor()).isEqualTo(500);
        }
    }

    @Test
    void aLimitThatLeavesNothingMovesTheCursor() {
        try (TestSync sync = start()) {
            RunReport report = sync.rows(rows(10)).run(RunMode.INCREMENTAL, 10);
            assertThat(report.count(Count.UNSENT)).isZero();
            assertThat(report.notes()).isEmpty();
            assertThat(sync.cursor()).isEqualTo(10);
        }
    }

    @Test
    void theCursorStaysWhereTheLastWholeRunLeftIt() {
        try (TestSync sync = start("sync.overlap-steps", "0")) {
            sync.rows(rows(10)).run();
            sync.rows(List.of(row("id", 11, "name", "New", "changed", 11), row("id", 12, "name", "Too", "changed", 12)))
                    .run(RunMode.INCREMENTAL, 1);
            assertThat(sync.cursor()).isEqualTo(10);
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(1);
            assertThat(sync.cursor()).isEqualTo(12);
        }
    }

    @Test
    void parentsAreAmongTheFirst() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rows.add(row("id", "a" + i, "name", "Child", "parent", "z" + i, "changed", 1));
            rows.add(row("id", "z" + i, "name", "Parent", "changed", 1));
        }
        try (TestSync sync = start()) {
            sync.rows(rows).run(RunMode.INCREMENTAL, 12);
            assertThat(org.records("Account"))
                    .hasSize(12)
                    .filteredOn(account -> "Parent".equals(account.get("Name")))
                    .hasSize(10);
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(8);
        }
    }

    @Test
    void aChangedMappingIsCarriedOnWithByTheNextRun() {
        try (TestSync sync = start()) {
            sync.rows(rows(10)).run();
        }
        try (TestSync sync =
                TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR.replace("${body[name]}", "The ${body[name]}"))) {
            assertThat(sync.rows(rows(10)).run(RunMode.INCREMENTAL, 4).count(Count.UPDATED))
                    .isEqualTo(4);
            assertThat(sync.run().count(Count.UPDATED)).isEqualTo(6);
        }
    }

    @Test
    void aFullRefreshInPartsSendsEachRecordOnce() {
        try (TestSync sync = start()) {
            sync.rows(rows(10)).run();
            assertThat(sync.run(RunMode.FULL_REFRESH, 4).count(Count.UPDATED)).isEqualTo(4);
            assertThat(sync.run(RunMode.FULL_REFRESH, 4).count(Count.UPDATED)).isEqualTo(4);
            RunReport last = sync.run(RunMode.FULL_REFRESH, 4);
            assertThat(last.count(Count.UPDATED)).isEqualTo(2);
            assertThat(last.count(Count.UNSENT)).isZero();
        }
    }

    @Test
    void guardsLookAtWhatWouldBeSentAndAnApprovalLastsUntilAllIs() {
        org.insert("Account", Map.of("Name", "Without key"));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS)) {
            RunReport held = sync.rows(rows(20)).run(RunMode.INCREMENTAL, 5);
            assertThat(held.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(held.message()).contains("would create 5 records");
            Plan plan = sync.ofState(state -> state.plans().ofRuns().find().orElseThrow());
            sync.ofState(state -> state.plans().approve(plan.id()));
            assertThat(sync.run(RunMode.INCREMENTAL, 5).count(Count.CREATED)).isEqualTo(5);
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(15);
            assertThat(sync.<Boolean>ofState(
                            state -> state.plans().ofRuns().find().isEmpty()))
                    .isTrue();
        }
    }

    private TestSync start(String... settings) {
        return TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR, settings);
    }

    private static List<Map<String, Object>> rows(int n) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            rows.add(row("id", i, "name", "Company " + i, "changed", i));
        }
        return rows;
    }
}
