package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.state.RunLog;
import io.accountsync.state.StateDatabase;
import java.time.Clock;
import java.util.List;

/** The syncs that the state knows: for commands that look at the state alone. */
final class KnownSyncs {
    private final List<String> names;

    private KnownSyncs(List<String> names) {
        this.names = names;
    }

    static KnownSyncs of(StateDatabase database) {
        return new KnownSyncs(new RunLog(database).syncs());
    }

    /**
     * Opens the state that the configuration names.
     *
     * @throws ConfigurationException when there is none: a state that were made now would be an empty one
     */
    static StateDatabase open() {
        Settings settings = CamelRuntime.settings();
        if (!StateDatabase.exists(settings)) {
            throw new ConfigurationException("There is no state in " + settings.required("state.directory")
                    + " yet: nothing has run. Set state.directory or state.url if it is elsewhere.");
        }
        return StateDatabase.open(settings, Clock.systemUTC());
    }

    boolean contains(String name) {
        return names.contains(name);
    }

    /** The sync of that name; all of them without a name. */
    List<String> named(String name) {
        if (name != null && !names.contains(name)) {
            throw new ConfigurationException("The sync " + name + " never ran. " + list());
        }
        return name == null ? names : List.of(name);
    }

    /** The only sync that there is. */
    String only() {
        if (names.size() != 1) {
            throw new ConfigurationException("Which sync? " + list());
        }
        return names.get(0);
    }

    private String list() {
        return Sentence.closed("The state knows: " + (names.isEmpty() ? "none" : String.join(", ", names)));
    }
}
