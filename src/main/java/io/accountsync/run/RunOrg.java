package io.accountsync.run;

import io.accountsync.config.Settings;
import io.accountsync.salesforce.ErrorRules;
import io.accountsync.salesforce.Org;
import io.accountsync.salesforce.RetryLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;

/** The org as a sync asks it: each try within the allowance of its calls, and repeats as its keys say. */
final class RunOrg {
    private RunOrg() {}

    /** For one run: its tries are counted as the run's calls, and end when it is stopped. */
    static Org of(CamelContext context, Run run) {
        return new Org(
                context,
                new RetryLoop(
                        run.errorRules(),
                        run.settings().retries(),
                        run.settings().retryDelay(),
                        new RetryLoop.Surroundings() {
                            @Override
                            public void beforeTry() {
                                run.stopReason().ifPresent(RunOrg::stop);
                                run.allowance().refusal().ifPresent(RunOrg::stop);
                                run.called(1);
                            }

                            @Override
                            public void pause(Duration time) {
                                run.pause(time);
                            }
                        }));
    }

    /** For what reads without a run. */
    static Org of(CamelContext context, Sync sync, Clock clock) {
        Allowance allowance = new Allowance(sync.settings(), new Org(context)::usage, 0, new Counts(), clock);
        return new Org(
                context,
                new RetryLoop(
                        new ErrorRules(Settings.of(context).forSync(sync.name())),
                        sync.settings().retries(),
                        sync.settings().retryDelay(),
                        new RetryLoop.Surroundings() {
                            @Override
                            public void beforeTry() {
                                allowance.refusal().ifPresent(RunOrg::stop);
                            }

                            @Override
                            public void pause(Duration time) {
                                RunOrg.pause(time);
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
