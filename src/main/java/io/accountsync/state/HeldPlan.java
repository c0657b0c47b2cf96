package io.accountsync.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plan of a sync that a guard held back last: of its runs, or of its stream. Safe for several threads. */
public final class HeldPlan {
    private static final Map<GuardedEffect, String> ALLOWANCES = new EnumMap<>(Map.of(
            GuardedEffect.CREATE, "allow_creates",
            GuardedEffect.CHANGE, "allow_changes",
            GuardedEffect.CLEAR, "allow_clears"));

    private final StateDatabase database;
    private final String sync;
    private final boolean isOfStream;
    private final String table;

    private HeldPlan(StateDatabase database, String sync, boolean isOfStream) {
        this.database = database;
        this.sync = sync;
        this.isOfStream = isOfStream;
        this.table = isOfStream ? "stream_plan" : "sync_plan";
    }

    static HeldPlan ofRuns(StateDatabase database, String sync) {
        return new HeldPlan(database, sync, false);
    }

    static HeldPlan ofStream(StateDatabase database, String sync) {
        return new HeldPlan(database, sync, true);
    }

    /** Empty when nothing was held back, or the run that it was approved for has ended. */
    public Optional<Plan> find() {
        return database
                .with(db -> db.query(
                        "select plan, org_id, mapping_version, creates, updates, clears, missing, gone, reason,"
                                + " coalesce(approved_at > made_at, false)"
                                + (isOfStream ? ", " + String.join(", ", ALLOWANCES.values()) : "") + " from " + table
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
                                row.getBoolean(10),
                                allowances(row)),
                        sync))
                .stream()
                .findFirst();
    }

    /** What waits for a person. */
    public Optional<Plan> waiting() {
        return find().filter(plan -> !plan.approved());
    }

    /** Keeps a plan in place of the one before, not approved. */
    public void save(Plan plan) {
        keep(plan, "");
    }

    /**
     * Keeps a plan unless one waits for a person: that one stays, whichever process made it, since it is what was shown.
     *
     * @return the one that waits now
     */
    public Plan saveUnlessOneWaits(Plan plan) {
        keep(plan, " where " + table + ".approved_at > " + table + ".made_at");
        return find().orElseThrow();
    }

    private void keep(Plan plan, String condition) {
        List<String> columns = new ArrayList<>(List.of(
                "plan", "org_id", "mapping_version", "creates", "updates", "clears", "missing", "gone", "reason"));
        List<Object> values = new ArrayList<>();
        values.add(sync);
        values.add(plan.id());
        values.add(plan.orgId());
        values.add(plan.mappingVersion());
        values.add(plan.creates());
        values.add(plan.updates());
        values.add(plan.clears());
        values.add(plan.missing());
        values.add(plan.gone());
        values.add(plan.reason());
        if (isOfStream) {
            ALLOWANCES.forEach((effect, column) -> {
                columns.add(column);
                values.add(plan.allowances().get(effect));
            });
        }
        columns.add("made_at");
        values.add(database.now());
        String update = String.join(
                ", ",
                columns.stream().map(column -> column + " = excluded." + column).toList());
        String marks = ", ?".repeat(columns.size());
        database.with(db -> db.update(
                "insert into " + table + " (sync, " + String.join(", ", columns) + ") values (?" + marks
                        + ") on conflict (sync) do update set " + update + ", approved_at = null" + condition,
                values.toArray()));
    }

    /** Marks it as approved. Returns whether there is such a plan. */
    boolean approve(String plan, long now) {
        return database.with(db -> db.update(
                        "update " + table + " set approved_at = case when made_at < ? then ? else made_at + 1 end"
                                + " where sync = ? and plan = ?",
                        now,
                        now,
                        sync,
                        plan))
                > 0;
    }

    /** Forgets it. */
    public void remove() {
        database.with(db -> db.update("delete from " + table + " where sync = ?", sync));
    }

    private Map<GuardedEffect, Long> allowances(ResultSet row) throws SQLException {
        Map<GuardedEffect, Long> allowances = new EnumMap<>(GuardedEffect.class);
        if (isOfStream) {
            for (Map.Entry<GuardedEffect, String> entry : ALLOWANCES.entrySet()) {
                long allowed = row.getLong(entry.getValue());
                if (!row.wasNull()) {
                    allowances.put(entry.getKey(), allowed);
                }
            }
        }
        return allowances;
    }
}
