package io.accountsync.state;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All that the state holds of one sync. */
public final class SyncState {
    private final StateDatabase database;
    private final String sync;
    private final SyncedRecords records;
    private final RecordIds ids;
    private final RejectedRecords rejected;
    private final InvalidRecords invalid;
    private final InFlightRecords sent;
    private final DoubtfulRecords doubts;
    private final BulkJobs jobs;
    private final SyncCursors cursors;
    private final RunLog runs;
    private final Plans plans;
    private final FullRefreshes refreshes;
    private final MissingRecords missing;
    private final GoneRecords gone;
    private final DeletionLog deletions;
    private final LostWatch lost;
    private final RowLogMarks rowLog;
    private final OtherSyncs otherSyncs;
    private final HalfDoneRecords halfDone;
    private final RecordClaims claims;
    private final SourceVersions versions;
    private final StreamSessions sessions;
    private final Leases leases;
    private final LeaseName lease;
    private final LeasedWrites writes;

    public SyncState(StateDatabase database, String sync, Leases leases) {
        this(database, LeaseName.ofSync(sync), leases);
    }

    /** @param lease by which {@link #write} is allowed, and whose claims and notes are written */
    public SyncState(StateDatabase database, LeaseName lease, Leases leases) {
        this.database = database;
        this.sync = lease.sync();
        this.lease = lease;
        this.leases = leases;
        this.claims = new RecordClaims(database, sync, lease.text());
        this.versions = new SourceVersions(database, sync);
        this.sessions = new StreamSessions(database, sync);
        this.writes = new LeasedWrites(database, leases, lease, sessions);
        this.records = new SyncedRecords(database, sync);
        this.ids = new RecordIds(database, sync);
        this.rejected = new RejectedRecords(database, sync);
        this.invalid = new InvalidRecords(database, sync);
        this.sent = new InFlightRecords(database, sync, lease.text());
        this.doubts = new DoubtfulRecords(database, sync);
        this.jobs = new BulkJobs(database, sync);
        this.cursors = new SyncCursors(database);
        this.runs = new RunLog(database);
        this.plans = new Plans(database, sync);
        this.refreshes = new FullRefreshes(database, sync);
        this.missing = new MissingRecords(database, sync);
        this.gone = new GoneRecords(database, sync);
        this.deletions = new DeletionLog(database, sync);
        this.lost = new LostWatch(database, sync);
        this.rowLog = new RowLogMarks(database, sync);
        this.otherSyncs = new OtherSyncs(database, sync);
        this.halfDone = new HalfDoneRecords(database, sync);
    }

    /** What Salesforce confirmed. */
    public SyncedRecords records() {
        return records;
    }

    /** Under which ids its records are known. */
    public RecordIds ids() {
        return ids;
    }

    /** What the other syncs of this state know. */
    public OtherSyncs otherSyncs() {
        return otherSyncs;
    }

    /** What was rejected. */
    public RejectedRecords rejected() {
        return rejected;
    }

    /** What could not be mapped. */
    public InvalidRecords invalid() {
        return invalid;
    }

    /** What of this sync has not passed. */
    public OpenRecords open() {
        return OpenRecords.of(database, sync);
    }

    /** What is on its way. */
    public InFlightRecords sent() {
        return sent;
    }

    /** What calls without an answer may still overwrite. */
    public DoubtfulRecords doubts() {
        return doubts;
    }

    /** Bulk jobs. */
    public BulkJobs jobs() {
        return jobs;
    }

    public SyncCursors cursors() {
        return cursors;
    }

    public RunLog runs() {
        return runs;
    }

    /** What a guard held back. */
    public Plans plans() {
        return plans;
    }

    /** What guards let through of its streams. */
    public StreamGuards guards() {
        return new StreamGuards(database, sync);
    }

    /** The full refresh that has not ended. */
    public FullRefreshes refreshes() {
        return refreshes;
    }

    /** Rows that adopt matched, and nobody has decided on. */
    public UndecidedRows undecided() {
        return new UndecidedRows(database, sync);
    }

    /** Confirmed records whose rows are gone. */
    public MissingRecords missing() {
        return missing;
    }

    /** Records whose rows are gone, and what is to happen to them. */
    public GoneRecords gone() {
        return gone;
    }

    /** Records that were deleted in Salesforce since their rows are gone, or are to be. */
    public DeletionLog deletions() {
        return deletions;
    }

    /**
     * Records are not in Salesforce any more: nothing is known of their keys. Call it within {@link #write}.
     *
     * @param idsByKey the Salesforce ids that they had; a key that has another one by now keeps it
     * @param rowsAreBack those of the keys whose rows were read since the deletion was intended: what was to be sent of them, or
     *     was confirmed while the record was still there, is to be sent again, also where nobody reads the row once more
     */
    public void recordsAreGone(Map<String, String> idsByKey, Set<String> rowsAreBack) {
        if (!idsByKey.isEmpty()) {
            Set<String> removed = records.remove(idsByKey);
            Set<String> over =
                    removed.stream().filter(key -> !rowsAreBack.contains(key)).collect(Collectors.toSet());
            rejected.remove(List.copyOf(over));
            doubts.end(over);
            removed.forEach(missing::remove);
            gone.done(removed);
            otherSyncs.recordsAreGone(idsByKey);
        }
    }

    /** Records that are in Salesforce without what they point to. */
    public HalfDoneRecords halfDone() {
        return halfDone;
    }

    /** Records that are gone in Salesforce. */
    public LostWatch lost() {
        return lost;
    }

    /** What the row log may lack. */
    public RowLogMarks rowLog() {
        return rowLog;
    }

    /** What a row log that lacks it gets from the state. */
    public RowLogPages rowLogPages() {
        return new RowLogPages(database, sync);
    }

    /** Which records are in our hands, where others may send them, too. */
    public RecordClaims claims() {
        return claims;
    }

    /** How far the source was when it gave what is known of records. */
    public SourceVersions versions() {
        return versions;
    }

    /** The stream sessions of this sync. */
    public StreamSessions sessions() {
        return sessions;
    }

    public Leases leases() {
        return leases;
    }

    /** The lease by which {@link #write} is allowed. */
    public LeaseName lease() {
        return lease;
    }

    /** Milliseconds since 1970 by the clock that all users of this state share. */
    public long now() {
        return database.now();
    }

    /**
     * Writes as one transaction, provided that we still hold our lease, which is renewed with it. Until the transaction ends nobody
     * can take the lease; and no run of the sync writes while a stream session does, so that the two do not wait for each other in
     * the middle. What several threads write at the same time may go in one transaction. The work must do nothing but write, and hold no
     * lock that it needs: it may be done again, and by another thread, see {@link StateDatabase#atomicallyOrAgain} and {@link WritesTogether}.
     *
     * @throws LeaseLostException when somebody else has the lease; nothing is written then
     */
    public void write(Runnable work) {
        writes.write(work);
    }

    /**
     * Forgets all but the runs: what was confirmed, what was rejected, the cursor and whose org it is. And but for which records
     * are in doubt: what is sent anew can be overwritten by a call that comes late as well. Stream sessions end with it.
     *
     * @param doubtTime how long after now a call that was made already can come
     */
    public void forget(Duration doubtTime) {
        write(new SyncReset(this, now() + doubtTime.toMillis())::forget);
    }
}
