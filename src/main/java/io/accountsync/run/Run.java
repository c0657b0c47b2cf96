package io.accountsync.run;

import io.accountsync.run.compare.Reading;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.RunMode;
import io.accountsync.run.sync.Sync;
import io.accountsync.run.sync.SyncSettings;
import io.accountsync.salesforce.CallWatch;
import io.accountsync.state.SyncState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of a sync: who, when, whether it is to stop, and what was counted. Knows nothing of a phase: reading needs a {@link Reading},
 * sending a {@link Sending}. Routes carry it in the variable {@code run}. Safe for the threads that send its batches.
 */
public final class Run implements AutoCloseable {
    private final RunIdentity identity;
    private final Shared shared;
    private final HeldResources held = new HeldResources();

    /** What the batches of a session have in common. */
    private record Shared(
            SyncState state,
            RunObserver observer,
            CallWatch watch,
            Outcomes outcomes,
            Counts counts,
            Findings findings,
            Progress progress,
            Ending ending) {}

    /** A run that begins now. */
    public Run(
            RunIdentity identity,
            SyncState state,
            LeaseKeeper lease,
            RunObserver observer,
            CallWatch watch,
            Outcomes outcomes) {
        this.identity = identity;
        this.shared = new Shared(
                state, observer, watch, outcomes, new Counts(), new Findings(), new Progress(), new Ending(lease));
        held.add(lease);
        held.add(outcomes);
    }

    private Run(RunIdentity identity, Shared shared) {
        this.identity = identity;
        this.shared = shared;
    }

    /** A batch of a session, which began when the state's clock said so: whatever stops the batch stops the session. */
    public Run batch(long begunAt) {
        return new Run(identity.begunAt(begunAt), shared);
    }

    /**
     * Ends the run before its time: what is in flight is judged, nothing new is sent. The first reason counts; one that comes
     * when everything is done does not.
     */
    public void stop(String reason) {
        shared.ending().stop(reason);
    }

    /**
     * Keeps an error, to be reported when the run completes; nothing new is sent. The first one counts. One that says that the
     * run must not go on stops it, and so does any other when the lease is lost.
     */
    public void fail(Throwable error) {
        shared.ending().fail(error);
    }

    /** All that it was to do is done and written: from now on nothing stops it any more. */
    public void finish() {
        shared.ending().finish();
    }

    /** Notes that Salesforce refused the login, which only a person can fix. */
    public void refuseLogin() {
        shared.ending().refuseLogin();
    }

    public boolean loginRefused() {
        return shared.ending().isLoginRefused();
    }

    /** Whether nothing new may be sent: asked before each call, and so the place where a lost lease is noticed. */
    public boolean isStopping() {
        return shared.ending().hasBegun();
    }

    /** Waits, but not longer than until the run is stopped. */
    public void pause(Duration time) {
        shared.ending().pause(time);
    }

    /** Counts calls to Salesforce. */
    public void called(long calls) {
        shared.counts().add(Count.API_CALLS, calls);
        shared.observer().called(calls);
    }

    public RunObserver observer() {
        return shared.observer();
    }

    /** Gives this back with the run. */
    public void holds(AutoCloseable resource) {
        held.add(resource);
    }

    /** Gives back what the run holds: lease, change set. */
    @Override
    public void close() {
        held.close();
    }

    public long id() {
        return identity.id();
    }

    public Sync sync() {
        return identity.sync();
    }

    /** The sync's name. */
    public String name() {
        return identity.sync().name();
    }

    public SyncSettings settings() {
        return identity.sync().settings();
    }

    public RunMode mode() {
        return identity.mode();
    }

    public SyncState state() {
        return shared.state();
    }

    public Instant startedAt() {
        return identity.startedAt();
    }

    /** The same by the state's clock, in milliseconds since 1970: doubts that could end before then do end with this run. */
    public long begunAt() {
        return identity.begunAt();
    }

    /** Until when a call that was already made can come, by the state's clock. */
    public long doubtsUntil() {
        return shared.state().now() + settings().calls().doubtTime().toMillis();
    }

    /** Which of its calls have no answer yet. */
    public CallWatch watch() {
        return shared.watch();
    }

    /** Who gets what became of records. */
    public Outcomes outcomes() {
        return shared.outcomes();
    }

    /** Whether it ends before the first write: what it finds out is reported, and the state stays as it is. */
    public boolean isPlanning() {
        return identity.isPlanning();
    }

    /** How many records it sends at most; 0 for all. */
    public long limit() {
        return identity.limit();
    }

    public Counts counts() {
        return shared.counts();
    }

    public Findings findings() {
        return shared.findings();
    }

    /** How far it is. */
    public Progress progress() {
        return shared.progress();
    }

    public Optional<String> stopReason() {
        return shared.ending().stopReason();
    }

    public Optional<Throwable> failure() {
        return shared.ending().failure();
    }
}
