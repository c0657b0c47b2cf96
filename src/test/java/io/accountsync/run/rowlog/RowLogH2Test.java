package io.accountsync.run.rowlog;

import java.util.Map;
import java.util.UUID;

class RowLogH2Test extends RowLogTableContract {

    @Override
    Map<String, String> settings() {
        return Map.of("source.url", "jdbc:h2:mem:" + UUID.randomUUID());
    }
}
