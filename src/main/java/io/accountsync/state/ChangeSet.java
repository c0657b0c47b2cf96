package io.accountsync.state;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The changed records of one run, in a SQLite file of its own: so that guards, duplicates, the order of parents and the
 * number of calls are known exactly before the first write, in constant memory. Losing the file loses nothing; compare is
 * repeated. Safe for several threads.
 */
public final class ChangeSet implements AutoCloseable {
    /** The wave of records that came too early for their parent and are tried once more at the end. */
    private static final int LAST_WAVE = Integer.MAX_VALUE;

    /** The wave of records that are not sent, since their payload was rejected before, unless they are released. */
    static final int ASLEEP = -2;

    /** The wave of rows that cannot be sent, since values in them stand for no single record of the org. */
    static final int UNRESOLVED = -3;

    /** The wave of records that a limited run leaves to the next one. */
    static final int HELD_BACK = -4;

    /**
     * With row ids, so that payloads are appended and only short keys are sorted in. Measured with payloads of 1 kB at 7 µs a
     * row, whatever the order of the keys; without row ids 17 in the order of the keys and 48 in another.
     */
    private static final String TABLE =
            "create table change (record_key text primary key, sequence integer not null, cursor integer not null,"
                    + " fingerprint blob not null, payload blob not null, parent_key text not null, salesforce_id text,"
                    + " refused_code text, refused_same integer not null, origin integer not null, wave integer not null default 0, found integer not null default 0)";

    private static final String COLUMNS =
            "record_key, sequence, cursor, fingerprint, payload, parent_key, salesforce_id, refused_code, refused_same, origin";

    private final ChangeFile file;
    private final ChangeCounts counts;
    private final ReadLog readLog;
    private final DuplicateRows duplicateRows = new DuplicateRows();

    private ChangeSet(ChangeFile file, ReadLog readLog) {
        this.file = file;
        this.counts = new ChangeCounts(file);
        this.readLog = readLog;
    }

    /** Makes an empty change set, and sweeps what a crashed run of the same sync left. Call it with the lease held. */
    public static ChangeSet create(Path directory, String sync, long runId) {
        sweep(directory, sync);
        ReadLog readLog = new ReadLog(RunFile.in(directory, sync, runId, "log"));
        try {
            return new ChangeSet(
                    new ChangeFile(
                            RunFile.in(directory, sync, runId, "db"), TABLE, UnresolvedRows.TABLE, InvalidRows.TABLE),
                    readLog);
        } catch (RuntimeException e) {
            readLog.close();
            throw e;
        }
    }

    /** How many of which kind there are. */
    public ChangeCounts counts() {
        return counts;
    }

    /** Deletes what a crashed run of a sync left. Call it with the lease held. */
    public static void sweep(Path directory, String sync) {
        RunFile.sweep(directory, sync);
    }

    /** Notes a row that needs no sending because Salesforce has it. */
    public synchronized void unchanged(String key, long cursor, long sequence) {
        readLog.add(key, cursor, sequence);
    }

    /**
     * Adds rows that this run read. Of several rows with one key the newest stays.
     *
     * @return how many rows, of these or of earlier ones, fell out as older duplicates
     */
    public synchronized long add(List<Change> changes) {
        return add(changes, 0);
    }

    /**
     * Adds rows that this run read, but whose payload was rejected before: they are held.
     *
     * @return how many rows, of these or of earlier ones, fell out as older duplicates
     */
    public synchronized long addRejected(List<Change> changes) {
        return add(changes, ASLEEP);
    }

    /**
     * Adds rows that this run read, but that cannot be sent: {@link #unresolved} gives those back that no newer row replaced.
     *
     * @return how many rows, of these or of earlier ones, fell out as older duplicates
     */
    public synchronized long addUnresolved(List<Unresolved> rows) {
        file.with(db -> {
            UnresolvedRows.add(db, rows);
            return null;
        });
        return add(rows.stream().map(Unresolved::change).toList(), UNRESOLVED);
    }

    /** Adds rows that this run read and could not map; {@link #settle} leaves those that no newer row replaced. */
    public synchronized void addInvalid(List<InvalidRow> rows) {
        file.with(db -> {
            InvalidRows.add(db, rows);
            return null;
        });
    }

    /** The next of these rows, by key. */
    public synchronized List<InvalidRow> invalid(String after, int limit) {
        return file.with(db -> InvalidRows.page(db, after, limit));
    }

    /** The rows that fell out since another one has the same key. */
    public DuplicateRows duplicates() {
        return duplicateRows;
    }

