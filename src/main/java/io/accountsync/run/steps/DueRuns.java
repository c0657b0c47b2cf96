package io.accountsync.run.steps;

import io.accountsync.state.LeaseOwner;
import io.accountsync.state.Leases;
import io.accountsync.state.ScheduleFires.Fire;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to run although no schedule says so now: what ended with its process, what could not begin at its time, and what has
 * records in doubt that can be looked at. Each process that serves looks; who begins first runs it. Safe for several threads.
 */
public final class DueRuns {
    /** The group of triggers that start the job of a route once more; no route names such a one. */
    public static final String AGAIN = "account-sync once more";

    private static final Logger LOG = LoggerFactory.getLogger(DueRuns.class);

    private final Engine engine;
    private final Set<Fire> givenUp = ConcurrentHashMap.newKeySet();

    DueRuns(Engine engine) {
        this.engine = engine;
    }

    /**
     * The ids of the routes whose schedules are to start their syncs once more. Those of syncs that run now are not among them,
     * wherever they run.
     */
    public Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        if (engine.runs().isEnding()) {
            return routes;
        }
        FireTimes times = engine.fireTimes();
        for (Fire fire : times.fires().owed()) {
            if (engine.syncNames().contains(fire.sync()) && isFree(fire.sync()) && isTakenOver(fire)) {
                routes.add(fire.route());
            }
        }
        for (Firing firing : Set.copyOf(times.missed().values())) {
            if (!times.isOpen(firing)) {
                times.missed().remove(firing.route(), firing);
            } else if (isFree(firing.sync())) {
                routes.add(firing.route());
            }
        }
        routes.addAll(engine.syncNames().stream()
                .filter(sync -> engine.syncs().schedule(sync).isPresent())
                .filter(sync -> times.doubts().isDue(sync) && isFree(sync))
                .collect(Collectors.toSet()));
        return routes;
    }

    private boolean isTakenOver(Fire fire) {
        boolean again = fire.attempts() < FireTimes.MOST_TAKE_OVERS;
        if (!again && givenUp.add(fire)) {
            LOG.warn(
                    "The run of sync {} ended {} times in a row since its process was killed; it begins again by its schedule."
                            + " Look at why these processes ended: memory, node, container.",
                    fire.sync(),
                    fire.attempts() + 1);
        }
        return again;
    }

    private boolean isFree(String sync) {
        return engine.runs().find(sync).isEmpty()
                && new Leases(engine.database(), LeaseOwner.self(), Duration.ZERO).isFree(sync);
    }
}
