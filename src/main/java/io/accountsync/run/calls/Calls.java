package io.accountsync.run.calls;

import io.accountsync.config.Settings;
import io.accountsync.run.Counts;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.sync.Sync;
import io.accountsync.salesforce.ErrorRules;
import io.accountsync.salesforce.Org;
import io.accountsync.salesforce.RetryLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;

/** How one run calls Salesforce: within the allowance of its calls, so many at once, repeated as its keys say. */
public final class Calls {
    private final CamelContext context;
    private final Run run;
    private final ErrorRules errorRules;
    private final ApiBudget allowance;
    private final ConcurrencyLimit gate;

    public Calls(CamelContext context, Run run, ErrorRules errorRules, ApiBudget allowance) {
        this.context = context;
        this.run = run;
        this.errorRules = errorRules;
        this.allowance = allowance;
        this.gate = new ConcurrencyLimit(run.settings().inFlight());
    }

    public Run run() {
        return run;
    }

    /** What follows from an error. */
    public ErrorRules errorRules() {
        return errorRules;
    }

    /** Whether calls may be made now. */
    public ApiBudget allowance() {
        return allowance;
    }

    /** Those in flight. */
    public ConcurrencyLimit gate() {
        return gate;
    }

    /** The org as the run asks it: each try is counted as a call of the run, and none is made when it was stopped. */
    public Org org() {
        return new Org(
                context,
                new RetryLoop(
                        errorRules,
                        run.settings().retries(),
                        run.settings().retryDelay(),
                        new RetryLoop.Surroundings() {
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

    /** The org as it is asked without a run. */
    public static Org orgWithoutRun(CamelContext context, Sync sync, Clock clock) {
        ApiBudget allowance = new ApiBudget(sync.settings(), new Org(context)::usage, 0, new Counts(), clock);
        return new Org(
                context,
                new RetryLoop(
                        new ErrorRules(Settings.of(context).forSync(sync.name())),
                        sync.settings().retries(),
                        sync.settings().retryDelay(),
                        new RetryLoop.Surroundings() {
                            @Override
                            public void beforeTry() {
                                allowance.refusal().ifPresent(Calls::stop);
                            }

                            @Override
                            public void pause(Duration time) {
                                Calls.pause(time);
                            }
                        }));
    }

    private static void stop(String reason) {
        throw new RunStoppedException(reason);
    }

    private static void pause(Duration time) {
        try {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunStoppedException("The process was interrupted while it waited for Salesforce");
        }
    }
}
