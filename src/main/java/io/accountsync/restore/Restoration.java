package io.accountsync.restore;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.restore.Restored.Way;
import io.accountsync.run.Count;
import io.accountsync.run.Failures;
import io.accountsync.run.Run;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.calls.SyncTarget;
import io.accountsync.run.steps.CommandRun;
import io.accountsync.run.steps.Engine;
import io.accountsync.state.RunLog;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Brings records back that a sync deleted since their rows were gone. */
public final class Restoration {
    private final CamelContext context;
    private final Engine engine;

    public Restoration(CamelContext context) {
        this.context = context;
        this.engine = Engine.of(context);
    }

    /**
     * Which records are to be restored.
     *
     * @param keys as a person writes them; empty for all
     * @param runId only those that this run deleted; null for those of any
     */
    public record Chosen(List<String> keys, Long runId) {}

    /**
     * Restores records, or says what would become of them.
     *
     * @param listener is told what became of each, as soon as it is known
     * @throws RunStoppedException when the org is not the one that is meant, or a run of the sync goes on
     * @throws ConfigurationException when a key is none of a deleted record
     * @throws SalesforceException when the org cannot be reached or refuses us before anything was done
     */
    public RestoreReport restore(String name, Chosen chosen, boolean dryRun, RestoreListener listener)
            throws SalesforceException {
        try (CommandRun command = dryRun
                ? CommandRun.looking(engine, name, RunLog.RESTORE_DRY_RUN)
                : CommandRun.writing(engine, name, RunLog.RESTORE)) {
            Run run = command.run();
            Calls calls = command.calls();
            calls.allowance().refusal().ifPresent(reason -> {
                throw new RunStoppedException(reason);
            });
            Settings settings = Settings.of(context).forSync(name);
            SyncTarget target = SyncTarget.of(engine.syncs().get(name), calls.org(), settings, engine.database());
            RestoreRun restoration = new RestoreRun(context, calls, target, dryRun, listener);
            try {
                restore(restoration, chosen);
            } catch (RuntimeException | SalesforceException e) {
                if (Failures.isConfiguration(e)) {
                    throw e;
                }
                run.fail(e);
            }
            RestoreReport report = report(restoration);
            command.ends(report.status(), message(report));
            return report;
        }
    }

    private static void restore(RestoreRun restoration, Chosen chosen) throws SalesforceException {
        RestorePages pages = new RestorePages(restoration);
        if (chosen.keys().isEmpty()) {
            pages.restoreAll(chosen.runId());
            new LeftOutStep(restoration, deletion -> chosen.runId() == null || deletion.runId() == chosen.runId())
                    .carryOut();
        } else {
            NamedRecords named = new NamedRecords(restoration, chosen.keys());
            named.restored().forEach(restoration::wasRestored);
            pages.restore(named.deleted());
            new LeftOutStep(restoration, deletion -> named.keys().contains(deletion.key())).carryOut();
        }
    }

    private static String message(RestoreReport report) {
        return report.message() == null && report.lookupsLeftOut() > 0
                ? Sentence.closed(Quantity.of(
                                report.lookupsLeftOut(),
                                "lookup of a restored record is",
                                "lookups of restored records are")
                        + " left out")
                : report.message();
    }

    private static RestoreReport report(RestoreRun restoration) {
        Run run = restoration.run();
        RunStatus status = status(restoration);
        return new RestoreReport(
                run.name(),
                status,
                status.exitCode(),
                restoration.target().org(),
                restoration.target().object(),
                restoration.dryRun(),
                restoration.counts(),
                restoration.lookupsSet(),
                restoration.lookupsLeftOut(),
                run.counts().get(Count.API_CALLS),
                run.failure().map(Failures::describe).or(run::stopReason).orElse(null));
    }

    private static RunStatus status(RestoreRun restoration) {
        if (restoration.run().failure().isPresent()) {
            return RunStatus.FAILED;
        }
        if (restoration.run().stopReason().isPresent()) {
            return RunStatus.STOPPED;
        }
        boolean all =
                restoration.counts().keySet().stream().noneMatch(way -> way == Way.REFUSED || way == Way.NOT_TRIED);
        return all && restoration.lookupsLeftOut() == 0 ? RunStatus.SUCCEEDED : RunStatus.PARTIAL;
    }
}
