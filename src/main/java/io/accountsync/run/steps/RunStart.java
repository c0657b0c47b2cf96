package io.accountsync.run.steps;

import io.accountsync.run.Run;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.StateException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins one run: waits for its turn, takes the lease, and the time of the schedule where one started it. What another process
 * runs is not begun, and no word of it is reported.
 */
final class RunStart {
    private static final Logger LOG = LoggerFactory.getLogger(RunStart.class);

    /** The variable with what a schedule started. */
    private static final String FIRING = "firing";

    private final Engine engine;

    RunStart(Engine engine) {
        this.engine = engine;
    }

    /**
     * Begins it.
     *
     * @param mode null for what the keys say
     * @return empty when a schedule started it and another process has that time, or the lease
     * @throws RunStoppedException when it must not begin
     */
    Optional<Run> begin(Exchange exchange, String sync, RunMode mode, RunBeginning beginning) {
        Optional<Firing> firing = Firing.of(exchange, sync);
        long limit = exchange.getVariable("limit", 0L, Long.class);
        FireTimes times = engine.fireTimes();
        try {
            firing.ifPresent(times::requireOpen);
            if (!exchange.getVariable(SyncSteps.ALONE, false, Boolean.class)) {
                takeTurn(exchange, sync, firing);
            }
            Run run = engine.runs().begin(() -> beginning.open(sync, mode, limit, () -> firing.ifPresent(times::take)));
            firing.ifPresent(given -> exchange.setVariable(FIRING, given));
            return Optional.of(run);
        } catch (FireTakenException e) {
            return notOurs(exchange, sync, e);
        } catch (LeaseHeldException e) {
            firing.ifPresent(times::miss);
            firing.orElseThrow(() -> e);
            return notOurs(exchange, sync, e);
        } catch (StateException e) {
            firing.ifPresent(times::miss);
            throw e;
        }
    }

    /** What is to be done with the report of this exchange's run while it has its lease still. */
    BiConsumer<Run, RunReport> concluding(Exchange exchange) {
        Firing firing = exchange.getVariable(FIRING, Firing.class);
        return firing == null
                ? (run, report) -> {}
                : (run, report) -> engine.fireTimes().ended(firing, run, report);
    }

    private void takeTurn(Exchange exchange, String sync, Optional<Firing> firing) {
        Turns.Turn turn;
        try {
            turn = engine.followed().take(exchange, sync);
        } catch (RunStoppedException e) {
            if (!engine.runs().isEnding()) {
                firing.ifPresent(engine.fireTimes()::takeUnused);
            }
            throw e;
        }
        exchange.setVariable(SyncSteps.TURN, turn);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                turn.close();
            }
        });
    }

    private Optional<Run> notOurs(Exchange exchange, String sync, RunStoppedException reason) {
        LOG.info("Nothing to run here. {}", reason.getMessage());
        engine.followed().didNotBegin(sync);
        exchange.setRouteStop(true);
        return Optional.empty();
    }
}
