package io.accountsync.status;

import io.accountsync.mapping.WrittenKey;
import io.accountsync.state.RecordTrace;
import io.accountsync.state.RecordTrace.Trace;
import io.accountsync.state.StateDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the state knows of the records with one key.
 *
 * @param found by sync; syncs that know nothing of it are absent
 * @param written the key for people, by sync
 */
public record Traces(Map<String, Trace> found, Map<String, WrittenKey> written) {
    /** Looks for a key, as a person writes it, in these syncs. */
    public static Traces find(StateDatabase database, List<String> syncs, String key) {
        Map<String, Trace> found = new LinkedHashMap<>();
        Map<String, WrittenKey> written = new LinkedHashMap<>();
        for (String name : syncs) {
            new RecordTrace(database, name).find(key).ifPresent(trace -> {
                found.put(name, trace);
                written.put(
                        name,
                        trace.rejection() == null
                                ? new WrittenKey(trace.key(), null)
                                : new RejectedKeys(database, name)
                                        .of(trace.rejection().record()));
            });
        }
        return new Traces(found, written);
    }
}
