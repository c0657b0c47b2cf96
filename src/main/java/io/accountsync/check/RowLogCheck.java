package io.accountsync.check;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.config.Settings;
import io.accountsync.run.rowlog.RowLogLook;
import io.accountsync.run.rowlog.RowLogPlace;
import io.accountsync.run.sync.RowLogSettings;
import io.accountsync.run.sync.Sync;
import io.accountsync.state.StateDatabase;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;

/** Whether the table of the row log can be there. It is not made for a check. */
final class RowLogCheck {
    private static final String KEY = "sync.row-log.table";

    private RowLogCheck() {}

    static List<Finding> examine(CamelContext context, Sync sync, Clock clock) {
        RowLogSettings settings = sync.settings().rowLog();
        if (settings.table().isEmpty()) {
            return List.of();
        }
        if (!settings.database().equals(RowLogSettings.STATE)) {
            return look(new RowLogPlace(context, null, settings), sync);
        }
        if (!StateDatabase.exists(Settings.of(context))) {
            return List.of();
        }
        try (StateDatabase state = StateDatabase.open(Settings.of(context), clock)) {
            return look(new RowLogPlace(context, state, settings), sync);
        }
    }

    private static List<Finding> look(RowLogPlace place, Sync sync) {
        try {
            return new RowLogLook(place, sync.name())
                    .mistake().map(mistake -> Finding.warning(KEY, null, mistake)).stream()
                            .toList();
        } catch (ConfigurationException e) {
            // A run goes on without its row log.
            return List.of(Finding.warning(KEY, null, e.getMessage()));
        }
    }
}
