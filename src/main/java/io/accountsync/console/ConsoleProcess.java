package io.accountsync.console;

import io.accountsync.config.Settings;
import io.accountsync.run.steps.Engine;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The process that a console belongs to.
 *
 * @param engine null where no sync file can be read, so that only the state can be shown
 * @param mistakes what is wrong with them
 * @param starter null where this process does not serve: it starts nothing then
 */
public record ConsoleProcess(Settings settings, Engine engine, SyncMistakes mistakes, RunStarter starter, Clock clock) {
    /** One that keeps to its schedules. */
    public static ConsoleProcess serving(Settings settings, Engine engine, RunStarter starter) {
        return new ConsoleProcess(settings, engine, SyncMistakes.NONE, starter, Clock.systemUTC());
    }

    /** One that only looks. */
    public static ConsoleProcess looking(Settings settings, Engine engine, SyncMistakes mistakes) {
        return new ConsoleProcess(settings, engine, mistakes, null, Clock.systemUTC());
    }

    Optional<Engine> knownSyncs() {
        return Optional.ofNullable(engine);
    }

    boolean isServing() {
        return starter != null;
    }

    /** All syncs, of files and of the state, in order. */
    Set<String> syncNames(List<String> ofState) {
        Set<String> names = new TreeSet<>(ofState);
        names.addAll(mistakes.syncs());
        knownSyncs().ifPresent(known -> names.addAll(known.syncNames()));
        return names;
    }
}
