package io.accountsync.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two runs of one sync from going on at once, in one process or in several. A lease is void after its expiry, so that
 * one whose owner died does not block for longer than that; a living owner renews it. Make one for each run.
 */
public final class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final StateDatabase database;
    private final LeaseOwner owner;
    private final Duration expiry;
    private final BooleanSupplier ending;

    public Leases(StateDatabase database, LeaseOwner owner, Duration expiry) {
        this(database, owner, expiry, () -> false);
    }

    /** @param ending whether this process is about to end, so that nobody should wait any longer */
    public Leases(StateDatabase database, LeaseOwner owner, Duration expiry, BooleanSupplier ending) {
        this.database = database;
        this.owner = owner;
        this.expiry = expiry;
        this.ending = ending;
    }

    /** A lease as the state has it; all times in milliseconds. */
    private record Row(String text, long acquiredAt, long expiresAt, long expiry) {
        LeaseOwner owner() {
            return LeaseOwner.parse(text);
        }
    }

    /**
     * Takes the lease of a sync, if nobody else holds it. That of a process of this machine that is gone is taken over at
     * once, one that a wrong clock dated when it was not renewed for as long as it should last. Who holds it is read before
     * anything can be in the way, so that it is known for whom we wait.
     *
     * @return empty when it is ours now, else who holds it
     * @throws StateLockedException when it is void, and its last holder stands still in the middle of a transaction
     */
    public Optional<HeldLease> acquire(String sync) {
        long since = System.nanoTime();
        boolean reported = false;
        while (true) {
            Optional<Row> row = find(sync);
            if (row.isPresent() && !row.get().owner().isGone()) {
                long now = database.now();
                boolean dated = isDatedWrong(row.get(), now);
                if (row.get().expiresAt() >= now && !(dated && staysSilent(sync, row.get(), now))) {
                    return Optional.of(held(row.get(), now));
                }
                if (dated) {
                    remove(sync, row.get());
                }
            } else {
                row.ifPresent(gone -> remove(sync, gone));
            }
            try {
                if (take(sync)) {
                    return Optional.empty();
                }
            } catch (StateLockedException e) {
                long patience = row.map(this::longest).orElse(expiry.toMillis());
                if (ending.getAsBoolean() || millisSince(since) > patience) {
                    throw e;
                }
                if (!reported) {
                    LOG.warn(
                            "The {} waits, for {} s at most. {}",
                            LeaseName.parse(sync),
                            (patience + 999) / 1000,
                            e.getMessage());
                    reported = true;
                }
            }
        }
    }

    /** Whether nobody holds the lease of a sync, as far as can be seen without waiting. */
    public boolean isFree(String sync) {
        Optional<Row> row = find(sync);
        return row.isEmpty() || row.get().owner().isGone() || row.get().expiresAt() < database.now();
    }

    /**
     * Renews our lease.
     *
     * @return false when somebody else has it: this run must stop writing
     */
    public boolean renew(String sync) {
        long now = database.now();
        return database.with(db -> db.update(
                        "update sync_lease set expires_at = ?, expiry = ? where sync = ? and owner = ?",
                        now + expiry.toMillis(),
                        expiry.toMillis(),
                        sync,
                        owner.toString()))
                > 0;
    }

    /** Gives our lease back; that of somebody else stays. */
    public void release(String sync) {
        database.with(db -> db.update("delete from sync_lease where sync = ? and owner = ?", sync, owner.toString()));
    }

    /** How long a lease lasts without being renewed. */
    public Duration expiry() {
        return expiry;
    }

    /** Whether somebody else has the lease now, as far as the state can be asked; looks past connections that broke. */
    public boolean isLost(String sync) {
        return database.holders(sync).stream().noneMatch(holder -> holder.equals(owner.toString()));
    }

    /** Who has the lease of a sync now, for whoever only looks, and waits for nothing; empty where nobody has. */
    public static Optional<HeldLease> holder(StateDatabase database, String sync) {
        Leases looking = new Leases(database, null, Duration.ZERO);
        long now = database.now();
        return looking.find(sync)
                .filter(row -> row.expiresAt() >= now && !row.owner().isGone())
                .map(row -> looking.held(row, now));
    }

    private boolean take(String sync) {
        long now = database.now();
        int[] taken = new int[1];
        database.atomicallyWithoutWaiting(() -> taken[0] = database.with(db -> db.update(
                """
                insert into sync_lease (sync, owner, acquired_at, expires_at, expiry) values (?, ?, ?, ?, ?)
                on conflict (sync) do update set owner = excluded.owner, acquired_at = excluded.acquired_at,
                  expires_at = excluded.expires_at, expiry = excluded.expiry
                where sync_lease.expires_at < excluded.acquired_at
                """,
                sync,
                owner.toString(),
                now,
                now + expiry.toMillis(),
                expiry.toMillis())));
        return taken[0] > 0;
    }

    /** Takes a lease away from its holder, unless that one has renewed it. */
    private void remove(String sync, Row row) {
        database.with(db -> db.update(
                "delete from sync_lease where sync = ? and owner = ? and expires_at = ?",
                sync,
                row.text(),
                row.expiresAt()));
    }

    /** Whether a lease ends later than any that was renewed now would; small differences between clocks are none. */
    private boolean isDatedWrong(Row row, long now) {
        long longest = longest(row);
        return row.expiresAt() > now + longest + longest / 4;
    }

    private long longest(Row row) {
        return Math.max(expiry.toMillis(), row.expiry());
    }

    /** Whether nobody renews a lease for as long as it should last, by a clock that nobody can set. */
    private boolean staysSilent(String sync, Row row, long now) {
        long longest = longest(row);
        LOG.warn(
                "The lease of {} that {} holds ends at {}: it was taken by a clock that was wrong, or the clock was set"
                        + " back since. Waiting for {} s to see whether it is renewed.",
                LeaseName.parse(sync),
                row.owner().name(),
                Instant.ofEpochMilli(row.expiresAt()),
                (longest + 999) / 1000);
        long since = System.nanoTime();
        while (millisSince(since) <= longest) {
            LockSupport.parkNanos(
                    TimeUnit.MILLISECONDS.toNanos(Math.min(LONGEST_PAUSE.toMillis(), Math.max(1, longest / 8))));
            if (ending.getAsBoolean()
                    || Thread.currentThread().isInterrupted()
                    || !find(sync).equals(Optional.of(row))) {
                return false;
            }
        }
        return true;
    }

    private HeldLease held(Row row, long now) {
        long most = Math.min(row.expiresAt() - now, longest(row));
        return new HeldLease(
                row.owner(),
                row.acquiredAt() > now ? null : Instant.ofEpochMilli(row.acquiredAt()),
                Duration.ofMillis(most));
    }

    private Optional<Row> find(String sync) {
        List<Row> rows = database.with(db -> db.query(
                "select owner, acquired_at, expires_at, coalesce(expiry, 0) from sync_lease where sync = ?",
                (row, n) -> new Row(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                sync));
        return rows.stream().findFirst();
    }

    private static long millisSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
    }
}
