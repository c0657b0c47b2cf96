package io.accountsync.cdc;

import io.accountsync.source.MalformedRow;
import io.accountsync.state.RejectedRecords;
import io.accountsync.state.RowIdentity;
import io.accountsync.state.StateDatabase;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The changes that came to nobody, since their slot was dropped, PostgreSQL gave it up, or the publication did not tell them. A row that is invalid stands for them in the
 * state, until a run has read the whole source, or a person dropped it.
 */
public final class LostChanges {
    private LostChanges() {}

    /** Of a slot that was lost. Its place and reason are the same each time, so that a slot has one entry. */
    static MalformedRow ofSlot(String slot) {
        return new MalformedRow(
                "slot " + slot,
                "there was a publication and no replication slot, or PostgreSQL had dropped the log that it kept for it, and the slot was"
                        + " made: changes before that did not come; run the sync with --compare-all, which reads all rows and sends"
                        + " those that differ");
    }

    /** Of a publication that did not tell all changes, or may not have told them, while the slot was there. */
    static MalformedRow ofPublication(String slot) {
        return new MalformedRow(
                "slot " + slot,
                "the publication was not there or lacked a table of the route for some time, or somebody changed what it tells: changes of"
                        + " that time did not come; run the sync with --compare-all, which reads all rows and sends those that differ");
    }

    /**
     * Whether the state knows of some that nothing has healed.
     *
     * @param syncs whose records they may be about
     * @throws io.accountsync.state.StateException when it cannot be read
     */
    public static boolean areOpen(StateDatabase database, String slot, Collection<String> syncs) {
        List<String> keys = Stream.of(ofSlot(slot), ofPublication(slot))
                .map(row -> RowIdentity.ofHash(RowIdentity.hash(row.place() + ": " + row.reason())))
                .toList();
        return syncs.stream()
                .anyMatch(
                        sync -> !new RejectedRecords(database, sync).find(keys).isEmpty());
    }
}
