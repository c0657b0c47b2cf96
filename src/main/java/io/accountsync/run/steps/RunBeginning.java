package io.accountsync.run.steps;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.mapping.Binding;
import io.accountsync.mapping.RowMapper;
import io.accountsync.run.LeaseKeeper;
import io.accountsync.run.Outcomes;
import io.accountsync.run.RecordLog;
import io.accountsync.run.Run;
import io.accountsync.run.RunIdentity;
import io.accountsync.run.RunObserver;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.CachedDescribes;
import io.accountsync.run.calls.CallPlaces;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.calls.OrgIdentityCheck;
import io.accountsync.run.compare.CursorQuery;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.compare.Since;
import io.accountsync.run.decide.SendOrder;
import io.accountsync.run.rowlog.RowLog;
import io.accountsync.run.rowlog.RowLogPlace;
import io.accountsync.run.send.CircuitBreaker;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.RowLogSettings;
import io.accountsync.run.sync.RunMode;
import io.accountsync.run.sync.SourceRoute;
import io.accountsync.run.sync.Sync;
import io.accountsync.run.sync.Syncs;
import io.accountsync.salesforce.Org;
import io.accountsync.salesforce.OrgComponent;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.ChangeSet;
import io.accountsync.state.LeaseOwner;
import io.accountsync.state.Leases;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncCursor;
import io.accountsync.state.SyncState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** The begin phase: takes the lease, makes sure of org and state, and says from where to read. */
public final class RunBeginning {
    private final CamelContext context;
    private final Syncs syncs;
    private final StateDatabase database;
    private final RunObserver observer;
    private final BooleanSupplier ending;
    private final Clock clock;
    private final RunCalls calls;

    /**
     * For the runs of a process.
     *
     * @param ending whether the process is to end, so that nothing should wait any longer
     * @param places those that the calls of all runs have
     */
    public RunBeginning(
            CamelContext context,
            Syncs syncs,
            StateDatabase database,
            RunObserver observer,
            BooleanSupplier ending,
            Clock clock,
            CallPlaces places) {
        this.context = context;
        this.syncs = syncs;
        this.database = database;
        this.observer = observer;
        this.ending = ending;
        this.clock = clock;
        this.calls = new RunCalls(context, clock, places);
    }

    /**
     * Takes the lease and writes that a run has begun.
     *
     * @param mode null for what the keys say
     * @param limit how many records it sends at most; 0 for all
     * @param admission asked with the lease, and before anything is written; what it throws is why there is no run
     * @throws RunStoppedException when another process, or another run of this one, has the lease
     */
    Run open(String name, RunMode mode, long limit, Runnable admission) {
        SourceRoute.require(context, name);
        RunMode chosen = mode == null ? syncs.get(name).settings().mode() : mode;
        return open(name, chosen, chosen.word(), false, limit, admission);
    }

    /**
     * The same, for what is not a run of rows.
     *
     * @param word by which the state knows it
     * @param planning whether it ends before the first write
     */
    Run open(String name, RunMode mode, String word, boolean planning) {
        return open(name, mode, word, planning, 0, () -> {});
    }

    private Run open(String name, RunMode mode, String word, boolean planning, long limit, Runnable admission) {
        Sync sync = syncs.get(name);
        Settings settings = Settings.of(context).forSync(name);
        Leases leases = new Leases(database, LeaseOwner.self(), settings.duration("sync.lease-expiry"), this::isEnding);
        SyncState state = new SyncState(database, name, leases);
        leases.acquire(name).ifPresent(holder -> {
            throw new LeaseHeldException(
                    Sentence.closed("The sync " + name + " is already running, in " + holder.holder()) + " "
                            + holder.remedy());
        });
        LeaseKeeper keeper =
                new LeaseKeeper(leases, name, clock, OrgComponent.of(context).fence());
        try {
            admission.run();
            // Whoever had the lease before makes no calls any more; those that it made can come until then.
            long begunAt = state.now();
            long until = begunAt + sync.settings().calls().doubtTime().toMillis();
            state.sessions().buryDead(until);
            long[] number = new long[1];
            RecordLog[] log = {RecordLog.NONE};
            state.write(() -> {
                long id = state.runs().begin(name, word);
                number[0] = id;
                state.sent().endAllInDoubt(until);
                state.sessions().aRunBegins();
                log[0] = planning ? RecordLog.NONE : rowLog(sync, state, id);
            });
            long id = number[0];
            Run run = new Run(
                    new RunIdentity(id, sync, mode, planning, limit, clock.instant(), begunAt),
                    state,
                    keeper,
                    observer,
                    OrgComponent.of(context).watch(),
                    new Outcomes(context, clock, sync, id, log[0]));
            limitTime(run, keeper);
            observer.began(name, id, word);
            return run;
        } catch (RuntimeException e) {
            keeper.close();
            throw e;
        }
    }