    /** The first rows, by key, that cannot be sent; {@link #done} takes them out. */
    public synchronized List<Unresolved> unresolved(int limit) {
        List<Change> changes = page(UNRESOLVED, null, limit);
        return file.with(db -> UnresolvedRows.of(db, changes));
    }

    /** Why a row cannot be sent; empty when it can. */
    public synchronized Optional<Unresolved> unresolved(Change change) {
        return file.with(db -> UnresolvedRows.find(db, change));
    }

    private long add(List<Change> changes, int wave) {
        int[] stored = file.with(db -> insert(db, changes, wave));
        long duplicates = 0;
        for (int i = 0; i < stored.length; i++) {
            if (stored[i] == 0 && settleWithStored(changes.get(i), wave) == Change.Origin.READ) {
                duplicates++;
            }
        }
        return duplicates;
    }

    /**
     * Adds rejected records that are to be sent again, except where this run read a row with the same key.
     *
     * @return how many were added
     */
    public synchronized long addRetried(List<Change> changes) {
        long added = 0;
        for (int stored : file.with(db -> insert(db, changes, 0))) {
            added += stored;
        }
        return added;
    }

    /**
     * Ends the reading: settles keys of which one row is a change and another is not, or is invalid, and puts parents before
     * their children.
     *
     * @return how many rows turned out to be older duplicates
     */
    public synchronized Duplicates deduplicate() {
        return file.with(db -> {
            Duplicates duplicates = Duplicates.deduplicate(db, readLog, duplicateRows);
            db.execute("create index change_in_order on change (wave, parent_key, record_key)");
            ParentsFirst.order(db);
            return duplicates;
        });
    }

    /** Puts parents before their children once more, after records were released or added. */
    public synchronized void reorder() {
        file.with(db -> {
            ParentsFirst.order(db);
            return null;
        });
    }

    /** The next keys, in their order, of records that are to be sent and that nobody knows yet. */
    public synchronized List<String> unknown(String after, int limit) {
        return file.with(db -> db.queryForList(
                "select record_key from change where record_key > ? and salesforce_id is null and wave >= 0"
                        + " order by record_key limit ?",
                String.class,
                after,
                limit));
    }

    /** Notes that the org has records which the state does not know, by key. */
    public synchronized void found(Map<String, String> salesforceIds) {
        file.with(db -> db.batchUpdate(
                "update change set salesforce_id = ?, found = 1 where record_key = ? and salesforce_id is null",
                List.copyOf(salesforceIds.entrySet()),
                Math.max(1, salesforceIds.size()),
                (statement, entry) -> {
                    statement.setString(1, entry.getValue());
                    statement.setString(2, entry.getKey());
                }));
    }

    /** Notes that records are new to the org after all, and get all their fields. */
    public synchronized void isNew(Collection<String> keys) {
        forEach("update change set salesforce_id = null, found = 0 where record_key = ?", keys);
    }

    /** Those of these records that are held. */
    public synchronized Set<String> rejected(Collection<String> keys) {
        return Set.copyOf(file.with(db -> db.queryForList(
                "select record_key from json_each(?) as wanted cross join change where record_key = wanted.value and wave = "
                        + ASLEEP,
                String.class,
                JsonKeys.of(keys))));
    }

    /** Releases those of these records that are held, and says how many they were. */
    public synchronized int retry(Collection<String> keys) {
        int[][] woken = forEach("update change set wave = 0 where wave = " + ASLEEP + " and record_key = ?", keys);
        return Arrays.stream(woken).flatMapToInt(Arrays::stream).sum();
    }

    /** Releases the records that were rejected with a code, and says how many they were. */
    public synchronized int retry(String code) {
        return file.with(
                db -> db.update("update change set wave = 0 where wave = ? and refused_code = ?", ASLEEP, code));
    }

    /** Leaves so many records to be sent, the first ones by wave, parent and key, and holds the others back. */
    public synchronized void limit(long most) {
        file.with(db -> db.update(
                "update change set wave = ? where wave >= 0 and (wave, parent_key, record_key) > (select wave, parent_key,"
                        + " record_key from change where wave >= 0 order by wave, parent_key, record_key limit 1 offset ?)",
                HELD_BACK,
                most - 1));
    }

    /** Takes out all that is not to be sent. */
    public synchronized void dropUnsent() {
        file.with(db -> db.update("delete from change where wave < 0"));
    }

    /** The first wave after the given one that has records, or null. Waves of one run go one after the other. */
    public synchronized Integer waveAfter(int wave) {
        return file.with(db -> db.queryForObject("select min(wave) from change where wave > ?", Integer.class, wave));
    }

