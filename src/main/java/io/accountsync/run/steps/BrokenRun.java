package io.accountsync.run.steps;

import io.accountsync.run.Failures;
import io.accountsync.run.Run;
import io.accountsync.run.RunReport;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.RunMode;
import io.accountsync.run.sync.StreamRoutes;
import org.apache.camel.Exchange;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An exchange that an exception broke off, which may have been in the middle of a run. */
final class BrokenRun {
    private static final Logger LOG = LoggerFactory.getLogger(BrokenRun.class);

    private final Engine engine;
    private final Exchange exchange;
    private final Throwable thrown;

    BrokenRun(Engine engine, Exchange exchange) {
        this.engine = engine;
        this.exchange = exchange;
        this.thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }

    /** Whether it names a sync, and carries no rows of a stream. */
    boolean isRun() {
        return exchange.getVariable("sync") != null
                && !StreamRoutes.of((ModelCamelContext) exchange.getContext()).carry(exchange);
    }

    /** Whether Salesforce refused the login for good. */
    boolean isLoginRefused() {
        Run run = exchange.getVariable("run", Run.class);
        return run == null ? Failures.isLoginRefused(thrown) : run.loginRefused();
    }

    /**
     * Ends the run.
     *
     * @param mode that it was asked for; null for what the keys say
     * @throws Exception what broke it, where it is no run: a copy of sync-failures may know no streams
     */
    RunReport end(RunMode mode) throws Exception {
        if (!isRun()) {
            throw thrown instanceof Exception exception ? exception : new IllegalStateException(thrown);
        }
        LOG.debug("run broken off", thrown);
        Run run = exchange.getVariable("run", Run.class);
        if (run == null) {
            return RunReport.ofNothing(
                    exchange.getVariable("sync", String.class),
                    mode,
                    engine.clock().instant(),
                    thrown);
        }
        RunReport report = new RunCompletion(engine.clock(), new RunStart(engine).concluding(exchange))
                .breakOff(
                        run,
                        exchange.getVariable("reading", Reading.class),
                        exchange.getVariable("sending", Sending.class),
                        thrown);
        engine.runs().over(run);
        return report;
    }
}
