package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How PostgreSQL looks up the keys of a batch. */
class KeyLookupsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {2_000, 20_000})
    void keysAreLookedUpByTheIndexInATableOfWhichPostgresqlKnowsNothingYet(int rows) {
        assertThat(plan(
                        rows,
                        "select v.version from " + Dialect.POSTGRESQL.wanted("source_version v", "v.record_key")
                                + " and v.sync = 'accounts' and v.origin <> 'kafka:customers/1'"))
                .contains("Index Cond: ((record_key = ANY")
                .doesNotContain("Join Filter", "Seq Scan");
    }

    @Test
    void noOtherIndexLooksBetterForTheKeysThatGuardsCounted() {
        assertThat(plan(
                        "insert into guarded_record select 'K' || i, 'accounts', 'CREATE', 0 from generate_series(1, ?) i",
                        20_000,
                        "select g.bucket from " + Dialect.POSTGRESQL.wanted("guarded_record g", "g.record_key")
                                + " and g.sync = 'accounts' and g.effect = 'CREATE'"))
                .contains("Index Cond: ((record_key = ANY")
                .doesNotContain("guarded_record_by_bucket");
    }

    @Test
    void whatBelongsToKeysIsDeletedByTheIndex() {
        assertThat(plan(
                        20_000,
                        "delete from source_version where sync = 'accounts' and record_key"
                                + Dialect.POSTGRESQL.isWanted()))
                .contains("Index Cond: ((record_key = ANY")
                .doesNotContain("Join Filter", "Seq Scan");
    }

    @Test
    void noPlanIsKeptOfATableThatWasSmall() {
        try (TestState state = TestState.inSchema(directory, TestPostgres.shared())) {
            assertThat(state.open().<String>with(db -> db.queryForObject("show plan_cache_mode", String.class)))
                    .isEqualTo("force_custom_plan");
        }
    }

    private String plan(int rows, String sql) {
        return plan(
                "insert into source_version select 'K' || i, 'accounts', 'kafka:customers/' || i % 4, i, i"
                        + " from generate_series(1, ?) i",
                rows, sql);
    }

    private String plan(String filling, int rows, String sql) {
        try (TestState state = TestState.inSchema(directory, TestPostgres.shared())) {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                keys.add("K" + i);
            }
            StateDatabase database = state.open();
            StringBuilder plan = new StringBuilder();
            // In one transaction, so that the server does not look at the table before we do.
            database.atomically(() -> database.with(db -> {
                db.update(filling, rows);
                return plan.append(db.queryForList("explain " + sql, String.class, JsonKeys.of(keys)));
            }));
            return plan.toString();
        }
    }
}
