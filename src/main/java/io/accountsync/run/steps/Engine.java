package io.accountsync.run.steps;

import io.accountsync.config.Settings;
import io.accountsync.run.calls.CallPlaces;
import io.accountsync.run.sync.RouteMistakes;
import io.accountsync.run.sync.SourceRoute;
import io.accountsync.run.sync.Syncs;
import io.accountsync.salesforce.ApiUsage;
import io.accountsync.salesforce.OrgComponent;
import io.accountsync.state.RefreshTokenChains;
import io.accountsync.state.RunLog;
import io.accountsync.state.StateDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/**
 * What all runs of a CamelContext share: the syncs and the state, each opened when it is first asked for, and the runs in
 * progress. Safe for several threads.
 */
public final class Engine extends ServiceSupport {
    private final CamelContext context;
    private final Clock clock;
    private final RunsInProgress runs;
    private final RouteMistakes mistakes = new RouteMistakes();
    private final Followed followed = new Followed(this);
    private final FireTimes fireTimes = new FireTimes(this);
    private final DueRuns dueRuns = new DueRuns(this);
    private final CallPlaces places = new CallPlaces();
    private Instant startedAt = Instant.MAX;
    private Syncs syncs;
    private StateDatabase database;
    private RefreshTokenChains refreshTokens;

    public Engine(CamelContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
        this.runs = new RunsInProgress(context);
    }

    /** The one that the engine routes of this context go by. */
    public static Engine of(CamelContext context) {
        return context.getRegistry()
                .lookupByNameAndType(SyncSteps.BEAN, SyncSteps.class)
                .engine();
    }

    /** The runs that are in progress in this process. */
    public RunsInProgress runs() {
        return runs;
    }

    /** The order in which syncs of this process run. */
    public Turns turns() {
        return followed.turns();
    }

    Followed followed() {
        return followed;
    }

    FireTimes fireTimes() {
        return fireTimes;
    }

    /** What is to run although no schedule says so now. */
    public DueRuns dueRuns() {
        return dueRuns;
    }

    /** Since when schedules count; never before the start. */
    Instant startedAt() {
        return startedAt;
    }

    /** Where whoever reads route files notes what is wrong with them, before the syncs are asked for. */
    public RouteMistakes mistakes() {
        return mistakes;
    }

    /** All syncs, compiled when first asked for. */
    public synchronized Syncs syncs() {
        if (syncs == null) {
            syncs = Syncs.in(context, clock, mistakes);
        }
        return syncs;
    }

    /** Whether the sync files have been read: not when one of them is not YAML. */
    public synchronized boolean hasSyncs() {
        return syncs != null;
    }

    public synchronized StateDatabase database() {
        if (database == null) {
            database = StateDatabase.open(Settings.of(context), clock);
        }
        return database;
    }

    /** The rotated refresh tokens in the state, which is opened where it is not yet. */
    public synchronized RefreshTokenChains refreshTokens() {
        if (refreshTokens == null) {
            refreshTokens = new RefreshTokenChains(database());
        }
        return refreshTokens;
    }

    /** The names of all syncs. */
    public List<String> syncNames() {
        return syncs().names();
    }

    /** What a sync does and when it runs by itself, in a line. */
    public String describe(String sync) {
        return syncs().describe(sync, clock.instant());
    }

    /**
     * How many threads send batches: twice as many as the most calls that any sync may have in flight. While those wait for their
     * answers the others note what they are about to send, or write what came back. Where there may be but one call it is one thread,
     * so that batches go in their order.
     */
    public int senders() {
        int calls = syncs().all().stream()
                .mapToInt(sync -> sync.settings().inFlight())
                .max()
                .orElse(1);
        return calls == 1 ? 1 : 2 * calls;
    }

    /**
     * When a run of this sync, here or elsewhere, last completed; empty when none did. Where rows come by a stream only, a session counts.
     */
    public Optional<Instant> lastSuccess(String sync) {
        RunLog log = new RunLog(database());
        return SourceRoute.exists(context, sync) ? log.lastSuccess(sync) : log.lastSession(sync);
    }

    /** How old the last success of a sync may be; zero for any age. */
    public Duration maxStaleness(String sync) {
        return syncs().get(sync).settings().maxStaleness();
    }

    /** The API calls that the org has left of its 24 hours, by its latest answer; empty before the first. */
    public OptionalLong callsRemaining() {
        return apiUsage().stream()
                .mapToLong(reading -> reading.limit() - reading.used())
                .findFirst();
    }

    /** The latest reading of the org's API usage; empty before the first answer. */
    public Optional<ApiUsage.Reading> apiUsage() {
        return OrgComponent.existing(context).flatMap(org -> org.usage().latest());
    }

    /** Scheme and host of the org that this process has a session with; empty while there is none. */
    public Optional<String> orgAddress() {
        return OrgComponent.existing(context)
                .flatMap(org -> Optional.ofNullable(org.getSession()))
                .flatMap(session -> Optional.ofNullable(session.getInstanceUrl()));
    }

    /** By which runs begin, now. */
    RunBeginning beginning() {
        return new RunBeginning(context, syncs(), database(), runs.observers(), runs::isEnding, clock, places);
    }

    /** Where its routes are. */
    public CamelContext context() {
        return context;
    }

    /** By which runs and streams tell the time. */
    public Clock clock() {
        return clock;
    }

    @Override
    protected void doStart() {
        runs.reopen();
        startedAt = clock.instant();
    }

    @Override
    protected void doStop() {
        if (database != null) {
            database.close();
            database = null;
            refreshTokens = null;
        }
    }
}
