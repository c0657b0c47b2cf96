package io.accountsync.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the source of a sync stood when it gave what is known of its records, so that an older event is told from a newer one, also
 * after the newer one deleted the record. Safe for several threads.
 *
 * <p>An origin is one order of changes: {@code kafka:<topic>/<partition>}, a log, or {@code cursor:<column>} for what runs read. What
 * stands before its first slash says of which source it is, what follows says which part of that, and behind {@code #} which incarnation.
 * There is one row a record and origin: versions of another incarnation of the source go. So the table grows with the keys
 * that streams ever brought, deleted ones included, and the partitions that each came by, and not with events or incarnations.
 */
public final class SourceVersions {
    /** What the origins begin with that runs write. */
    static final String CURSOR = "cursor:";

    /** The origin of what runs read of a database whose log a stream reads: the version is the run, see {@link RunSnapshots}. */
    public static final String RUN = "run";

    /** What those of partitions begin with, of which one says nothing of the order of another. */
    public static final String PARTITIONS = "kafka:";

    private final StateDatabase database;
    private final String sync;

    SourceVersions(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** The origin of what runs read that compare by this cursor column. */
    public static String ofCursor(String column) {
        return CURSOR + column;
    }

    /** The versions of one origin that are known of these records, by key; others are absent. */
    public Map<String, Long> find(Collection<String> keys, String origin) {
        Map<String, Long> found = new HashMap<>();
        database.with(db -> {
            db.query(
                    "select v.record_key, v.version from "
                            + database.dialect().wanted("source_version v", "v.record_key")
                            + " and v.sync = ? and v.origin = ?",
                    row -> {
                        found.put(row.getString(1), row.getLong(2));
                    },
                    JsonKeys.of(keys),
                    sync,
                    origin);
            return null;
        });
        return found;
    }

    /** Those of these records whose version of an origin was written before a time, in milliseconds since 1970. */
    public Set<String> seenBefore(Collection<String> keys, String origin, long time) {
        return new HashSet<>(database.with(db -> db.queryForList(
                "select v.record_key from " + database.dialect().wanted("source_version v", "v.record_key")
                        + " and v.sync = ? and v.origin = ?" + " and v.seen_at < ?",
                String.class,
                JsonKeys.of(keys),
                sync,
                origin,
                time)));
    }

    /**
     * Those of these records of which another partition brought an event together with the last one of this origin, or later, or of which
     * this origin brought none; each with the origin of that event. What is known of such a record comes from there, so that the last event
     * of this origin, given out again, is an older one, and nothing says whether another one is newer.
     */
    public Map<String, String> elsewhere(Collection<String> keys, String origin) {
        Map<String, String> found = new HashMap<>();
        if (!origin.startsWith(PARTITIONS)) {
            return found;
        }
        database.with(db -> {
            db.query(
                    "select o.record_key, o.origin from "
                            + database.dialect().wanted("source_version o", "o.record_key")
                            + " and o.sync = ? and o.origin <> ?"
                            + " and substr(o.origin, 1, ?) = ? and not exists (select 1 from source_version v where"
                            + " v.record_key = o.record_key and v.sync = o.sync and v.origin = ? and v.seen_at > o.seen_at)",
                    row -> {
                        found.put(row.getString(1), row.getString(2));
                    },
                    JsonKeys.of(keys),
                    sync,
                    origin,
                    PARTITIONS.length(),
                    PARTITIONS,
                    origin);
            return null;
        });
        return found;
    }

    /**
     * Keeps versions of several origins, all as seen at the same time; see {@link #keep(String, Map)}.
     *
     * @param byOrigin versions by key
     */
    public void keep(Map<String, Map<String, Long>> byOrigin) {
        long now = database.now();
        new TreeMap<>(byOrigin).forEach((origin, versions) -> keep(origin, versions, now));
    }

    /**
     * Keeps versions; a greater one that is known already stays. Call it within {@link SyncState#write}, with what is written of the
     * records.
     */
    public void keep(String origin, Map<String, Long> versions) {
        keep(origin, versions, database.now());
    }

    private void keep(String origin, Map<String, Long> versions, long now) {
        if (versions.isEmpty()) {
            return;
        }
        // In the order of the keys, so that no two transactions wait for each other.
        List<Map.Entry<String, Long>> all = List.copyOf(new TreeMap<>(versions).entrySet());
        database.with(db -> db.batchUpdate(
                """
                insert into source_version (record_key, sync, origin, version, seen_at) values (?, ?, ?, ?, ?)
                on conflict (record_key, sync, origin) do update set
                  seen_at = case when excluded.version >= source_version.version then excluded.seen_at
                    else source_version.seen_at end,
                  version = case when excluded.version > source_version.version then excluded.version
                    else source_version.version end
                """,
                all,
                all.size(),
                (statement, one) -> {
                    statement.setString(1, one.getKey());
                    statement.setString(2, sync);
                    statement.setString(3, origin);
                    statement.setLong(4, one.getValue());
                    statement.setLong(5, now);
                }));
        forgetOtherIncarnations(origin, versions.keySet());
    }

    /** There are seldom any; they are looked up by the key, since a deletion by a list of keys may read the whole table. */
    private void forgetOtherIncarnations(String origin, Collection<String> keys) {
        int slash = origin.indexOf('/');
        if (slash < 0) {
            return;
        }
        String source = origin.substring(0, slash + 1);
        List<Other> others = new ArrayList<>();
        database.with(db -> {
            db.query(
                    "select v.record_key, v.origin from "
                            + database.dialect().wanted("source_version v", "v.record_key") + " and v.sync = ?"
                            + " and v.origin <> ? and substr(v.origin, 1, ?) = ?",
                    row -> {
                        if (!incarnation(row.getString(2)).equals(incarnation(origin))) {
                            others.add(new Other(row.getString(1), row.getString(2)));
                        }
                    },
                    JsonKeys.of(keys),
                    sync,
                    origin,
                    source.length(),
                    source);
            return null;
        });
        database.with(db -> db.batchUpdate(
                "delete from source_version where record_key = ? and sync = ? and origin = ?",
                others,
                Math.max(1, others.size()),
                (statement, other) -> {
                    statement.setString(1, other.key());
                    statement.setString(2, sync);
                    statement.setString(3, other.origin());
                }));
    }

    private static String incarnation(String origin) {
        int sign = origin.indexOf('#');
        return sign < 0 ? "" : origin.substring(sign);
    }

    /** Whether any is known of a record. */
    boolean know(String key) {
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from source_version where record_key = ? and sync = ?)",
                Boolean.class,
                key,
                sync));
    }

    /** What is known by another incarnation of the same source. */
    private record Other(String key, String origin) {}

    /** Forgets those of one record. */
    void forget(String key) {
        database.with(db -> db.update("delete from source_version where record_key = ? and sync = ?", key, sync));
    }

    /** Forgets all of this sync. */
    void clear() {
        database.with(db -> db.update("delete from source_version where sync = ?", sync));
    }
}
