package io.accountsync.run.rowlog;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowLogSqliteTest extends RowLogTableContract {
    @TempDir
    private Path directory;

    @Override
    Map<String, String> settings() {
        return Map.of("source.url", "jdbc:sqlite:" + directory.resolve("rows.db"));
    }

    @Test
    @Tag("full")
    void aDatabaseThatAnotherProgramHasLockedIsNamedAsThat() throws Exception {
        assertLockIsNamed("begin immediate");
    }
}
