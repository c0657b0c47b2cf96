package io.accountsync.run;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.mapping.Binding;
import io.accountsync.mapping.RowMapper;
import io.accountsync.salesforce.ErrorRules;
import io.accountsync.salesforce.Org;
import io.accountsync.salesforce.OrgComponent;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.source.SourceDatabase;
import io.accountsync.state.ChangeSet;
import io.accountsync.state.LeaseOwner;
import io.accountsync.state.Leases;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncCursor;
import io.accountsync.state.SyncState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** The begin phase: takes the lease, makes sure of org and state, and says from where to read. */
final class RunBeginning {
    private final CamelContext context;
    private final Syncs syncs;
    private final StateDatabase database;
    private final RunObserver observer;
    private final BooleanSupplier ending;
    private final Clock clock;

    /** @param ending whether the process was told to end, so that nothing should wait any longer */
    RunBeginning(
            CamelContext context,
            Syncs syncs,
            StateDatabase database,
            RunObserver observer,
            BooleanSupplier ending,
            Clock clock) {
        this.context = context;
        this.syncs = syncs;
        this.database = database;
        this.observer = observer;
        this.ending = ending;
        this.clock = clock;
    }

    /**
     * Takes the lease and writes that a run has begun.
     *
     * @throws RunStoppedException when another process, or another run of this one, has the lease
     */
    Run open(String name, RunMode mode) {
        RunMode chosen = mode == null ? syncs.get(name).settings().mode() : mode;
        return open(name, chosen, chosen.word());
    }

    /** The same, for what is no run of rows but writes to the org all the same. */
    Run open(String name, RunMode mode, String word) {
        Sync sync = syncs.get(name);
        Settings settings = Settings.of(context).forSync(name);
        Leases leases = new Leases(database, LeaseOwner.self(), settings.duration("sync.lease-expiry"), this::isEnding);
        SyncState state = new SyncState(database, name, leases);
        leases.acquire(name).ifPresent(holder -> {
            throw new RunStoppedException(
                    Sentence.closed("The sync " + name + " is being run already, by " + holder.holder()) + " "
                            + holder.remedy());
        });
        LeaseKeeper keeper = new LeaseKeeper(
                leases,
                name,
                clock,
                context.getComponent("salesforce", OrgComponent.class).fence());
        try {
            // Whoever had the lease before makes no calls any more; those that it made can come until then.
            long begunAt = state.now();
            long until = begunAt + sync.settings().calls().doubtTime().toMillis();
            long id = state.runs().begin(name, word);
            state.write(() -> state.sent().settle(until));
            Run run = new Run(
                    id,
                    sync,
                    mode,
                    state,
                    new ErrorRules(settings),
                    clock.instant(),
                    begunAt,
                    keeper,
                    state.runs().isTripped(name),
                    observer,
                    counts -> allowance(sync, state, counts));
            run.watch(context.getComponent("salesforce", OrgComponent.class).watch());
            run.limitTime(sync.settings().calls().maxDuration());
            run.outcomes(new Outcomes(context, clock, sync, id));
            return run;
        } catch (RuntimeException e) {
            keeper.close();
            throw e;
        }
    }

    /**
     * Makes sure of the org and prepares the reading.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when the state is about another org, object or External ID field
     * @throws ConfigurationException when the mapping does not fit the org
     */
    void prepare(Run run) throws SalesforceException {
        Settings settings = Settings.of(context).forSync(run.name());
        Org org = RunOrg.of(context, run);
        OrgIdentity identity = org.identity();
        OrgGuard.requireExpected(identity, settings);
        Optional<SyncCursor> before = run.state().cursors().find(run.name());
        if (before.isPresent()) {
            OrgGuard.requireSame(run.sync(), before.get(), identity);
        }
        Binding binding = run.sync().mapping().bind(new OrgView(org));
        requireAllowance(run);
        RowMapper mapper = binding.mapper();
        String version = mapper.version() + "-" + run.sync().sourceVersion();
        Since since = Since.of(run, before, version);
        if (before.isEmpty() || !version.equals(before.get().mappingVersion())) {
            // What is doubtful is told once, after an edit, and not by every run for ever.
            binding.findings().forEach(doubt -> run.findings().note(doubt.text()));
            CursorQuery.of(context, run.sync()).stream()
                    .flatMap(query -> query.examine(run.sync().mapping()).stream())
                    .forEach(doubt -> run.findings().note(doubt.text()));
        }
        Instant sourceTime = sourceTime(run);
        ChangeSet changes = ChangeSet.create(run.settings().directory(), run.name(), run.id());
        run.references(new References(run, org));
        run.aim(identity, mapper, version, before, since, sourceTime, changes);
        run.outgoing(new OutgoingPayloads(run, org));
        run.currentRecords(() -> new CurrentRecords(
                new OrgPages(RunOrg.of(context, run)), run.sync().mapping().object(), run.mapper()));
    }

    private boolean isEnding() {
        return ending.getAsBoolean() || context.isStopping() || context.isStopped();
    }

    private Allowance allowance(Sync sync, SyncState state, Counts counts) {
        return new Allowance(
                sync.settings(),
                new Org(context)::usage,
                sync.settings().maxCallsPerDay() == 0 ? 0 : state.runs().callsWithin(Duration.ofDays(1)),
                counts,
                clock);
    }

    private static void requireAllowance(Run run) {
        run.allowance().refusal().ifPresent(reason -> {
            throw new RunStoppedException(reason);
        });
    }

    private Instant sourceTime(Run run) {
        new SourceQueries(context, run.sync().name()).requireUnchanged();
        List<DataSource> sources = SourceRoute.dataSources(context, run.sync().sourceRoute());
        sources.forEach(SourceDatabase::requireStreaming);
        return sources.stream().findFirst().flatMap(SourceDatabase::time).orElse(clock.instant());
    }
}
