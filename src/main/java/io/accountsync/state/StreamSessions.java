package io.accountsync.state;

import java.util.ArrayList;
import java.util.List;

/**
 * The stream sessions of a sync, as the state knows them: each has a lease of its own, see {@link LeaseName}. Safe for several
 * threads.
 */
public final class StreamSessions {
    /** Holds a lease within a transaction in which somebody ends it. */
    private static final String BURIER = "burier";

    private final StateDatabase database;
    private final String sync;
    private final StreamedRecords records;
    private final RunSnapshots snapshots;

    StreamSessions(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
        this.records = new StreamedRecords(database, sync);
        this.snapshots = new RunSnapshots(database, sync);
    }

    /** A lease as the state has it. */
    private record Held(String owner, long expiresAt) {
        boolean isOver(long now) {
            return expiresAt < now || LeaseOwner.parse(owner).isGone();
        }
    }

    /**
     * A session begins, whose lease was just acquired: from now on runs of the sync claim what they send, and what one has on its
     * way is claimed for it. Call it within {@link SyncState#write} of the session.
     *
     * @return false when a Bulk job of the sync is in progress whose records nobody claimed: the session must not begin before a
     *     run has seen the job's end
     */
    public boolean begin() {
        expect();
        boolean unclaimed = database.with(db -> db.queryForObject(
                "select exists (select 1 from bulk_job where sync = ? and ended_at is null and claimed = 0)",
                Boolean.class,
                sync));
        if (!unclaimed) {
            new RecordClaims(database, sync, sync).adopt();
        }
        return !unclaimed;
    }

    /**
     * A session may come, with changes that are older than what runs read until then: from now on they write versions. Call it within
     * {@link SyncState#write}.
     */
    public void expect() {
        long now = database.now();
        database.with(db -> db.update(
                "insert into streamed_sync (sync, since) values (?, ?) on conflict (sync) do nothing", sync, now));
    }

    /**
     * A run begins, whose lease was just acquired: what one before it claimed is free, but for the records of Bulk jobs that go on. Call
     * it within {@link SyncState#write} of the run.
     */
    public void aRunBegins() {
        if (wereThere()) {
            new RecordClaims(database, sync, sync).releaseAll();
            releaseEndedJobs();
        }
    }

    /** Frees the records of Bulk jobs once none goes on. Call it within {@link SyncState#write} of a run. */
    public void releaseEndedJobs() {
        database.with(db -> db.update(
                "delete from record_claim where sync = ? and lease = ? and not exists (select 1 from bulk_job where sync = ?"
                        + " and ended_at is null)",
                sync,
                LeaseName.ofJobs(sync),
                sync));
    }

    /** What they made of records while a run goes on. */
    public StreamedRecords records() {
        return records;
    }

    /** What runs saw of the changes that streams bring. */
    public RunSnapshots snapshots() {
        return snapshots;
    }

    /** Whether the sync ever had a session, or was to have one, since its state was forgotten: its runs write versions then. */
    public boolean wereThere() {
        return database.with(db ->
                db.queryForObject("select exists (select 1 from streamed_sync where sync = ?)", Boolean.class, sync));
    }

    /** The leases of the sessions that are there, in the order in which the state has them. */
    public List<LeaseName> leases() {
        return database
                .with(db -> db.queryForList(
                        "select sync from sync_lease where sync > ? and sync < ? order by sync",
                        String.class,
                        LeaseName.firstSession(sync),
                        LeaseName.afterSessions(sync)))
                .stream()
                .map(LeaseName::parse)
                .toList();
    }

    /**
     * Ends what is left of those, sessions or a run, whose leases have ended: the leases themselves, so that nobody can renew them,
     * and their claims; what they had on its way is in doubt. A session that ends as it should gives its lease back and calls this, too:
     * so no claim goes before its note. Needs no lease. Call it outside of any transaction.
     *
     * @param doubtsUntil when no call that was made so far can come any more, in milliseconds since 1970
     * @return how many these were
     */
    public int buryDead(long doubtsUntil) {
        long now = database.now();
        int buried = 0;
        for (String name : mentioned()) {
            Held held = held(name);
            if (held == null || held.isOver(now)) {
                buried += bury(name, held, doubtsUntil) ? 1 : 0;
            }
        }
        return buried;
    }

