package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a query tells as much as Flyway would. */
class PackedMigrationsTest {
    private final PackedMigrations packed = PackedMigrations.of(List.of(
            new File(PackedMigrationsTest.class.getResource("/db/migration").getPath()).list()));

    @TempDir
    Path directory;

    @Test
    void aStateThatFlywayBroughtUpToDateHasTheseChecksums() {
        Map<String, Integer> applied = applied();

        assertThat(packed.checksums()).isEqualTo(applied).isNotEmpty();
        assertThat(packed.are(applied)).isTrue();
    }

    @Test
    void oneThatLacksAChangeOrHasAnotherOneOrAnAlteredOneIsNotUpToDate() {
        Map<String, Integer> lacking = applied();
        lacking.remove("31");
        Map<String, Integer> newer = applied();
        newer.put("999", 1);
        Map<String, Integer> failed = applied();
        failed.put("1", null);

        assertThat(packed.are(lacking)).isFalse();
        assertThat(packed.are(newer)).isFalse();
        assertThat(packed.are(failed)).isFalse();
    }

    @Test
    void withoutAnIndexFlywayDecides() {
        assertThat(PackedMigrations.of(List.of()).are(Map.of())).isFalse();
    }

    private Map<String, Integer> applied() {
        Map<String, Integer> applied = new HashMap<>();
        try (TestState state = TestState.inFile(directory)) {
            state.open();
            state.sql().query("select version, checksum from account_sync_schema", row -> {
                applied.put(row.getString(1), row.getInt(2));
            });
        }
        return applied;
    }
}
