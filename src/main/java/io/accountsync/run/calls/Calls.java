package io.accountsync.run.calls;

import io.accountsync.config.Settings;
import io.accountsync.run.Counts;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.sync.Sync;
import io.accountsync.salesforce.ErrorRules;
import io.accountsync.salesforce.Org;
import io.accountsync.salesforce.OrgComponent;
import io.accountsync.salesforce.RetryLoop;
import io.accountsync.salesforce.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** How one run calls Salesforce: within the allowance of its calls, so many at once, repeated as its keys say. */
public final class Calls {
    private final CamelContext context;
    private final Run run;
    private final RetryPolicy policy;
    private final ApiBudget allowance;
    private final ConcurrencyLimit gate;

    /** @param places those of all runs of the process */
    public Calls(CamelContext context, Run run, ErrorRules errorRules, ApiBudget allowance, CallPlaces places) {
        this.context = context;
        this.run = run;
        this.policy = new RetryPolicy(
                errorRules, run.settings().retries(), run.settings().retryDelay());
        this.allowance = allowance;
        this.gate = new ConcurrencyLimit(run.settings().inFlight(), places);
    }

    public Run run() {
        return run;
    }

    /** What follows from an error. */
    public RetryPolicy policy() {
        return policy;
    }

    /** Whether calls may be made now. */
    public ApiBudget allowance() {
        return allowance;
    }

    /** Those in flight. */
    public ConcurrencyLimit gate() {
        return gate;
    }

    /** For the calls of one batch. */
    public <T> CallAttempts<T> attempts() {
        return new CallAttempts<>(policy, gate, new RunCaller(run, allowance));
    }

    /** Before a call in a session that there is: the org may have moved to another host. */
    public void leaveSilentHost() {
        OrgComponent.existing(context).ifPresent(OrgComponent::leaveSilentHost);
    }

    /** The org as the run asks it: each try is counted as a call of the run, and none is made when it was stopped. */
    public Org org() {
        return new Org(context, new RetryLoop(policy, new RetryLoop.Surroundings() {
            @Override
            public void beforeTry() {
                run.stopReason().ifPresent(Calls::stop);
                allowance.refusal().ifPresent(Calls::stop);
                run.called(1);
            }

            @Override
            public void pause(Duration time) {
                run.pause(time);
            }
        }));
    }

    /** The org as it is asked without a run: until the process is to end. */
    public static Org orgWithoutRun(CamelContext context, Sync sync, Clock clock) {
        ApiBudget allowance = new ApiBudget(sync.settings(), new Org(context)::usage, 0, new Counts(), clock);
        RetryLoop.Surroundings process = Org.process(context);
        RetryPolicy policy = new RetryPolicy(
                new ErrorRules(Settings.of(context).forSync(sync.name())),
                sync.settings().retries(),
                sync.settings().retryDelay());
        return new Org(context, new RetryLoop(policy, new RetryLoop.Surroundings() {
            @Override
            public void beforeTry() throws SalesforceException {
                process.beforeTry();
                allowance.refusal().ifPresent(Calls::stop);
            }

            @Override
            public void pause(Duration time) {
                process.pause(time);
            }
        }));
    }

    private static void stop(String reason) {
        throw new RunStoppedException(reason);
    }
}
