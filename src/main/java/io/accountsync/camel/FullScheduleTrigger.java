package io.accountsync.camel;

import io.accountsync.run.sync.Sync;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;

/**
 * Starts the job of a sync at the times of its {@code sync.full-schedule}, too. It is the same job, so that Quartz lets one of
 * two such times wait for the other.
 */
final class FullScheduleTrigger {
    private FullScheduleTrigger() {}

    /** Adds it where the sync's route is one of Quartz, and runs. */
    static void add(CamelContext context, Sync sync) {
        CronExpression cron = sync.settings().fullSchedule().cron().orElse(null);
        Route route = context.getRoute(sync.name());
        if (cron == null || route == null || !(route.getEndpoint() instanceof QuartzEndpoint endpoint)) {
            return;
        }
        JobKey job = JobKey.jobKey(
                endpoint.getTriggerKey().getName(), endpoint.getTriggerKey().getGroup());
        Scheduler scheduler =
                context.getComponent("quartz", QuartzComponent.class).getScheduler();
        try {
            if (!scheduler.checkExists(job)) {
                return;
            }
            Trigger trigger = TriggerBuilder.newTrigger()
                    .withIdentity(job.getName() + "-full", job.getGroup())
                    .forJob(job)
                    .withSchedule(CronScheduleBuilder.cronSchedule(cron))
                    .build();
            if (scheduler.checkExists(trigger.getKey())) {
                scheduler.rescheduleJob(trigger.getKey(), trigger);
            } else {
                scheduler.scheduleJob(trigger);
            }
        } catch (SchedulerException e) {
            throw new IllegalStateException("the full schedule of the sync " + sync.name() + " cannot be started", e);
        }
    }
}
