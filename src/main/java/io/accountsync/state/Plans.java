package io.accountsync.state;

import java.util.Optional;

/** The plan of each sync that a guard held back last. */
public final class Plans {
    private final StateDatabase database;
    private final String sync;

    public Plans(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** The plan that was held back last; empty when none was, or the run that it was approved for has ended. */
    public Optional<Plan> find() {
        return database
                .with(db -> db.query(
                        "select plan, org_id, mapping_version, creates, updates, clears, missing, gone, reason,"
                                + " coalesce(approved_at > made_at, false) from sync_plan"
                                + " where sync = ?",
                        (row, n) -> new Plan(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getString(8),
                                row.getString(9),
                                row.getBoolean(10)),
                        sync))
                .stream()
                .findFirst();
    }

    /** What holds the stream back until a person approves it, in all processes; empty when nothing does. */
    public Optional<Plan> holdingStream() {
        return find().filter(plan -> plan.isOfStream() && !plan.approved());
    }

    /** When a person approved the plan of a stream, in milliseconds since 1970; 0 where nobody did. */
    public long streamApprovedAt() {
        return database.with(db -> db.queryForObject(
                "select coalesce(max(approved_at), 0) from sync_plan where sync = ? and plan like '" + Plan.OF_STREAM
                        + "%'",
                Long.class,
                sync));
    }

    /**
     * Keeps a plan in place of the one before, not approved. When a stream's plan takes the place of another one, it stays known when a person
     * last approved one: what the stream did before then is not counted again.
     */
    public void save(Plan plan) {
        database.with(db -> db.update(
                """
                insert into sync_plan (sync, plan, org_id, mapping_version, creates, updates, clears, missing, gone, reason,
                  made_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (sync) do update set plan = excluded.plan, org_id = excluded.org_id,
                  mapping_version = excluded.mapping_version, creates = excluded.creates, updates = excluded.updates,
                  clears = excluded.clears, missing = excluded.missing, gone = excluded.gone, reason = excluded.reason,
                  made_at = case when sync_plan.approved_at > excluded.made_at then sync_plan.approved_at
                    else excluded.made_at end,
                  approved_at = case when sync_plan.plan like 's%' and excluded.plan like 's%' then sync_plan.approved_at end
                """,
                sync,
                plan.id(),
                plan.orgId(),
                plan.mappingVersion(),
                plan.creates(),
                plan.updates(),
                plan.clears(),
                plan.missing(),
                plan.gone(),
                plan.reason(),
                database.now()));
    }

    /** Lets the next run do what this plan says. Returns whether there is such a plan. */
    public boolean approve(String plan) {
        // First, since the stream goes on as soon as it sees the other.
        new ApprovedDeletions(database, sync).approve(plan);
        return database.with(db -> db.update(
                        "update sync_plan set approved_at = case when made_at < ? then ? else made_at + 1 end"
                                + " where sync = ? and plan = ?",
                        database.now(),
                        database.now(),
                        sync,
                        plan))
                > 0;
    }

    /** Forgets the plan: a run that it was approved for has completed. */
    public void remove() {
        database.with(db -> db.update("delete from sync_plan where sync = ?", sync));
    }
}
