package io.accountsync.state;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows of which {@code adopt} found that they may be records of the org, by key. Until a person decides, no run creates a
 * record for them: it could be a second one of the same company.
 */
public final class UndecidedRows {
    /** Why nobody knows yet. */
    public enum Reason {
        /** One record matches, and nobody has linked it yet. */
        MATCHED,
        /** Several records, or several rows, could be the same. */
        AMBIGUOUS,
        /** The link was asked for, and not made. */
        REFUSED,
        /** The link was taken back. */
        UNDONE
    }

    private final StateDatabase database;
    private final String sync;

    public UndecidedRows(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** Notes keys; the latest reason of a key counts. Call it within a transaction. */
    public void add(Collection<String> keys, Reason reason) {
        if (keys.isEmpty()) {
            return;
        }
        database.with(db -> db.update(
                "insert into undecided_row (record_key, sync, reason, found_at) select wanted.value, ?, ?, ? from "
                        + database.dialect().wantedKeys() + " where true"
                        + " on conflict (record_key, sync) do update set reason = excluded.reason",
                sync,
                reason.name(),
                database.now(),
                JsonKeys.of(Set.copyOf(keys))));
    }

    /** Forgets keys that were decided on. */
    public void decided(Collection<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        database.with(db -> db.update(
                "delete from undecided_row where sync = ? and record_key"
                        + database.dialect().isWanted(),
                sync,
                JsonKeys.of(keys)));
    }

    /** Forgets all that are there for this reason. */
    public void clear(Reason reason) {
        database.with(db -> db.update("delete from undecided_row where sync = ? and reason = ?", sync, reason.name()));
    }

    /**
     * Forgets all.
     *
     * @return how many there were
     */
    public long clear() {
        return database.with(db -> db.update("delete from undecided_row where sync = ?", sync));
    }

    /** Those of the keys that nobody has decided on. */
    public Set<String> among(Collection<String> keys) {
        return new HashSet<>(database.with(db -> db.queryForList(
                "select record_key from undecided_row where sync = ? and record_key"
                        + database.dialect().isWanted(),
                String.class,
                sync,
                JsonKeys.of(keys))));
    }

    /** How many there are. */
    public long count() {
        List<Long> count = database.with(
                db -> db.queryForList("select count(*) from undecided_row where sync = ?", Long.class, sync));
        return count.get(0);
    }
}
