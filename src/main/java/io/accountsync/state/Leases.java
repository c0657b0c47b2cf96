package io.accountsync.state;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps two runs of one sync from going on at once, in one process or in several. A lease is void after its expiry, so that
 * one whose owner died does not block for longer than that; a living owner renews it. Make one for each run.
 */
public final class Leases {
    private final StateDatabase database;
    private final LeaseOwner owner;
    private final Duration expiry;

    public Leases(StateDatabase database, LeaseOwner owner, Duration expiry) {
        this.database = database;
        this.owner = owner;
        this.expiry = expiry;
    }

    /**
     * Takes the lease of a sync, if nobody else holds it. That of a process of this machine that is gone is taken over at
     * once.
     *
     * @return empty when it is ours now, else who holds it
     */
    public Optional<LeaseOwner> acquire(String sync) {
        while (!take(sync)) {
            // Whoever kept us from it may have given it back since: then there is nobody to name, and we try again.
            Optional<LeaseOwner> holder = holder(sync);
            if (holder.isPresent() && !holder.get().isGone()) {
                return holder;
            }
            holder.ifPresent(gone -> release(sync, gone));
        }
        return Optional.empty();
    }

    /**
     * Renews our lease.
     *
     * @return false when somebody else has it: this run must stop writing
     */
    public boolean renew(String sync) {
        long now = database.now();
        return database.with(db -> db.update(
                        "update sync_lease set expires_at = ? where sync = ? and owner = ?",
                        now + expiry.toMillis(),
                        sync,
                        owner.toString()))
                > 0;
    }

    /** Gives our lease back; that of somebody else stays. */
    public void release(String sync) {
        release(sync, owner);
    }

    /** How long a lease lasts without being renewed. */
    public Duration expiry() {
        return expiry;
    }

    private boolean take(String sync) {
        long now = database.now();
        return database.with(db -> db.update(
                        """
                        insert into sync_lease (sync, owner, acquired_at, expires_at) values (?, ?, ?, ?)
                        on conflict (sync) do update set
                          owner = excluded.owner, acquired_at = excluded.acquired_at, expires_at = excluded.expires_at
                        where sync_lease.expires_at < excluded.acquired_at
                        """,
                        sync,
                        owner.toString(),
                        now,
                        now + expiry.toMillis()))
                > 0;
    }

    private void release(String sync, LeaseOwner of) {
        database.with(db -> db.update("delete from sync_lease where sync = ? and owner = ?", sync, of.toString()));
    }

    private Optional<LeaseOwner> holder(String sync) {
        List<String> owners =
                database.with(db -> db.queryForList("select owner from sync_lease where sync = ?", String.class, sync));
        return owners.stream().findFirst().map(LeaseOwner::parse);
    }
}
