package io.accountsync.run.rowlog;

import io.accountsync.state.TestPostgres;
import java.util.Map;

class RowLogPostgresTest extends RowLogTableContract {

    @Override
    Map<String, String> settings() {
        return Map.of("source.url", TestPostgres.shared().newDatabase());
    }
}
