package io.accountsync.run;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import io.accountsync.mapping.RowMapper;
import io.accountsync.salesforce.ErrorRules;
import io.accountsync.salesforce.Org;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.source.SourceDatabase;
import io.accountsync.state.ChangeSet;
import io.accountsync.state.LeaseOwner;
import io.accountsync.state.Leases;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncCursor;
import io.accountsync.state.SyncState;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** The begin phase: takes the lease, makes sure of org and state, and says from where to read. */
final class RunBeginning {
    private final CamelContext context;
    private final Syncs syncs;
    private final StateDatabase database;
    private final Clock clock;

    RunBeginning(CamelContext context, Syncs syncs, StateDatabase database, Clock clock) {
        this.context = context;
        this.syncs = syncs;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes the lease and writes that a run has begun.
     *
     * @throws RunStoppedException when another process, or another run of this one, has the lease
     */
    Run open(String name, RunMode mode) {
        Sync sync = syncs.get(name);
        Settings settings = Settings.of(context).forSync(name);
        Leases leases = new Leases(database, LeaseOwner.self(), settings.duration("sync.lease-expiry"));
        SyncState state = new SyncState(database, name, leases);
        leases.acquire(name).ifPresent(holder -> {
            throw new RunStoppedException("The sync " + name + " is being run already, by process " + holder.pid()
                    + " on " + holder.host() + ". Wait until that run has ended; if that process is gone, its lease "
                    + "ends by itself within " + leases.expiry().toSeconds() + " s.");
        });
        LeaseKeeper keeper = new LeaseKeeper(leases, name);
        try {
            long id = state.runs().begin(name, mode.word());
            state.write(() -> state.sent().settle());
            return new Run(id, sync, mode, state, new ErrorRules(settings), clock.instant(), keeper);
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
        Org org = new Org(context);
        run.counts().add(Count.API_CALLS, 2);
        OrgIdentity identity = org.identity();
        requireExpected(identity, settings.text("salesforce.expect"));
        Optional<SyncCursor> before = run.state().cursors().find(run.name());
        before.ifPresent(cursor -> requireSame(run, cursor, identity));
        RowMapper mapper =
                run.sync().mapping().bind(org.describe(run.sync().mapping().object()));
        String version = mapper.version() + "-" + run.sync().sourceVersion();
        Since since = Since.of(run, before, version);
        Instant sourceTime = sourceTime(run);
        ChangeSet changes = ChangeSet.create(run.settings().directory(), run.name(), run.id());
        run.aim(identity, mapper, version, before, since, sourceTime, changes);
    }

    private Instant sourceTime(Run run) {
        List<DataSource> sources = SourceRoute.dataSources(context, run.sync().sourceRoute());
        sources.forEach(SourceDatabase::requireStreaming);
        return sources.stream().findFirst().flatMap(SourceDatabase::time).orElse(clock.instant());
    }

    private static void requireExpected(OrgIdentity org, Optional<String> expected) {
        if (expected.isEmpty()) {
            return;
        }
        if (!expected.get().equals("sandbox") && !expected.get().equals("production")) {
            throw new ConfigurationException("salesforce.expect must be production or sandbox, or be left out.");
        }
        if (expected.get().equals("sandbox") != org.sandbox()) {
            throw new RunStoppedException("salesforce.expect says " + expected.get() + ", but " + describe(org)
                    + " is not. Nothing was read or sent. Check the credentials.");
        }
    }

    private static void requireSame(Run run, SyncCursor cursor, OrgIdentity org) {
        if (!cursor.orgId().equals(org.id())) {
            throw new RunStoppedException("The state of sync " + run.name() + " is about the org "
                    + cursor.orgName() + " (" + cursor.orgType() + ", " + cursor.orgId() + "), but the credentials are "
                    + "of " + describe(org)
                    + ". Nothing was read or sent. Use the credentials of that org; or give this "
                    + "one a sync with another name or another state.directory; or forget the old state with: "
                    + "account-sync reset " + run.name() + ".");
        }
        String object = run.sync().mapping().object();
        String externalId = run.sync().mapping().externalId();
        if (!cursor.object().equalsIgnoreCase(object) || !cursor.externalId().equalsIgnoreCase(externalId)) {
            throw new RunStoppedException("The state of sync " + run.name() + " is about " + cursor.object() + " by "
                    + cursor.externalId() + ", but " + run.sync().mapping().file() + " now says " + object + " by "
                    + externalId + ". Nothing was read or sent. Give the changed sync another name; or forget the old "
                    + "state with: account-sync reset " + run.name() + ".");
        }
    }

    private static String describe(OrgIdentity org) {
        return org.name() + " (" + org.kind() + ", " + org.id() + ")";
    }
}
