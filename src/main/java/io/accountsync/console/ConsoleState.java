package io.accountsync.console;

import io.accountsync.config.Settings;
import io.accountsync.state.RunLog;
import io.accountsync.state.StateDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The state as the console sees it, by connections of its own: a search must not make a run wait. Opened when first asked for,
 * and made where there is none by a process that serves, as its first run would, and by no other. Safe for several threads.
 */
final class ConsoleState implements AutoCloseable {
    private final Settings settings;
    private final Clock clock;
    private final boolean makes;
    private StateDatabase database;

    /** @param makes whether it is made where there is none */
    ConsoleState(Settings settings, Clock clock, boolean makes) {
        this.makes = makes;
        this.settings = settings;
        this.clock = clock;
    }

    /** The state; empty while nothing has run. */
    synchronized Optional<StateDatabase> find() {
        if (database == null && (makes || StateDatabase.exists(settings))) {
            database = StateDatabase.open(settings, clock);
        }
        return Optional.ofNullable(database);
    }

    /**
     * The state, for whoever asks for something in it.
     *
     * @throws RefusedException where there is none
     */
    StateDatabase required() {
        return find().orElseThrow(() -> new RefusedException(404, "There is no state yet: nothing has run."));
    }

    /** The syncs that ever ran. */
    List<String> syncs() {
        return find().map(state -> new RunLog(state).syncs()).orElse(List.of());
    }

    @Override
    public synchronized void close() {
        if (database != null) {
            database.close();
            database = null;
        }
    }
}
