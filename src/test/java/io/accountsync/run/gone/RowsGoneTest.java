package io.accountsync.run.gone;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records whose rows are gone are flagged, on both paths, by the real routes against a local org. */
class RowsGoneTest {
    private static final String FLAG = "whenRowGone: flag\n        flag: { field: Rating, value: Cold }";
    private static final String TOMBSTONES = "deletedWhen: \"${body[deleted_at]} != null\"";

    @TempDir
    Path directory;

    private LocalOrg org;

    @BeforeEach
    void start() {
        org = LocalOrg.start();
    }

    @AfterEach
    void stop() {
        org.close();
    }

    static String accounts(String... properties) {
        return TestSync.ACCOUNTS.replace("fields:\n", String.join("\n        ", properties) + "\n        fields:\n");
    }

    private static List<Map<String, Object>> withTombstone(int n, int gone) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> row : customers(n)) {
            Map<String, Object> one = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            one.putAll(row);
            one.put("deleted_at", row.get("id").equals(gone) ? "2026-01-01" : null);
            rows.add(one);
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void aTombstoneFlagsItsRecordOnceAndARowThatComesBackIsSentWhole(String path) {
        try (TestSync sync = TestSync.start(
                org, directory, accounts(FLAG, TOMBSTONES), "sync.path", path, "sync.max-deletions", "10")) {
            sync.rows(withTombstone(5, 0)).run();
            RunReport flagged = sync.rows(withTombstone(5, 2)).run();
            assertThat(flagged.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(flagged.count(Count.TOMBSTONE)).isEqualTo(1);
            assertThat(flagged.count(Count.FLAGGED)).isEqualTo(1);
            assertThat(flagged.count(Count.UNCHANGED)).isEqualTo(4);
            assertThat(rating("2")).isEqualTo("Cold");
            assertThat(rating("3")).isNull();
            RunReport again = sync.run();
            assertThat(again.count(Count.TOMBSTONE)).isEqualTo(1);
            assertThat(again.count(Count.FLAGGED)).isZero();
            RunReport back = sync.rows(withTombstone(5, 0)).run();
            assertThat(back.count(Count.UPDATED)).isEqualTo(1);
        }
    }

    private Object rating(String key) {
        return org.find("Account", "Customer_Id__c", key).orElseThrow().get("Rating");
    }
}
