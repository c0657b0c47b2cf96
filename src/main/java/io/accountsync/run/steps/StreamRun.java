package io.accountsync.run.steps;

import io.accountsync.config.Settings;
import io.accountsync.mapping.Binding;
import io.accountsync.mapping.RowMapper;
import io.accountsync.run.Failures;
import io.accountsync.run.LeaseKeeper;
import io.accountsync.run.Outcomes;
import io.accountsync.run.Run;
import io.accountsync.run.RunIdentity;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.CachedDescribes;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.calls.OrgIdentityCheck;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.compare.Since;
import io.accountsync.run.decide.SendOrder;
import io.accountsync.run.send.CircuitBreaker;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.RunMode;
import io.accountsync.run.sync.Sync;
import io.accountsync.salesforce.Org;
import io.accountsync.salesforce.OrgComponent;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.ChangeSet;
import io.accountsync.state.LeaseName;
import io.accountsync.state.LeaseOwner;
import io.accountsync.state.Leases;
import io.accountsync.state.SyncCursor;
import io.accountsync.state.SyncState;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session of a stream as the engine sees it: a run that goes on, under a lease of its own, so that a run of the same sync may go on
 * beside it. What costs calls, or reads files, is done once; each batch has its own changes. For one thread.
 */
public final class StreamRun {
    private static final Logger LOG = LoggerFactory.getLogger(StreamRun.class);

    /** Next to the files of runs of the sync, so that neither sweeps what the other has. */
    private static final String FILES = ".stream";

    private final Engine engine;
    private final Run run;
    private boolean probes;
    private OrgIdentity org;
    private RowMapper mapper;
    private String version;
    private CircuitBreaker breaker;
    private ChangeSet changes;
    private Runnable atEnd = () -> {};

    private StreamRun(Engine engine, Run run, boolean probes) {
        this.engine = engine;
        this.run = run;
        this.probes = probes;
    }

    /**
     * Begins a session. It is to be ended, whatever comes.
     *
     * @param probes whether a few records go first, to see whether they are rejected as those of the last session were
     * @throws RunStoppedException when the process ends
     */
    public static StreamRun begin(Engine engine, String sync, boolean probes) {
        return new StreamRun(
                engine, engine.runs().begin(() -> open(engine, engine.syncs().get(sync))), probes);
    }

    private static Run open(Engine engine, Sync sync) {
        Settings settings = Settings.of(engine.context()).forSync(sync.name());
        Leases leases = new Leases(
                engine.database(), LeaseOwner.self(), settings.duration("sync.lease-expiry"), engine.runs()::isEnding);
        long id =
                new SyncState(engine.database(), sync.name(), leases).runs().begin(sync.name(), RunMode.STREAM.word());
        LeaseName lease = LeaseName.ofSession(sync.name(), id);
        SyncState state = new SyncState(engine.database(), lease, leases);
        leases.acquire(lease.text()).ifPresent(holder -> {
            throw new IllegalStateException("the lease of a session that has just begun is held by " + holder.holder());
        });
        LeaseKeeper keeper = new LeaseKeeper(
                leases,
                lease.text(),
                engine.clock(),
                OrgComponent.of(engine.context()).fence());
        try {
            long begunAt = state.now();
            state.sessions()
                    .buryDead(begunAt + sync.settings().calls().doubtTime().toMillis());
            new OneWriter(engine.database(), sync.name()).refusalOfSession().ifPresent(reason -> {
                throw new RunStoppedException(reason);
            });
            boolean[] mayBegin = new boolean[1];
            state.write(() -> mayBegin[0] = state.sessions().begin());
            if (!mayBegin[0]) {
                throw new RunStoppedException(
                        "A Bulk job of sync " + sync.name() + " that an earlier version began is in"
                                + " progress: the stream begins when a run has taken its results");
            }
            Run run = new Run(
                    new RunIdentity(
                            id, sync, RunMode.STREAM, false, 0, engine.clock().instant(), begunAt),
                    state,
                    keeper,
                    engine.runs().observers(),
                    OrgComponent.of(engine.context()).watch(),
                    new Outcomes(
                            engine.context(),
                            engine.clock(),
                            sync,
                            id,
                            engine.beginning().rowLogOf(sync, state, id)));
            engine.runs().observers().began(sync.name(), id, RunMode.STREAM.word());
            return run;
        } catch (RuntimeException e) {
            keeper.close();
            state.runs().end(id, RunStatus.STOPPED.name(), Failures.describe(e), Map.of());
            throw e;
        }
    }

    /** What all its batches share. */
    public Run run() {
        return run;
    }

    /**
     * Makes sure of the org, and binds the mapping to what it says of its fields: once.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when the state is about another org, or no call may be made now
     * @throws io.accountsync.config.ConfigurationException when the mapping does not fit the org
     */
    public void prepare() throws SalesforceException {
        Calls calls = engine.beginning().calls(run);
        Org asked = calls.org();
        OrgIdentity identity = asked.identity();
        OrgIdentityCheck.requireExpected(identity, Settings.of(engine.context()).forSync(run.name()));
        Optional<SyncCursor> before = run.state().cursors().find(run.name());
        if (before.isPresent()) {
            OrgIdentityCheck.requireSame(run.sync(), before.get(), identity);
        }
        Binding binding = run.sync().mapping().bind(new CachedDescribes(asked));
        mapper = binding.mapper();
        version = mapper.version() + "-" + run.sync().sourceVersion();
        int after = run.settings().maxRejectedAfter();
        breaker = new CircuitBreaker(run.settings().maxRejected(), probes ? Math.min(after, SendOrder.PROBE) : after);
        org = identity;
    }

    /** Does this before the report is made. */
    public void atEnd(Runnable last) {
        atEnd = last;
    }

    /** Whether it stopped since Salesforce rejected too much. */
    public boolean isTripped() {
        return breaker != null && breaker.isOpen();
    }

    /** Begins the next batch: the order in which its changes will go, which it has none of yet. */
    public SendOrder batch() {
        closeChanges();
        Run batch = run.batch(run.state().now());
        RunBeginning beginning = engine.beginning();
        Calls calls = beginning.calls(batch);
        RunBeginning.requireAllowance(calls);
        changes = ChangeSet.create(run.settings().directory(), run.name() + FILES, run.id());
        Reading reading = new Reading(
                calls,
                org,
                mapper,
                version,
                run.state().cursors().find(run.name()),
                Since.ofStream(run.sync().mapping().cursorType()),
                engine.clock().instant(),
                changes);
        SendOrder order = new SendOrder(new Sending(reading, breaker), probes);
        probes = false;
        return order;
    }

    /**
     * Ends the session, and reports it to whoever observes runs.
     *
     * @param error what broke it; null where nothing did
     */
    public RunReport end(Throwable error) {
        if (error != null) {
            run.fail(error);
        }
        closeChanges();
        atEnd.run();
        RunReport report = new RunEnd(engine.clock(), (ended, end) -> {}).ofSession(run, org);
        engine.runs().over(run);
        buryWhatIsLeft();
        return engine.runs().ended(report, run.loginRefused());
    }

    /** Its lease is given back: what it still had on its way is in doubt at once, and its records are free. */
    private void buryWhatIsLeft() {
        try {
            run.state().sessions().buryDead(run.doubtsUntil());
        } catch (RuntimeException e) {
            LOG.warn("What session {} of sync {} left is taken over later: {}", run.id(), run.name(), e.getMessage());
        }
    }

    private void closeChanges() {
        if (changes != null) {
            changes.close();
            changes = null;
        }
    }
}
