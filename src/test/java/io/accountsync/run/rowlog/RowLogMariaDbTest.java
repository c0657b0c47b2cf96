package io.accountsync.run.rowlog;

import io.accountsync.source.TestMariaDb;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("full")
class RowLogMariaDbTest extends RowLogTableContract {

    @Override
    Map<String, String> settings() {
        return Map.of("source.url", TestMariaDb.shared().newDatabase("mariadb"));
    }
}
