package io.accountsync.run.steps;

import io.accountsync.config.Quantity;
import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.RunReport;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.send.Sending;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.DoubtfulRecords;
import io.accountsync.state.OpenRecords;
import java.time.Clock;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the end of a run writes, however it ended: its report, and the row that the state has of it. Then nothing is held any more. */
final class RunEnd {
    private static final Logger LOG = LoggerFactory.getLogger(RunEnd.class);

    private final Clock clock;
    private final BiConsumer<Run, RunReport> concluding;

    /** @param concluding what becomes of the time of the schedule, while the run has its lease */
    RunEnd(Clock clock, BiConsumer<Run, RunReport> concluding) {
        this.clock = clock;
        this.concluding = concluding;
    }

    /**
     * Ends a session of a stream, whose batches have ended.
     *
     * @param org null when it was not reached
     */
    RunReport ofSession(Run run, OrgIdentity org) {
        long unsent = run.counts().get(Count.READ) - run.counts().outcomes();
        run.counts().add(Count.UNSENT, Math.max(unsent, 0));
        run.counts().mismatch().ifPresent(mismatch -> run.fail(new IllegalStateException(mismatch)));
        if (run.failure().isEmpty() && run.stopReason().isEmpty()) {
            run.finish();
        }
        warnOfRecreated(run);
        run.outcomes().noteIn(run.findings());
        run.outcomes().log().end(run.findings());
        return write(run, RunReport.of(run, org, null, false, null, doubts(run), open(run), clock.instant()));
    }

    /** A record that we knew and that Salesforce created again is a surprise to somebody. */
    private static void warnOfRecreated(Run run) {
        long recreated = run.counts().get(Count.RECREATED);
        if (recreated > 0) {
            LOG.warn(
                    "{} of sync {}: deleted or merged in the org, and created again. Leave out of the source query what is to stay "
                            + "deleted.",
                    Quantity.of(recreated, "record"),
                    run.name());
        }
    }

    private static DoubtfulRecords.Summary doubts(Run run) {
        try {
            return run.state()
                    .doubts()
                    .summary()
                    .map(doubts -> doubts.with(run.progress().leftOpen()))
                    .orElse(null);
        } catch (RuntimeException e) {
            LOG.warn("How many records are in doubt could not be read: {}", e.getMessage());
            return null;
        }
    }

    /**
     * Ends a run.
     *
     * @param reading null when it had not begun
     * @param sending null when it had not begun
     */
    RunReport of(Run run, Reading reading, Sending sending) {
        warnOfRecreated(run);
        run.outcomes().noteIn(run.findings());
        run.outcomes().log().end(run.findings());
        RunReport report = RunReport.of(
                run,
                reading == null ? null : reading.org(),
                reading == null ? null : reading.since().readsAll(),
                reading != null && reading.isReadToEnd(),
                sending == null ? null : sending.path(),
                doubts(run),
                open(run),
                clock.instant());
        return write(run, report);
    }

    private RunReport write(Run run, RunReport report) {
        try {
            run.state()
                    .runs()
                    .end(
                            run.id(),
                            report.status().name(),
                            report.message(),
                            run.counts().byColumn());
        } catch (RuntimeException e) {
            LOG.error("The end of run {} could not be written: {}", run.id(), e.getMessage());
        }
        concluding.accept(run, report);
        run.close();
        return report;
    }

    private static OpenRecords open(Run run) {
        try {
            return run.state().open();
        } catch (RuntimeException e) {
            LOG.error("What of run {} has not passed could not be counted: {}", run.id(), e.getMessage());
            return OpenRecords.NONE;
        }
    }
}
