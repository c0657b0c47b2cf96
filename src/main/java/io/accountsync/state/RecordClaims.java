package io.accountsync.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which records of a sync are in whose hands, where more than one may send them: a claim lasts from before a record is compared
 * until what became of it is written, and is void when its holder's lease has ended. Call all that changes claims within {@link
 * SyncState#write}, which makes sure of that lease. Safe for several threads.
 *
 * <p>Who lacks a claim gives back what it has, or works on that, and asks again later: nobody waits for a claim with others in its
 * hands.
 */
public final class RecordClaims {
    private final StateDatabase database;
    private final String sync;
    private final String lease;

    /** @param lease whose claims these are */
    RecordClaims(StateDatabase database, String sync, String lease) {
        this.database = database;
        this.sync = sync;
        this.lease = lease;
    }

    /** The claims of the sync's Bulk jobs, which last until a run has seen their end. */
    public RecordClaims ofJobs() {
        return new RecordClaims(database, sync, LeaseName.ofJobs(sync));
    }

    /**
     * Claims records. Waits for nobody, but for transactions that claim the same ones right now.
     *
     * @return those that are ours now, those that were before included
     */
    public Set<String> take(Collection<String> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        // In one order for all, so that no two transactions wait for each other.
        String json = JsonKeys.of(new TreeSet<>(keys));
        database.with(db -> db.update(
                "insert into record_claim (record_key, sync, lease) select wanted.value, ?, ? from "
                        + database.dialect().wantedKeys()
                        + " where true order by wanted.value on conflict (record_key, sync) do nothing",
                sync,
                lease,
                json));
        return new HashSet<>(database.with(db -> db.queryForList(
                "select c.record_key from " + database.dialect().wanted("record_claim c", "c.record_key")
                        + " and c.sync = ? and c.lease = ?",
                String.class,
                json,
                sync,
                lease)));
    }

    /**
     * Ours among these become those of the sync's Bulk jobs.
     *
     * @return which these are
     */
    public Set<String> giveToJobs(Collection<String> keys) {
        return new HashSet<>(database.with(db -> db.queryForList(
                "update record_claim set lease = ? where sync = ? and lease = ? and record_key"
                        + database.dialect().isWanted() + " returning record_key",
                String.class,
                LeaseName.ofJobs(sync),
                sync,
                lease,
                JsonKeys.of(keys))));
    }

    /** Gives claims back, with what became of the records; those of others stay. */
    public void release(Collection<String> keys) {
        if (!keys.isEmpty()) {
            database.with(db -> db.update(
                    "delete from record_claim where sync = ? and lease = ? and record_key"
                            + database.dialect().isWanted(),
                    sync,
                    lease,
                    JsonKeys.of(keys)));
        }
    }

    /** Gives all of ours back. */
    public void releaseAll() {
        database.with(db -> db.update("delete from record_claim where sync = ? and lease = ?", sync, lease));
    }

    /** Who claims these records, we ourselves included; those that nobody does are absent. */
    public Map<String, LeaseName> holders(Collection<String> keys) {
        Map<String, LeaseName> found = new HashMap<>();
        database.with(db -> {
            db.query(
                    "select c.record_key, c.lease from " + database.dialect().wanted("record_claim c", "c.record_key")
                            + " and c.sync = ?",
                    row -> {
                        found.put(row.getString(1), LeaseName.parse(row.getString(2)));
                    },
                    JsonKeys.of(keys),
                    sync);
            return null;
        });
        return found;
    }

    /** Whether anybody needs claims: a stream session of this sync is there, or a claim is. Two looks into indexes. */
    public boolean areInUse() {
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from sync_lease where sync > ? and sync < ?)"
                        + " or exists (select 1 from record_claim where sync = ?)",
                Boolean.class,
                LeaseName.firstSession(sync),
                LeaseName.afterSessions(sync),
                sync));
    }

    /** Claims for a run what it has on its way, or is about to delete, since before there was any need of claims. */
    void adopt() {
        Set<String> keys = new TreeSet<>();
        List<String> noted = database.with(db -> db.queryForList(
                "select record_keys from sent_batch where sync = ? and lease is null and by_job = 0",
                String.class,
                sync));
        noted.forEach(note -> keys.addAll(JsonKeys.read(note)));
        keys.addAll(database.with(db -> db.queryForList(
                "select record_key from deletion where sync = ? and status = 'intended'", String.class, sync)));
        new RecordClaims(database, sync, sync).take(keys);
    }

    /** Forgets that of one record, whoever has it. */
    void forget(String key) {
        database.with(db -> db.update("delete from record_claim where record_key = ? and sync = ?", key, sync));
    }

    /** Forgets all of this sync, whoever has them. */
    void clear() {
        database.with(db -> db.update("delete from record_claim where sync = ?", sync));
    }
}
