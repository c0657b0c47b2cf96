package io.accountsync.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.accountsync.config.Settings;
import io.accountsync.salesforce.ApiUsage;
import io.accountsync.state.HeldLease;
import io.accountsync.state.Leases;
import io.accountsync.state.Plans;
import io.accountsync.state.RunLog;
import io.accountsync.state.SessionLog;
import io.accountsync.state.StateDatabase;
import io.accountsync.status.SyncStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the page begins with: every sync with status, next start and plan, and the API budget. */
final class OverviewView {
    private final ConsoleProcess process;
    private final ConsoleState state;

    OverviewView(ConsoleProcess process, ConsoleState state) {
        this.process = process;
        this.state = state;
    }

    /** @param mistakes what is wrong with sync files, and cannot be said of a sync; only for whoever is signed in */
    private record Overview(
            Instant now,
            boolean serving,
            boolean signedIn,
            boolean syncFilesKnown,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<String> mistakes,
            List<SyncView> syncs,
            Budget budget) {}

    /**
     * The API calls of 24 hours.
     *
     * @param own by runs that the state knows
     * @param used by all clients of the org, as its latest answer said; null before the first
     * @param limit of the org; null with it
     * @param share percent of the limit above which account-sync stops calling
     * @param mostOwn that account-sync makes at most; 0 for any number
     */
    private record Budget(long own, Long used, Long limit, int share, long mostOwn) {}

    Answer show(Asked asked) {
        Optional<StateDatabase> database = state.find();
        List<SyncView> syncs = process.syncNames(state.syncs()).stream()
                .map(name -> sync(database, name, asked.isSignedIn()))
                .toList();
        return Answer.of(new Overview(
                process.clock().instant(),
                process.isServing(),
                asked.isSignedIn(),
                process.mistakes().ofNoSync().isEmpty(),
                asked.isSignedIn() ? process.mistakes().ofNoSync() : null,
                syncs,
                budget(database)));
    }

    private SyncView sync(Optional<StateDatabase> database, String name, boolean isSignedIn) {
        List<PlanView> plans = database.map(known -> new Plans(known, name)).stream()
                .flatMap(held -> held.all().stream())
                .map(heldBack -> PlanView.of(heldBack, isSignedIn))
                .toList();
        SyncStatus status =
                database.map(known -> SyncStatus.read(known, name, 1)).orElseGet(() -> SyncStatus.ofNothing(name));
        Optional<HeldLease> lease = database.flatMap(known -> Leases.holder(known, name));
        Optional<RunView> last = database.flatMap(known -> new SessionLog(known)
                .lastOfOthers(name)
                .map(run -> RunView.of(run, new SessionLog(known), isSignedIn)));
        Optional<WorkView> work = lease.map(held ->
                WorkView.of(held, database.flatMap(known -> new SessionLog(known).lastOfOthers(name)), isSignedIn));
        StreamView stream = database.flatMap(known -> StreamView.of(known, name, process, isSignedIn))
                .orElse(null);
        return SyncView.of(
                status, new SyncView.Work(last.orElse(null), work.orElse(null), stream), plans, process, isSignedIn);
    }

    private Budget budget(Optional<StateDatabase> database) {
        Settings settings = process.settings();
        Optional<ApiUsage.Reading> usage = process.knownSyncs().flatMap(engine -> engine.apiUsage());
        return new Budget(
                database.map(known -> new RunLog(known).callsWithin(Duration.ofDays(1)))
                        .orElse(0L),
                usage.map(ApiUsage.Reading::used).orElse(null),
                usage.map(ApiUsage.Reading::limit).orElse(null),
                settings.wholeNumber("sync.api-budget", 1, 100),
                settings.wholeNumber("sync.max-calls-per-day", 0, Integer.MAX_VALUE));
    }
}
