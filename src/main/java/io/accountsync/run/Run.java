package io.accountsync.run;

import io.accountsync.config.Sentence;
import io.accountsync.mapping.CursorForm;
import io.accountsync.mapping.RowMapper;
import io.accountsync.salesforce.CallWatch;
import io.accountsync.salesforce.ErrorRules;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.ChangeSet;
import io.accountsync.state.DoubtfulRecords;
import io.accountsync.state.Plan;
import io.accountsync.state.SyncCursor;
import io.accountsync.state.SyncState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a sync: what it knows and what has happened so far. Routes carry it in the variable {@code run}. Safe for the
 * threads that send its batches.
 */
public final class Run implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private final long id;
    private final Sync sync;
    private final RunMode mode;
    private final SyncState state;
    private final ErrorRules errorRules;
    private final Instant startedAt;
    private final long begunAt;
    private final LeaseKeeper lease;
    private final RunObserver observer;
    private final CallGate calls;
    private final WaveOrder waves;
    private final Healing healing = new Healing(this);
    private final CircuitBreaker breaker;
    private final Allowance allowance;
    private final ParkedPayloads payloads;
    private final Counts counts = new Counts();
    private final Findings findings = new Findings();
    private final RowPlaces places = new RowPlaces();
    private final PhaseClock phases = new PhaseClock();
    private final CountDownLatch stopping = new CountDownLatch(1);

    private OrgIdentity org;
    private RowMapper mapper;
    private References references;
    private String mappingVersion;
    private SyncCursor before;
    private Since since;
    private Instant sourceTime;
    private SeenCursors seenCursors;
    private CursorForm cursorForm;
    private ChangeSet changes;
    private int wave = -1;
    private long toSend;
    private SendingPath path;
    private JobQueue jobs;
    private OutgoingPayloads outgoing;
    private Supplier<CurrentRecords> currentRecords;
    private CallWatch watch = new CallWatch();
    private DoubtfulRecords.Summary doubts;
    private Outcomes outcomes;
    private long limit;
    private boolean planning;
    private boolean wholeFile;
    private Plan heldBack;
    private volatile String stopReason;
    private volatile Throwable failure;
    private boolean finished;
    private volatile boolean loginRefused;

    Run(
            long id,
            Sync sync,
            RunMode mode,
            SyncState state,
            ErrorRules errorRules,
            Instant startedAt,
            long begunAt,
            LeaseKeeper lease,
            boolean probes,
            RunObserver observer,
            Function<Counts, Allowance> allowance) {
        this.id = id;
        this.sync = sync;
        this.mode = mode;
        this.state = state;
        this.errorRules = errorRules;
        this.startedAt = startedAt;
        this.begunAt = begunAt;
        this.lease = lease;
        this.observer = observer;
        this.calls = new CallGate(sync.settings().inFlight());
        this.allowance = allowance.apply(counts);
        this.waves = new WaveOrder(this, probes);
        int after = sync.settings().maxRejectedAfter();
        this.breaker =
                new CircuitBreaker(sync.settings().maxRejected(), probes ? Math.min(after, WaveOrder.PROBE) : after);
        this.payloads = new ParkedPayloads(
                sync.settings().keepPayloads(), sync.settings().payloadAge());
    }

    /** Takes what the beginning found out about org, state and source. */
    void aim(
            OrgIdentity org,
            RowMapper mapper,
            String mappingVersion,
            Optional<SyncCursor> before,
            Since since,
            Instant sourceTime,
            ChangeSet changes) {
        this.org = org;
        this.mapper = mapper;
        this.mappingVersion = mappingVersion;
        this.before = before.orElse(null);
        this.since = since;
        this.sourceTime = sourceTime;
        this.seenCursors = new SeenCursors(sync.mapping().cursorType(), sourceTime);
        this.changes = changes;
    }

    /** Notes the cursor of a row. */
    void sawCursor(long cursor) {
        seenCursors.see(cursor);
    }

    /**
     * Ends the run before its time: what is in flight is judged, nothing new is sent. The first reason counts; one that comes
     * when everything is done does not.
     */
    public synchronized void stop(String reason) {
        if (stopReason == null && !finished) {
            stopReason = Sentence.closed(reason);
        }
        stopping.countDown();
    }

    /**
     * Keeps an error, to be told when the run completes; nothing new is sent. The first one counts. One that says that the
     * run must not go on stops it. So does any other when the lease is lost: whatever broke then, another process carries on,
     * and nobody has to mend anything.
     */
    void fail(Throwable error) {
        Optional<String> loss = Failures.isStop(error) ? Optional.empty() : lostLease();
        synchronized (this) {
            if (Failures.isLoginRefused(error)) {
                refuseLogin();
            }
            if (Failures.isStop(error)) {
                stop(Failures.describe(error));
            } else if (loss.isPresent()) {
                LOG.debug("failed without its lease", error);
                stop(loss.get());
            } else if (failure == null) {
                failure = error;
            }
            stopping.countDown();
        }
    }

    /** All that it was to do is done and written: from now on nothing stops it any more, nor did anything before. */
    synchronized void finish() {
        finished = true;
        stopReason = null;
    }

    private Optional<String> lostLease() {
        return lease == null ? Optional.empty() : lease.lossBehindFailure();
    }

    /** Notes that Salesforce refused the login, which only a person can mend. */
    void refuseLogin() {
        loginRefused = true;
    }

    boolean loginRefused() {
        return loginRefused;
    }

    /** Counts calls to Salesforce. */
    void called(long calls) {
        counts.add(Count.API_CALLS, calls);
        observer.called(calls);
    }

    RunObserver observer() {
        return observer;
    }

    /** Whether nothing new may be sent: asked before each call, and so the place where a lost lease is noticed. */
    boolean isStopping() {
        if (stopping.getCount() > 0 && lease != null) {
            lease.loss().ifPresent(this::stop);
        }
        return stopping.getCount() == 0;
    }

    /** Waits, but not longer than until the run is stopped. */
    void pause(Duration time) {
        try {
            stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop("interrupted");
        }
    }

    void enter(Phase next) {
        phases.enter(next);
    }

    /** The wave that is being sent; -1 before the first. */
    int wave() {
        return wave;
    }

    void wave(int next) {
        wave = next;
    }

    /** How many records the change set held when sending began. */
    public long toSend() {
        return toSend;
    }

    void toSend(long records) {
        toSend = records;
    }

    /** By which path it sends; null while it has nothing to send. */
    SendingPath path() {
        return path;
    }

    void path(SendingPath chosen) {
        path = chosen;
    }

    /** The order of what it sends. */
    WaveOrder waves() {
        return waves;
    }

    /** The Bulk jobs of its current wave. */
    JobQueue jobs() {
        return jobs;
    }

    void jobs(JobQueue next) {
        jobs = next;
    }

    /** Who is told what became of records; null where nobody is. */
    Outcomes outcomes() {
        return outcomes;
    }

    void outcomes(Outcomes listener) {
        outcomes = listener;
    }

    /** How many records it sends at most; 0 for all. */
    long limit() {
        return limit;
    }

    void limit(long records) {
        limit = records;
    }

    /** Whether it ends before the first write: what it finds out is told, and the state stays as it is. */
    boolean isPlanning() {
        return planning;
    }

    void planOnly() {
        planning = true;
        outcomes(null);
    }

    /** Why a guard would hold it back; empty when none would. */
    Optional<Plan> heldBack() {
        return Optional.ofNullable(heldBack);
    }

    void heldBack(Plan plan) {
        heldBack = plan;
    }

    /** Gives back what the run holds: lease, change set. */
    @Override
    public void close() {
        try (lease;
                Outcomes told = outcomes) {
            if (changes != null) {
                changes.close();
            }
        }
    }

    public long id() {
        return id;
    }

    Sync sync() {
        return sync;
    }

    /** The sync's name. */
    public String name() {
        return sync.name();
    }

    SyncSettings settings() {
        return sync.settings();
    }

    RunMode mode() {
        return mode;
    }

    SyncState state() {
        return state;
    }

    ErrorRules errorRules() {
        return errorRules;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** The same by the state's clock, in milliseconds since 1970: doubts that could end before then do end with this run. */
    long begunAt() {
        return begunAt;
    }

    /** Until when a call that was made by now can come, by the state's clock. */
    long doubtsUntil() {
        return state.now() + settings().calls().doubtTime().toMillis();
    }

    /** The calls of this run in flight. */
    CallGate calls() {
        return calls;
    }

    /** The payloads of what it parks. */
    ParkedPayloads payloads() {
        return payloads;
    }

    /** Whether calls may be made. */
    Allowance allowance() {
        return allowance;
    }

    /** Stops the run when too much is refused. */
    CircuitBreaker breaker() {
        return breaker;
    }

    /** What passes by now of what was refused before. */
    Healing healing() {
        return healing;
    }

    public Counts counts() {
        return counts;
    }

    Findings findings() {
        return findings;
    }

    /** Where its rows stand at the source. */
    RowPlaces places() {
        return places;
    }

    /** Whether it reads every row that there is, so that one which it does not come by is gone. */
    boolean readsEverything() {
        return wholeFile || since.readsAll() != null;
    }

    /** Notes that the rows are those of a file, which is read from its first line whatever the cursor is. */
    void readsWholeFile() {
        wholeFile = true;
    }

    /** Null until the beginning is done. */
    OrgIdentity org() {
        return org;
    }

    RowMapper mapper() {
        return mapper;
    }

    /** The records of the org that values of rows stand for; null until the beginning is done. */
    References references() {
        return references;
    }

    void references(References found) {
        references = found;
    }

    /** What leaves of payloads; null until the beginning is done. */
    OutgoingPayloads outgoing() {
        return outgoing;
    }

    void outgoing(OutgoingPayloads payloads) {
        outgoing = payloads;
    }

    /** The records in doubt when the run had ended; null for none. */
    DoubtfulRecords.Summary doubts() {
        return doubts;
    }

    void doubts(DoubtfulRecords.Summary summary) {
        doubts = summary;
    }

    /** Which of its calls have no answer yet. */
    public CallWatch watch() {
        return watch;
    }

    void watch(CallWatch calls) {
        watch = calls;
    }

    /** Lets the run take no longer than that; zero for any time. */
    void limitTime(Duration most) {
        if (!most.isZero()) {
            lease.in(
                    most,
                    () -> stop("The run took longer than sync.max-duration allows (" + most.toSeconds()
                            + " s). What was not sent remains due"));
        }
    }

    /** What records of the org have now. */
    CurrentRecords currentRecords() {
        return currentRecords.get();
    }

    void currentRecords(Supplier<CurrentRecords> records) {
        currentRecords = records;
    }

    /** The cursor as the last run left it; empty before the first write. */
    Optional<SyncCursor> before() {
        return Optional.ofNullable(before);
    }

    /** Changes with the mapping, with what the org says of its fields, and with the source route. */
    String mappingVersion() {
        return mappingVersion;
    }

    /** Whether the last completed run had another mapping. */
    boolean mappingChanged() {
        return before != null
                && before.mappingVersion() != null
                && !before.mappingVersion().equals(mappingVersion);
    }

    /** The source's own time when the run began. */
    Instant sourceTime() {
        return sourceTime;
    }

    /** The cursors of the rows read. */
    SeenCursors seenCursors() {
        return seenCursors;
    }

    Since since() {
        return since;
    }

    /** Begins elsewhere: what was asked for first turned out not to do. */
    void since(Since other) {
        since = other;
    }

    /** How the cursor column writes its times, where it holds texts; else null. */
    CursorForm cursorForm() {
        return cursorForm;
    }

    void cursorForm(CursorForm form) {
        cursorForm = form;
    }

    ChangeSet changes() {
        return changes;
    }

    public Phase phase() {
        return phases.phase();
    }

    PhaseClock phases() {
        return phases;
    }

    Optional<String> stopReason() {
        return Optional.ofNullable(stopReason);
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }
}
