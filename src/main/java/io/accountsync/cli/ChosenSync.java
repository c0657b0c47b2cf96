package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import java.util.List;

/** The one sync that a command is about. */
final class ChosenSync {
    private ChosenSync() {}

    /**
     * The sync that was named, or the only one that there is.
     *
     * @param named null when none was
     * @throws ConfigurationException when that says nothing; the message lists those that there are
     */
    static String of(List<String> names, String named) {
        requireAny(names);
        if (named == null && names.size() > 1) {
            throw new ConfigurationException("Which sync? Name one of: " + String.join(", ", names));
        }
        if (named != null && !names.contains(named)) {
            throw new ConfigurationException(Sentence.closed("There is no sync " + named) + " The route files define: "
                    + String.join(", ", names));
        }
        return named == null ? names.get(0) : named;
    }

    /** @throws ConfigurationException when there is none */
    static void requireAny(List<String> names) {
        if (names.isEmpty()) {
            throw new ConfigurationException("No route file defines a sync.");
        }
    }
}
