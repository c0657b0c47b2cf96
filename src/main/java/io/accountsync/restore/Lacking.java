package io.accountsync.restore;

import io.accountsync.mapping.WrittenKey;
import io.accountsync.restore.RestoreRun.Back;
import io.accountsync.state.LeftOutLookup;
import java.util.List;

/**
 * A lookup that a restored record may lack.
 *
 * @param recordId of the record as it is now; null for one that is to be made
 * @param known what the state knows of it; null where it is only foretold
 */
record Lacking(WrittenKey key, String recordId, Reference reference, LeftOutLookup known) {
    static List<Lacking> foretold(Back back) {
        return back.lookups().stream()
                .map(reference -> new Lacking(back.record().written(), back.id(), reference, null))
                .toList();
    }

    String field() {
        return reference.field().name();
    }

    RestoredLookup set(String pointsTo) {
        return new RestoredLookup(key, recordId, field(), reference.id(), true, pointsTo, null);
    }

    RestoredLookup leftOut(String reason) {
        return new RestoredLookup(key, recordId, field(), reference.id(), false, null, reason);
    }
}