    /** The row log of a session of a stream. */
    RecordLog rowLogOf(Sync sync, SyncState state, long runId) {
        RecordLog[] log = {RecordLog.NONE};
        state.write(() -> log[0] = rowLog(sync, state, runId));
        return log[0];
    }

    private RecordLog rowLog(Sync sync, SyncState state, long runId) {
        RowLogSettings settings = sync.settings().rowLog();
        if (settings.table().isEmpty()) {
            state.rowLog().forget();
            return RecordLog.NONE;
        }
        return RowLog.begin(new RowLogPlace(context, database, settings), state, observer, sync.name(), runId, clock);
    }

    private static void limitTime(Run run, LeaseKeeper timer) {
        Duration most = run.settings().calls().maxDuration();
        if (!most.isZero()) {
            timer.in(
                    most,
                    () -> run.stop("The run took longer than sync.max-duration allows (" + most.toSeconds()
                            + " s). The rest remains to be sent"));
        }
    }

    /**
     * Makes sure of the org and prepares the reading. What the run sends, or asks, is within the budget of its calls.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when the state is about another org, object or External ID field
     * @throws ConfigurationException when the mapping does not fit the org
     */
    public Reading prepare(Run run) throws SalesforceException {
        Calls calls = calls(run);
        Settings settings = Settings.of(context).forSync(run.name());
        ConnectedSources sources = new ConnectedSources(context, run.sync());
        Org org = calls.org();
        OrgIdentity identity = org.identity();
        OrgIdentityCheck.requireExpected(identity, settings);
        Optional<SyncCursor> before = run.state().cursors().find(run.name());
        if (before.isPresent()) {
            OrgIdentityCheck.requireSame(run.sync(), before.get(), identity);
        }
        Binding binding = run.sync().mapping().bind(new CachedDescribes(org));
        requireAllowance(calls);
        RowMapper mapper = binding.mapper();
        String version = mapper.version() + "-" + run.sync().sourceVersion();
        Since since = Since.of(run, before, version);
        if (before.isEmpty() || !version.equals(before.get().mappingVersion())) {
            // What is doubtful is reported once, after an edit, and not by every run for ever.
            binding.findings().forEach(doubt -> run.findings().note(doubt.text()));
            CursorQuery.of(context, run.sync()).stream()
                    .flatMap(query -> query.examine(run.sync().mapping()).stream())
                    .forEach(doubt -> run.findings().note(doubt.text()));
        }
        Instant sourceTime = sources.time().orElseGet(clock::instant);
        ChangeSet changes = ChangeSet.create(run.settings().directory(), run.name(), run.id());
        run.holds(changes);
        return new Reading(calls, identity, mapper, version, before, since, sourceTime, changes);
    }

    /** By which a run calls Salesforce. */
    Calls calls(Run run) {
        return calls.of(run);
    }

    /** Prepares the sending. After a run that stopped since too much was rejected, a few records go first. */
    public SendOrder prepareSending(Reading reading) {
        Run run = reading.run();
        boolean probes = run.state().runs().isTripped(run.name());
        int after = run.settings().maxRejectedAfter();
        CircuitBreaker breaker =
                new CircuitBreaker(run.settings().maxRejected(), probes ? Math.min(after, SendOrder.PROBE) : after);
        return new SendOrder(new Sending(reading, breaker), probes);
    }

    private boolean isEnding() {
        return ending.getAsBoolean() || context.isStopping() || context.isStopped();
    }

    static void requireAllowance(Calls calls) {
        calls.allowance().refusal().ifPresent(reason -> {
            throw new RunStoppedException(reason);
        });
    }
}
