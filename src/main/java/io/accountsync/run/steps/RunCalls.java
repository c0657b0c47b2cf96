package io.accountsync.run.steps;

import io.accountsync.config.Settings;
import io.accountsync.run.Run;
import io.accountsync.run.calls.ApiBudget;
import io.accountsync.run.calls.CallPlaces;
import io.accountsync.run.calls.Calls;
import io.accountsync.salesforce.ErrorRules;
import io.accountsync.salesforce.Org;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;

/** How the runs of a process call Salesforce: each within its own budget, all of them within one number of places. */
final class RunCalls {
    private final CamelContext context;
    private final Clock clock;
    private final CallPlaces places;

    RunCalls(CamelContext context, Clock clock, CallPlaces places) {
        this.context = context;
        this.clock = clock;
        this.places = places;
    }

    /** Those of a run. */
    Calls of(Run run) {
        Settings settings = Settings.of(context).forSync(run.name());
        return new Calls(context, run, new ErrorRules(settings), budget(run), places);
    }

    private ApiBudget budget(Run run) {
        return new ApiBudget(
                run.settings(),
                new Org(context)::usage,
                run.settings().maxCallsPerDay() == 0 ? 0 : run.state().runs().callsWithin(Duration.ofDays(1), run.id()),
                run.counts(),
                clock);
    }
}
