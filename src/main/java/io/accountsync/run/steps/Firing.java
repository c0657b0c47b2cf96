package io.accountsync.run.steps;

import io.accountsync.state.ScheduleFires.Fire;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.quartz.CronTrigger;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;

/**
 * That a schedule starts a sync, as Quartz says it in the headers of the exchange.
 *
 * @param route which starts it, by its id
 * @param time for which it was due, in milliseconds since 1970: where Quartz is late, its own now
 * @param again whether nobody's schedule says so, but {@link DueRuns}
 */
record Firing(String route, String sync, long time, boolean again, Trigger trigger) {
    /** Clocks of machines that serve together do not differ by more. */
    private static final Duration WRONG_CLOCK = Duration.ofMinutes(5);

    /** That of an exchange; empty where something else than Quartz started it. */
    static Optional<Firing> of(Exchange exchange, String sync) {
        boolean scheduled = exchange.getFromEndpoint() != null
                && exchange.getFromEndpoint().getEndpointUri().startsWith("quartz");
        Date time = exchange.getMessage().getHeader("scheduledFireTime", Date.class);
        Trigger trigger = exchange.getMessage().getHeader("trigger", Trigger.class);
        if (!scheduled || time == null || trigger == null) {
            return Optional.empty();
        }
        boolean again = trigger.getKey().getGroup().equals(DueRuns.AGAIN);
        return Optional.of(new Firing(exchange.getFromRouteId(), sync, time.getTime(), again, trigger));
    }

    /** Whether its time is none that was taken already. */
    boolean isDue(Fire before) {
        if (before == null || isDatedWrong(before)) {
            return true;
        }
        if (trigger instanceof SimpleTrigger simple) {
            return before.takenUntil() + simple.getRepeatInterval() <= time;
        }
        if (trigger instanceof CronTrigger) {
            Date next = trigger.getFireTimeAfter(new Date(before.takenUntil()));
            return next != null && next.getTime() <= time;
        }
        return before.takenUntil() < time;
    }

    /** Whether what was taken lies in the future, so that somebody's clock was wrong: nobody waits for that time. */
    boolean isDatedWrong(Fire before) {
        return before != null && before.takenUntil() > time + WRONG_CLOCK.toMillis();
    }
}
