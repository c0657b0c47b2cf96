package io.accountsync.run.rowlog;

import io.accountsync.state.TestPostgres;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RowLogPostgresTest extends RowLogTableContract {
    private final Map<String, String> keys =
            Map.of("source.url", TestPostgres.shared().newDatabase());

    @Override
    Map<String, String> settings() {
        return keys;
    }

    @Test
    @Tag("full")
    void aTableThatAnotherProgramHasLockedIsNamedAsThat() throws Exception {
        assertLockIsNamed("begin", "lock table sync_log");
    }
}
