package io.accountsync.run.compare;

import io.accountsync.mapping.MappedRecord;
import io.accountsync.state.Change;
import io.accountsync.state.SyncedRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The rows of a page which say that their records are gone. Used by one thread. */
final class TombstoneRows {
    private final List<ReadRow.Tombstone> rows = new ArrayList<>();

    void add(ReadRow.Tombstone row) {
        rows.add(row);
    }

    int size() {
        return rows.size();
    }

    void clear() {
        rows.clear();
    }

    List<String> keys() {
        return rows.stream().map(row -> row.mapped().key()).toList();
    }

    /** Those of their keys that are among others. */
    List<String> keysAmong(Collection<String> others) {
        return keys().stream().filter(others::contains).toList();
    }

    /** As the change set takes them, by what the state knows of them. */
    List<Change> changes(Map<String, SyncedRecord> synced) {
        return rows.stream()
                .map(row -> change(row, synced.get(row.mapped().key())))
                .toList();
    }

    private static Change change(ReadRow.Tombstone row, SyncedRecord known) {
        MappedRecord record = row.mapped();
        return new Change(
                record.key(),
                row.number(),
                record.cursor(),
                record.fingerprint(),
                record.payload(),
                null,
                known == null ? null : known.salesforceId(),
                null,
                Change.Origin.READ);
    }
}
