package io.accountsync.state;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What guards let through of the streams of a sync within 24 hours, in all processes and sessions, or since a person approved a plan of
 * it. It is noted before it is sent, so that nothing is forgotten with a process, and counted by quarters of an hour: no batch counts a
 * whole table. Call its methods within {@link SyncState#write}, after {@link #lock}.
 */
public final class StreamGuards {
    /** Within this time all that a stream does is counted, and up to a {@link #BUCKET} longer. */
    public static final Duration WINDOW = Duration.ofHours(24);

    static final Duration BUCKET = Duration.ofMinutes(15);

    private final StateDatabase database;
    private final String sync;

    StreamGuards(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * What a guard has to know.
     *
     * @param before records that were let through within the window
     * @param among those of the asked ones that are among them
     * @param allowed how many more than its limit a person lets pass
     */
    public record Window(long before, Set<String> among, long allowed) {}

    private record Approval(long since, long allowed, String mappingVersion) {}

    /** Keeps other sessions out until the transaction ends, so that two of them never use up the same rest of a limit. */
    public void lock() {
        database.with(db -> db.update(
                "insert into stream_guard (sync, effect, since, allowed, mapping_version) values (?, ?, 0, 0, '')"
                        + " on conflict (sync, effect) do update set allowed = stream_guard.allowed",
                sync,
                GuardedEffect.CREATE.name()));
    }

    /**
     * What counts with a batch.
     *
     * @param mappingVersion of the batch: what a person allowed of another one is not allowed of this
     */
    public Window window(GuardedEffect effect, Collection<String> keys, String mappingVersion) {
        Approval approval = approval(effect);
        long first = first(approval);
        long before = database.with(db -> db.queryForObject(
                "select coalesce(sum(records), 0) from guarded_count where sync = ? and effect = ? and bucket >= ?",
                Long.class,
                sync,
                effect.name(),
                first));
        Set<String> among = new HashSet<>();
        buckets(effect, keys).forEach((key, bucket) -> {
            if (bucket >= first) {
                among.add(key);
            }
        });
        boolean holds = approval.since() > database.now() - WINDOW.toMillis()
                && approval.mappingVersion().equals(mappingVersion);
        return new Window(before, among, holds ? approval.allowed() : 0);
    }

    /** Whether a person ever approved that. */
    public boolean everApproved(GuardedEffect effect) {
        return approval(effect).since() > 0;
    }

    /** These are let through. One that was before is counted once, with its last time. */
    public void grant(GuardedEffect effect, Collection<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        long first = first(approval(effect));
        long now = database.now();
        long bucket = Math.max(now - now % BUCKET.toMillis(), first);
        Map<String, Long> known = buckets(effect, keys);
        Map<Long, Long> counts = new TreeMap<>();
        Set<String> moved = new HashSet<>(keys);
        known.forEach((key, old) -> {
            if (old == bucket) {
                moved.remove(key);
            } else if (old >= first) {
                counts.merge(old, -1L, Long::sum);
            }
        });
        if (!moved.isEmpty()) {
            keep(effect, bucket, moved.stream().sorted().toList());
            counts.merge(bucket, (long) moved.size(), Long::sum);
            counts.forEach((of, records) -> count(effect, of, records));
        }
        forgetOldest(effect, first);
    }

    /** A person approved what a plan says: from now on its guards count anew, and let the batch that was held back pass besides. */
    void approve(Plan plan, long now) {
        plan.allowances().forEach((effect, allowed) -> approve(effect, allowed, plan.mappingVersion(), now));
    }

    private void approve(GuardedEffect effect, long allowed, String mappingVersion, long now) {
        // What was let through before, be it a moment ago, is in a quarter of an hour that began before.
        long latest = database.with(db -> db.queryForObject(
                "select coalesce(max(bucket), 0) from guarded_count where sync = ? and effect = ?",
                Long.class,
                sync,
                effect.name()));
        database.with(db -> db.update(
                "insert into stream_guard (sync, effect, since, allowed, mapping_version) values (?, ?, ?, ?, ?)"
                        + " on conflict (sync, effect) do update set since = excluded.since, allowed = excluded.allowed,"
                        + " mapping_version = excluded.mapping_version",
                sync,
                effect.name(),
                Math.max(now, latest + 1),
                allowed,
                mappingVersion));
    }

    /** There was no stream. */
    void clear() {
        for (String table : List.of("guarded_record", "guarded_count", "stream_guard")) {
            database.with(db -> db.update("delete from " + table + " where sync = ?", sync));
        }
    }

    /** Forgets those of one record. */
    void forget(String key) {
        database.with(db -> db.update("delete from guarded_record where record_key = ? and sync = ?", key, sync));
    }

    private Approval approval(GuardedEffect effect) {
        return database
                .with(db -> db.query(
                        "select since, allowed, mapping_version from stream_guard where sync = ? and effect = ?",
                        (row, n) -> new Approval(row.getLong(1), row.getLong(2), row.getString(3)),
                        sync,
                        effect.name()))
                .stream()
                .findFirst()
                .orElse(new Approval(0, 0, ""));
    }

    /** The beginning of the earliest quarter of an hour that counts: one that is partly over counts as a whole. */
    private long first(Approval approval) {
        return Math.max(approval.since(), database.now() - WINDOW.toMillis() - BUCKET.toMillis() + 1);
    }

    private Map<String, Long> buckets(GuardedEffect effect, Collection<String> keys) {
        Map<String, Long> found = new HashMap<>();
        if (keys.isEmpty()) {
            return found;
        }
        database.with(db -> {
            db.query(
                    "select g.record_key, g.bucket from "
                            + database.dialect().wanted("guarded_record g", "g.record_key")
                            + " and g.sync = ? and g.effect = ?",
                    row -> {
                        found.put(row.getString(1), row.getLong(2));
                    },
                    JsonKeys.of(keys),
                    sync,
                    effect.name());
            return null;
        });
        return found;
    }

    private void keep(GuardedEffect effect, long bucket, List<String> keys) {
        database.with(db -> db.batchUpdate(
                "insert into guarded_record (record_key, sync, effect, bucket) values (?, ?, ?, ?)"
                        + " on conflict (record_key, sync, effect) do update set bucket = excluded.bucket",
                keys,
                keys.size(),
                (statement, key) -> {
                    statement.setString(1, key);
                    statement.setString(2, sync);
                    statement.setString(3, effect.name());
                    statement.setLong(4, bucket);
                }));
    }

    private void count(GuardedEffect effect, long bucket, long records) {
        database.with(db -> db.update(
                "insert into guarded_count (sync, effect, bucket, records) values (?, ?, ?, ?)"
                        + " on conflict (sync, effect, bucket) do update set records = guarded_count.records + excluded.records",
                sync,
                effect.name(),
                bucket,
                records));
    }

    /** What does not count any more; one quarter of an hour at a time, since it may have many records. */
    private void forgetOldest(GuardedEffect effect, long first) {
        Long oldest = database.with(db -> db.queryForObject(
                "select min(bucket) from guarded_count where sync = ? and effect = ? and bucket < ?",
                Long.class,
                sync,
                effect.name(),
                first));
        if (oldest != null) {
            for (String table : List.of("guarded_record", "guarded_count")) {
                database.with(db -> db.update(
                        "delete from " + table + " where sync = ? and effect = ? and bucket = ?",
                        sync,
                        effect.name(),
                        oldest));
            }
        }
    }
}
