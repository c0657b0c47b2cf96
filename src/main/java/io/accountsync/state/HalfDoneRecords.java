package io.accountsync.state;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The records of one sync of which Salesforce has only the first of two steps, see {@link SyncedRecord#halfDone}. */
public final class HalfDoneRecords {
    private final StateDatabase database;
    private final String sync;
    private final FirstStepNotes notes;
    private final Set<String> foreseen = ConcurrentHashMap.newKeySet();

    HalfDoneRecords(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
        this.notes = new FirstStepNotes(database, sync);
    }

    /** Those of which it is not known yet. */
    public FirstStepNotes notes() {
        return notes;
    }

    /** Takes these for some of them in what follows, though the state does not have them so: for what only plans. */
    public void foresee(Collection<String> keys) {
        foreseen.addAll(keys);
    }

    /** Those of these keys. */
    public Set<String> among(Collection<String> keys) {
        Set<String> found = keys.stream().filter(foreseen::contains).collect(Collectors.toCollection(HashSet::new));
        found.addAll(database.with(db -> db.queryForList(
                "select r.record_key from " + database.dialect().wanted("synced_record r", "r.record_key")
                        + " and r.sync = ?" + " and r.fingerprint is null and length(r.field_hashes) = 1",
                String.class,
                JsonKeys.of(keys),
                sync)));
        return found;
    }
}
