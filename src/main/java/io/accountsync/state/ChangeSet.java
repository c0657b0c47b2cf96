package io.accountsync.state;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The changed records of one run, in a SQLite file of its own: so that guards, duplicates, the order of parents and the
 * number of calls are known exactly before the first write, in constant memory. Losing the file loses nothing; compare is
 * repeated. Safe for several threads.
 */
public final class ChangeSet implements AutoCloseable {
    private final ChangeFile file;
    private final ChangeTable table;
    private final ChangeCounts counts;
    private final ChangeIds ids;
    private final SendWaves waves;
    private final Circles circles;
    private final ReadLog readLog;
    private final GoneKeys gone;
    private final EarlyRows early;
    private final RejectedChanges rejected;
    private final DuplicateRows duplicateRows = new DuplicateRows();

    private ChangeSet(ChangeFile file, ChangeTable table, ReadLog readLog) {
        this.file = file;
        this.table = table;
        this.counts = new ChangeCounts(file);
        this.ids = new ChangeIds(file, table);
        this.waves = new SendWaves(file);
        this.gone = new GoneKeys(file, table, duplicateRows);
        this.circles = new Circles(file, table);
        this.early = new EarlyRows(file);
        this.rejected = new RejectedChanges(file);
        this.readLog = readLog;
    }

    /** Makes an empty change set, and sweeps what a crashed run of the same sync left. Call it with the lease held. */
    public static ChangeSet create(Path directory, String sync, long runId) {
        RunFile.sweep(directory, sync);
        RunFile.requireDirectory(directory);
        return new ChangeSet(
                new ChangeFile(
                        RunFile.in(directory, sync, runId, "db"),
                        ChangeTable.TABLE,
                        UnresolvedRows.TABLE,
                        InvalidRows.TABLE,
                        GoneKeys.TABLE),
                new ChangeTable(new PayloadFile(RunFile.in(directory, sync, runId, "payloads"))),
                new ReadLog(RunFile.in(directory, sync, runId, "log")));
    }

    /** How many of which kind there are. */
    public ChangeCounts counts() {
        return counts;
    }

    /** What is known of the Salesforce ids of those that are to be sent. */
    public ChangeIds ids() {
        return ids;
    }

    /** The records that point to each other in a circle, and those that go in two steps. */
    public Circles circles() {
        return circles;
    }

    /** Those whose payload was rejected before. */
    public RejectedChanges rejected() {
        return rejected;
    }

    /** The records that are sent while rows are read still. */
    public EarlyRows early() {
        return early;
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
    public long add(List<Change> changes) {
        long older = add(changes, ChangeStatus.READY);
        early.added(changes);
        return older;
    }

    /** The same of rows whose payload was rejected before: they are sent only when they are retried. */
    public synchronized long addRejected(List<Change> changes) {
        return add(changes, ChangeStatus.REJECTED);
    }

    /** The same of rows that cannot be sent: {@link #unresolved} gives those back that no newer row replaced. */
    public synchronized long addUnresolved(List<Unresolved> rows) {
        file.with(db -> {
            UnresolvedRows.add(db, rows);
            return null;
        });
        return add(rows.stream().map(Unresolved::change).toList(), ChangeStatus.UNRESOLVED);
    }

    /** Adds rows that this run read and could not map; {@link #deduplicate} leaves those that no newer row replaced. */
    public synchronized void addInvalid(List<InvalidRow> rows) {
        file.with(db -> {
            InvalidRows.add(db, rows);
            return null;
        });
    }

    /** The next of these rows, by key. */
    public synchronized List<InvalidRow> invalid(String after, int limit) {
        return file.ask(List.of(), db -> InvalidRows.page(db, after, limit));
    }

    /** What is gone, or may be. */
    public GoneKeys gone() {
        return gone;
    }

    /** The rows that fell out since another one has the same key. */
    public DuplicateRows duplicates() {
        return duplicateRows;
    }

    /** The first rows, by key, that cannot be sent; {@link #done} takes them out. */
    public synchronized List<Unresolved> unresolved(int limit) {
        return file.ask(
                List.of(), db -> UnresolvedRows.of(db, table.page(db, ChangeStatus.UNRESOLVED, 0, null, limit)));
    }

    /** Why a row cannot be sent; empty when it can. */
    public synchronized Optional<Unresolved> unresolved(Change change) {
        return file.ask(Optional.empty(), db -> UnresolvedRows.find(db, change));
    }

    private synchronized long add(List<Change> changes, ChangeStatus status) {
        return file.with(db -> {
            early.requireNone(db, changes);
            return new NewestRows(db, table, duplicateRows).add(changes, status);
        });
    }

    /**
     * Adds rejected and deferred records that are sent again, except where this run read a row with the same key.
     *
     * @return how many were added
     */
    public synchronized long addRetried(List<Change> changes) {
        return file.with(db -> {
            List<Change> ours = early.without(db, changes);
            return ours.size() - table.insert(db, ours, ChangeStatus.READY).size();
        });
    }

    /**
     * Ends the reading: of a change and an unchanged or invalid row with the same key the newer stays, and parents are put before
     * their children.
     *
     * @return how many rows turned out to be older duplicates
     */
    public synchronized Duplicates deduplicate() {
        Duplicates duplicates = file.ask(Duplicates.NONE, db -> {
            early.requireNoOthers(db, readLog);
            return Duplicates.deduplicate(db, table, readLog, duplicateRows);
        });
        waves.begin();
        return duplicates;
    }

    /** Puts parents before their children once more, after records were added or are retried. */
    public synchronized void reorder() {
        waves.order();
    }

    /** Leaves so many records to be sent, the first ones by wave, parent and key, and holds the others back. */
    public synchronized void limit(long most) {
        waves.limit(most);
    }

    /**
     * The first wave after the given one that has records, or null. Waves of one run go one after the other. When all have
     * gone, the deferred records make the last one.
     */
    public synchronized Integer waveAfter(int wave) {
        return waves.after(wave);
    }

    /** Whether this is the wave of records that were deferred before; what still lacks its parent then waits for the next run. */
    public boolean isLastWave(int wave) {
        return waves.isLast(wave);
    }

    /**
     * The next records of a wave, by parent and key.
     *
     * @param after the last record of the page before, or null for the first page
     */
    public synchronized List<Change> page(int wave, Change after, int limit) {
        return file.ask(List.of(), db -> table.page(db, ChangeStatus.READY, wave, after, limit));
    }

    /** The records with these keys, whatever becomes of them; by key. A key may be asked for twice. */
    public synchronized Map<String, Change> find(Collection<String> keys) {
        return file.ask(List.<Change>of(), db -> table.find(db, new LinkedHashSet<>(keys))).stream()
                .collect(Collectors.toMap(Change::key, Function.identity()));
    }

    /** Takes out records that have their final outcome. */
    public synchronized void done(Collection<String> keys) {
        file.ask(
                0,
                db -> db.update("delete from change where record_key" + Dialect.SQLITE.isWanted(), JsonKeys.of(keys)));
    }

    /** Keeps records until all waves have gone. */
    public synchronized void defer(Collection<String> keys) {
        waves.defer(keys);
    }

    /** Deletes the files. */
    @Override
    public synchronized void close() {
        try (readLog;
                table) {
            file.close();
        }
    }
}
