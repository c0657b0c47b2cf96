package io.accountsync.state;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The records of one sync of which Salesforce has only the first of two steps, see {@link SyncedRecord#halfDone}. */
public final class HalfDoneRecords {
    private final StateDatabase database;
    private final String sync;

    HalfDoneRecords(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** Those of these keys. */
    public Set<String> among(Collection<String> keys) {
        return new HashSet<>(database.with(db -> db.queryForList(
                "select r.record_key from " + database.dialect().wantedKeys()
                        + " cross join synced_record r where r.record_key = wanted.value and r.sync = ?"
                        + " and r.fingerprint is null and length(r.field_hashes) = 1",
                String.class,
                JsonKeys.of(keys),
                sync)));
    }
}
