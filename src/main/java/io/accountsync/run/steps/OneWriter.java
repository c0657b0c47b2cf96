package io.accountsync.run.steps;

import io.accountsync.config.Sentence;
import io.accountsync.state.HeldLease;
import io.accountsync.state.LeaseName;
import io.accountsync.state.Leases;
import io.accountsync.state.RunLog;
import io.accountsync.state.RunRecord;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncState;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps commands that write to the org, and claim no records, apart from the sessions of a stream: the older value of one could go
 * over the newer one of the other. Each tells the state that it is there before it looks for the other, so that two that begin at the
 * same time do not both go on.
 */
final class OneWriter {
    private static final Set<String> COMMANDS = Set.of(RunLog.ADOPT, RunLog.RESTORE);

    /** No sync has so many commands and sessions that begin while one of them goes on. */
    private static final int LATEST = 50;

    private final StateDatabase database;
    private final String sync;

    OneWriter(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /** Why a command must not go on, in sentences: a session does; empty when none does. */
    Optional<String> refusalOf(String command) {
        for (LeaseName session : new SyncState(database, sync, null).sessions().leases()) {
            Optional<HeldLease> holder = Leases.holder(database, session.text());
            if (holder.isPresent()) {
                return Optional.of(Sentence.closed("The " + session + " goes on, in "
                                + holder.get().holder())
                        + " It may write the records that " + command + " writes: stop that process, give the command"
                        + " again, and start it afterwards; if it is gone already, its lease ends by itself within "
                        + seconds(holder.get().endsIn()) + " s. Nothing was changed in Salesforce.");
            }
        }
        return Optional.empty();
    }

    /** Why a session must not begin: a command goes on; empty when none does. */
    Optional<String> refusalOfSession() {
        return Leases.holder(database, sync).flatMap(holder -> new RunLog(database)
                .latest(sync, LATEST).stream()
                        .filter(run -> COMMANDS.contains(run.mode()) && holder.isOf(run))
                        .findFirst()
                        .map(run -> refusal(run, holder)));
    }

    private String refusal(RunRecord run, HeldLease holder) {
        return Sentence.closed(
                        "The command " + run.mode() + " of sync " + sync + " is in progress, in " + holder.holder())
                + " The stream goes on when it has ended.";
    }

    private static long seconds(Duration time) {
        return Math.max(1, (time.toMillis() + 999) / 1000);
    }
}
