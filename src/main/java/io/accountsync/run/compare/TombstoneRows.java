package io.accountsync.run.compare;

import io.accountsync.mapping.Flag;
import io.accountsync.mapping.MappedRecord;
import io.accountsync.state.Change;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a page which say that their records are gone. Used by one thread. */
final class TombstoneRows {
    private final Optional<Flag> flag;
    private final List<ReadRow.Tombstone> rows = new ArrayList<>();

    /** @param flag what their records get, if anything */
    TombstoneRows(Optional<Flag> flag) {
        this.flag = flag;
    }

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

    /**
     * The keys of those whose records were rejected before, as what their rows were then: that is over. A flag that was rejected is
     * what still becomes of the record.
     */
    List<String> supersede(Map<String, RejectedRecord> rejected) {
        return keys().stream()
                .filter(rejected::containsKey)
                .filter(key -> flag.filter(of -> Arrays.equals(
                                of.fingerprint(key), rejected.get(key).fingerprint()))
                        .isEmpty())
                .toList();
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
