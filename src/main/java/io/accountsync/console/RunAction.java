package io.accountsync.console;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Sentence;
import io.accountsync.run.Run;
import io.accountsync.run.RunReport;
import io.accountsync.state.HeldLease;
import io.accountsync.state.Leases;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a run since a person asked for it: one of a sync at a time, in a process that serves. */
final class RunAction {
    private static final Logger LOG = LoggerFactory.getLogger(RunAction.class);

    private final ConsoleProcess process;
    private final ConsoleState state;
    private final Set<String> started = ConcurrentHashMap.newKeySet();

    RunAction(ConsoleProcess process, ConsoleState state) {
        this.process = process;
        this.state = state;
    }

    private record Done(String result) {}

    /** Begins the run and does not wait for it; its end is written to the audit table. */
    Answer start(Asked asked) {
        String sync = Known.sync(asked.text("sync"), process, state);
        AuditedActions audit = new AuditedActions(state.required());
        long id = audit.begin(asked, "run", sync, null);
        Optional<RefusedException> refusal = refusal(sync);
        if (refusal.isPresent()) {
            audit.end(id, "refused: " + refusal.get().getMessage());
            throw refusal.get();
        }
        Thread thread = new Thread(() -> run(sync, audit, id), "console-run-" + sync);
        thread.setDaemon(true);
        thread.start();
        return Answer.of(new Done("A run of " + sync + " begins."));
    }

    private Optional<RefusedException> refusal(String sync) {
        if (!process.isServing()) {
            return Optional.of(new RefusedException(
                    409,
                    "This console only looks at the state, and starts nothing. Start the run with: "
                            + ProposedCommand.of("run", sync)));
        }
        Optional<Run> running =
                process.knownSyncs().flatMap(engine -> engine.runs().find(sync));
        boolean isKnown = process.knownSyncs()
                .filter(engine -> engine.syncNames().contains(sync))
                .isPresent();
        if (!isKnown) {
            return Optional.of(new RefusedException(409, "No sync file of this process defines " + sync));
        }
        Optional<HeldLease> elsewhere = Leases.holder(state.required(), sync);
        if (running.isEmpty() && elsewhere.isPresent()) {
            return Optional.of(new RefusedException(
                    409,
                    Sentence.closed("The sync " + sync + " is already running, in "
                                    + elsewhere.get().holder()) + " "
                            + elsewhere.get().remedy()));
        }
        return running.isPresent() || !started.add(sync)
                ? Optional.of(new RefusedException(409, "A run of " + sync + " goes on"))
                : Optional.empty();
    }

    private void run(String sync, AuditedActions audit, long id) {
        try {
            RunReport report = process.starter().run(sync);
            audit.end(id, report.status() + (report.runId() == null ? "" : ", run " + report.runId()));
        } catch (RuntimeException e) {
            LOG.warn("A run that the console began ended without a report", e);
            audit.end(id, "FAILED, without a report");
        } finally {
            started.remove(sync);
        }
    }
}
