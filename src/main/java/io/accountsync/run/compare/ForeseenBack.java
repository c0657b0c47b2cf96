package io.accountsync.run.compare;

import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncedRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records that were gone in Salesforce and are back, as the next run will find out: a plan, which writes nothing, takes them as
 * that run leaves them in the state. None of them where a run is no plan.
 */
public final class ForeseenBack {
    private final Map<String, SyncedRecord> known = new HashMap<>();
    private final Map<String, RejectedRecord> due = new HashMap<>();

    ForeseenBack() {}

    /** One that Salesforce has as it had confirmed it. */
    public void asConfirmed(SyncedRecord record) {
        known.put(record.key(), record);
    }

    /** One whose row Salesforce rejected as long as it was gone. */
    public void due(RejectedRecord record) {
        due.put(record.key(), record.toBeRetried());
    }

    /** Those that are sent whether their rows are read or not, as far as their payloads are kept. */
    public List<RejectedRecord> due() {
        return List.copyOf(due.values());
    }

    /** What Salesforce confirmed of these keys, with those that are known again. */
    Map<String, SyncedRecord> known(Map<String, SyncedRecord> inState) {
        return laidOver(inState, known);
    }

    /** What was rejected of these keys: without those that are known again, and the others are due. */
    Map<String, RejectedRecord> rejected(Map<String, RejectedRecord> inState) {
        Map<String, RejectedRecord> all = laidOver(inState, due);
        if (!known.isEmpty()) {
            all = new HashMap<>(all);
            all.keySet().removeAll(known.keySet());
        }
        return all;
    }

    private static <T> Map<String, T> laidOver(Map<String, T> inState, Map<String, T> foreseen) {
        if (foreseen.isEmpty()) {
            return inState;
        }
        Map<String, T> all = new HashMap<>(inState);
        Set<String> keys = inState.keySet();
        foreseen.forEach((key, record) -> {
            if (keys.contains(key)) {
                all.put(key, record);
            }
        });
        return all;
    }
}