    /** Whether this is the wave of records that came too early before; what still lacks its parent then is deferred. */
    public boolean isLastWave(int wave) {
        return wave == LAST_WAVE;
    }

    /**
     * The next records of a wave, by parent and key.
     *
     * @param after the last record of the page before, or null for the first page
     */
    public synchronized List<Change> page(int wave, Change after, int limit) {
        return file.with(db -> db.query(
                "select " + COLUMNS + " from change where wave = ? and (parent_key, record_key) > (?, ?)"
                        + " order by parent_key, record_key limit ?",
                (row, n) -> read(row),
                wave,
                after == null ? "" : textOf(after.parentKey()),
                after == null ? "" : after.key(),
                limit));
    }

    /** The records with these keys, those that are held among them; by key. */
    public synchronized Map<String, Change> find(Collection<String> keys) {
        Map<String, Change> found = new HashMap<>();
        file.with(db -> db.query(
                        "select " + COLUMNS
                                + " from json_each(?) as wanted cross join change where record_key = wanted.value",
                        (row, n) -> read(row),
                        JsonKeys.of(keys)))
                .forEach(change -> found.put(change.key(), change));
        return found;
    }

    /** Takes out records that have their final outcome. */
    public synchronized void done(Collection<String> keys) {
        forEach("delete from change where record_key = ?", keys);
    }

    /** Puts records off to the last wave. */
    public synchronized void defer(Collection<String> keys) {
        forEach("update change set wave = " + LAST_WAVE + " where record_key = ?", keys);
    }

    /** Deletes the files. */
    @Override
    public synchronized void close() {
        try (readLog) {
            file.close();
        }
    }

    /** Keeps the newer of a row and what is stored for its key; says where that came from. */
    private Change.Origin settleWithStored(Change change, int wave) {
        return file.with(db -> {
            long[] stored = db.queryForObject(
                    "select origin, (?, ?) > (cursor, sequence), sequence, fingerprint <> ? from change where record_key = ?",
                    (row, n) -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)},
                    change.cursor(),
                    change.sequence(),
                    change.fingerprint(),
                    change.key());
            Change.Origin origin = Change.Origin.values()[(int) stored[0]];
            boolean isNewer = origin == Change.Origin.RETRIED || stored[1] == 1;
            if (origin == Change.Origin.READ) {
                duplicateRows.add(
                        change.key(),
                        isNewer ? change.sequence() : stored[2],
                        isNewer ? stored[2] : change.sequence(),
                        stored[3] == 1);
            }
            if (isNewer) {
                db.update("delete from change where record_key = ?", change.key());
                insert(db, List.of(change), wave);
            }
            return origin;
        });
    }

    private int[][] forEach(String sql, Collection<String> keys) {
        return file.with(db -> db.batchUpdate(
                sql, List.copyOf(keys), Math.max(1, keys.size()), (statement, key) -> statement.setString(1, key)));
    }

    private static int[] insert(JdbcTemplate db, List<Change> changes, int wave) {
        return db.batchUpdate(
                "insert into change (" + COLUMNS + ", wave) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (record_key) do nothing",
                new BatchPreparedStatementSetter() {
                    @Override
                    public void setValues(java.sql.PreparedStatement statement, int i) throws SQLException {
                        Change change = changes.get(i);
                        statement.setString(1, change.key());
                        statement.setLong(2, change.sequence());
                        statement.setLong(3, change.cursor());
                        statement.setBytes(4, change.fingerprint());
                        statement.setBytes(5, change.payload());
                        statement.setString(6, textOf(change.parentKey()));
                        statement.setString(7, change.salesforceId());
                        Change.Rejection refusal = change.rejection();
                        statement.setString(8, refusal == null ? null : refusal.code());
                        statement.setBoolean(9, change.wasRejected());
                        statement.setInt(10, change.origin().ordinal());
                        statement.setInt(11, wave);
                    }

                    @Override
                    public int getBatchSize() {
                        return changes.size();
                    }
                });
    }

    private static Change read(ResultSet row) throws SQLException {
        String parent = row.getString(6);
        return new Change(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getBytes(4),
                row.getBytes(5),
                parent.isEmpty() ? null : parent,
                row.getString(7),
                row.getString(8) == null ? null : new Change.Rejection(row.getString(8), row.getBoolean(9)),
                Change.Origin.values()[row.getInt(10)]);
    }

    private static String textOf(String parentKey) {
        return parentKey == null ? "" : parentKey;
    }
}
