package io.accountsync.run.compare;

import io.accountsync.source.SourceVersion;
import io.accountsync.state.SyncState;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where the events of a batch stand in the order of their source, by their records' keys: the state keeps that with what becomes of the
 * records, in one transaction, so that no older event ever overwrites them. Filled before anything is compared, by one thread.
 */
public final class EventVersions {
    private final Map<String, Map<String, Long>> byOrigin = new HashMap<>();

    /** Takes the version of an event of a record; of several with one origin the greatest counts. */
    public void add(String key, SourceVersion version) {
        byOrigin.computeIfAbsent(version.origin(), none -> new HashMap<>()).merge(key, version.value(), Math::max);
    }

    /** The greatest version of each record, by origin and key. */
    public Map<String, Map<String, Long>> all() {
        return byOrigin;
    }

    /** Keeps those of some records. Call it within {@link SyncState#write}, with what is written of them. */
    public void keep(SyncState state, Collection<String> keys) {
        if (byOrigin.isEmpty() || keys.isEmpty()) {
            return;
        }
        Set<String> wanted = Set.copyOf(keys);
        Map<String, Map<String, Long>> kept = new HashMap<>();
        byOrigin.forEach((origin, versions) -> {
            Map<String, Long> some = new HashMap<>(versions);
            some.keySet().retainAll(wanted);
            kept.put(origin, some);
        });
        state.versions().keep(kept);
    }

    /** Keeps all of them. Call it within {@link SyncState#write}. */
    public void keepAll(SyncState state) {
        state.versions().keep(byOrigin);
    }
}