    /** When the earliest of the last sessions began, in milliseconds since 1970; 0 before there were so many. */
    public long beginOfLast(int sessions) {
        return database
                .with(db -> db.queryForList(
                        "select started_at from sync_run where sync = ? and mode = 'stream' order by run_id desc limit ?",
                        Long.class,
                        sync,
                        sessions))
                .stream()
                .skip(sessions - 1L)
                .findFirst()
                .orElse(0L);
    }

    /** The topics that rows came by, of whatever sync. */
    public KafkaTopics topics() {
        return new KafkaTopics(database);
    }

    /** Whether a session ever came to a good end. */
    public boolean anySucceeded() {
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from sync_run where sync = ? and mode = 'stream'"
                        + " and status in ('SUCCEEDED', 'PARTIAL') and rows_read > 0)",
                Boolean.class,
                sync));
    }

    /** Ends all sessions, also those that go on: they find their leases gone. Call it within {@link SyncState#write}. */
    void endAll(long doubtsUntil) {
        for (LeaseName session : leases()) {
            database.with(db -> db.update("delete from sync_lease where sync = ?", session.text()));
            bequeath(session.text(), doubtsUntil);
        }
    }

    /** There was none. */
    void forget() {
        database.with(db -> db.update("delete from streamed_sync where sync = ?", sync));
        snapshots.clear();
    }

    /** All leases that have something to leave behind. */
    private List<String> mentioned() {
        List<String> names = new ArrayList<>(database.with(db -> db.queryForList(
                "select lease from record_claim where sync = ? and lease <> ?"
                        + " union select coalesce(lease, sync) from sent_batch where sync = ?"
                        + " union select sync from sync_lease where sync > ? and sync < ? order by 1",
                String.class,
                sync,
                LeaseName.ofJobs(sync),
                sync,
                LeaseName.firstSession(sync),
                LeaseName.afterSessions(sync))));
        return names;
    }

    private Held held(String name) {
        return database
                .with(db -> db.query(
                        "select owner, expires_at from sync_lease where sync = ?",
                        (row, n) -> new Held(row.getString(1), row.getLong(2)),
                        name))
                .stream()
                .findFirst()
                .orElse(null);
    }

    private boolean bury(String name, Held held, long doubtsUntil) {
        boolean[] ours = new boolean[1];
        database.atomically(() -> {
            requireRunOutside();
            if (held != null) {
                database.with(db -> db.update(
                        "delete from sync_lease where sync = ? and owner = ? and expires_at = ?",
                        name,
                        held.owner(),
                        held.expiresAt()));
            }
            // Whoever takes or buries the same one waits for us here, or has done it.
            ours[0] = database.with(db -> db.update(
                            "insert into sync_lease (sync, owner, acquired_at, expires_at) values (?, ?, 0, 0)"
                                    + " on conflict (sync) do nothing",
                            name,
                            BURIER))
                    > 0;
            if (ours[0]) {
                bequeath(name, doubtsUntil);
                database.with(db -> db.update("delete from sync_lease where sync = ? and owner = ?", name, BURIER));
            }
        });
        return ours[0];
    }

    private void bequeath(String name, long doubtsUntil) {
        new RecordClaims(database, sync, name).releaseAll();
        new InFlightRecords(database, sync, name).endOursInDoubt(doubtsUntil);
    }

    /**
     * Waits for the transaction of a run, and keeps the next one back until ours ends: a run writes of whatever records it reads,
     * in any order, and two transactions that write of the same ones could wait for each other. Where one transaction writes at
     * a time nothing is to be done.
     */
    void requireRunOutside() {
        if (database.dialect() != Dialect.SQLITE) {
            database.with(db -> db.queryForList(
                    "select owner from sync_lease where sync = ?"
                            + database.dialect().shared(),
                    String.class,
                    sync));
        }
    }
}
