package io.accountsync.camel;

import io.accountsync.run.steps.DueRuns;
import io.accountsync.run.steps.Engine;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the jobs of schedules once more for runs that are due although no schedule says so now. It is the whole route that runs
 * again, with all that its file says, and Quartz lets it wait for a run of the same job.
 */
final class JobsAgain {
    private static final Logger LOG = LoggerFactory.getLogger(JobsAgain.class);

    private static final long LONGEST_PERIOD_MILLIS = 15_000;
    private static final long SHORTEST_PERIOD_MILLIS = 1000;

    private final CamelContext context;
    private final Engine engine;

    JobsAgain(CamelContext context, Engine engine) {
        this.context = context;
        this.engine = engine;
    }

    /** Looks from now on, a few times while a lease lasts. */
    void begin(long leaseMillis) {
        long period = Math.max(SHORTEST_PERIOD_MILLIS, Math.min(LONGEST_PERIOD_MILLIS, leaseMillis / 4));
        context.getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "sync-due-runs")
                .scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    /** Starts what is due now. */
    void look() {
        try {
            engine.dueRuns().routes().forEach(this::start);
        } catch (RuntimeException e) {
            LOG.debug("Which runs are to begin could not be read; the next look tries again", e);
        }
    }

    private void start(String id) {
        Route route = context.getRoute(id);
        if (route == null || !(route.getEndpoint() instanceof QuartzEndpoint endpoint)) {
            return;
        }
        JobKey job = JobKey.jobKey(
                endpoint.getTriggerKey().getName(), endpoint.getTriggerKey().getGroup());
        Scheduler scheduler =
                context.getComponent("quartz", QuartzComponent.class).getScheduler();
        Trigger trigger = TriggerBuilder.newTrigger()
                .withIdentity(job.getGroup() + " " + job.getName(), DueRuns.AGAIN)
                .forJob(job)
                .startNow()
                .build();
        try {
            // One that is there still waits, or runs.
            if (scheduler.checkExists(job) && !scheduler.checkExists(trigger.getKey())) {
                scheduler.scheduleJob(trigger);
            }
        } catch (SchedulerException e) {
            LOG.debug("The route {} could not be started once more", id, e);
        }
    }
}
